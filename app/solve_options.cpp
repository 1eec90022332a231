// SPDX-License-Identifier: Apache-2.0
#include "app/solve_options.h"

#include <algorithm>
#include <filesystem>
#include <thread>

namespace etslink {
namespace {

namespace po = boost::program_options;

std::string choice(const po::variables_map& values, const std::string& option,
                   const std::vector<std::string>& allowed) {
  const auto& word = values[option].as<std::string>();
  if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
    throw InputError({}, "--" + option + " can't be '" + word + "'" + suggestion(word, allowed));
  }
  return word;
}

}  // namespace

void add_solve_options(po::options_description& options, const std::string& parts) {
  const auto threads_help = "how many " + parts +
                            ", or parts of one, are computed at a time; default: as many as processors. The results "
                            "do not depend on it";
  options.add_options()("set", po::value<std::vector<std::string>>()->composing(),
                        "KEY=VALUE, may be repeated: change a key of the study file for this run, e.g. "
                        "market.CHN.cap.reduction_percent=15");
  options.add_options()("solver", po::value<std::string>()->default_value("auto"),
                        "newton-krylov; ipopt; or auto: Newton-Krylov, and up to 3,000 unknowns Ipopt confirms each "
                        "scenario and takes over where Newton-Krylov fails");
  options.add_options()("threads", po::value<std::string>(), threads_help.c_str());
  options.add_options()("quiet,q", "nothing but errors: no table, no progress");
  options.add_options()("log-level", po::value<std::string>()->default_value("warning"),
                        "messages to show: error, warning, info or debug");
}

LogOptions log_options(const po::variables_map& values, const Console& console) {
  const auto& names = log_level_names();
  const auto level = std::find(names.begin(), names.end(), choice(values, "log-level", names)) - names.begin();
  if (values.contains("quiet")) return {LogLevel::error, false, false};
  return {static_cast<LogLevel>(level), true, console.err_is_terminal};
}

int thread_count(const po::variables_map& values) {
  constexpr int largest = 1024;
  if (!values.contains("threads")) return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const auto& text = values["threads"].as<std::string>();
  const bool is_number = !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == std::string::npos;
  const int wanted = is_number ? std::stoi(text) : 0;
  if (wanted < 1 || wanted > largest) {
    throw InputError({},
                     "--threads must be a whole number from 1 to " + std::to_string(largest) + ", not '" + text + "'");
  }
  return wanted;
}

SolverChoice solver_choice(const po::variables_map& values) {
  const auto word = choice(values, "solver", {"auto", "ipopt", "newton-krylov"});
  if (word == "ipopt") return SolverChoice::ipopt;
  return word == "newton-krylov" ? SolverChoice::newton_krylov : SolverChoice::automatic;
}

std::string output_file(const po::variables_map& values, const std::string& ending) {
  if (values.contains("output")) return values["output"].as<std::string>();
  const std::filesystem::path study = values["argument"].as<std::vector<std::string>>().front();
  return study.stem().string() + ending;
}

std::vector<std::string> study_settings(const po::variables_map& values) {
  return values.contains("set") ? values["set"].as<std::vector<std::string>>() : std::vector<std::string>{};
}

RunOptions run_options(SolverChoice solver, int threads, std::size_t parts, const std::stop_token& stop_token) {
  const int workers = std::min(threads, static_cast<int>(std::max<std::size_t>(1, parts)));
  const int threads_of_each = std::max(1, threads / workers);
  return {solver_factory(solver, threads_of_each, stop_token), workers, threads_of_each, stop_token};
}

}  // namespace etslink
