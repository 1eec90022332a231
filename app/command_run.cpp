// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <thread>

#include "app/command.h"
#include "app/run_study.h"
#include "results/file_access.h"
#include "results/table.h"
#include "results/write_study.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "run STUDY [-o FILE] [OPTIONS]",
      "Solves every scenario of a study (docs/study_format.md), prints a table and writes all results to one "
      "HDF5 file\nin the netCDF-4 data model (docs/results.md).\n",
      "STUDY (a .toml file)", po::options_description("options")};
  line.options.add_options()("output,o", po::value<std::string>(),
                             "results file; default: the name of the study file with .h5, in the current folder");
  line.options.add_options()("set", po::value<std::vector<std::string>>()->composing(),
                             "KEY=VALUE, may be repeated: change a key of the study file for this run, e.g. "
                             "market.CHN.cap.reduction_percent=15");
  line.options.add_options()("solver", po::value<std::string>()->default_value("auto"),
                             "solver of the equilibrium: ipopt, newton-krylov, or auto (Ipopt up to 3,000 unknowns)");
  line.options.add_options()(
      "threads", po::value<std::string>(),
      "how many scenarios, or parts of one, are computed at a time; default: as many as processors. "
      "The results do not depend on it");
  line.options.add_options()("quiet,q", "nothing but errors: no table, no progress");
  line.options.add_options()("log-level", po::value<std::string>()->default_value("warning"),
                             "messages to show: error, warning, info or debug");
  return line;
}

std::string choice(const po::variables_map& values, const std::string& option,
                   const std::vector<std::string>& allowed) {
  const auto& word = values[option].as<std::string>();
  if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
    throw InputError({}, "--" + option + " can't be '" + word + "'" + suggestion(word, allowed));
  }
  return word;
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

// One process per scenario as far as threads go; what is left over goes to the solver of each.
RunOptions run_options(SolverChoice solver, int threads, std::size_t scenarios) {
  const int workers = std::min(threads, static_cast<int>(std::max<std::size_t>(1, scenarios)));
  const int threads_of_each = std::max(1, threads / workers);
  return {solver_factory(solver, threads_of_each), workers, threads_of_each};
}

std::string output_file(const po::variables_map& values, const std::string& study_file) {
  if (values.contains("output")) return values["output"].as<std::string>();
  return std::filesystem::path(study_file).stem().string() + ".h5";
}

}  // namespace

int run_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto study_file = values["argument"].as<std::vector<std::string>>().front();
  Log log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto output = output_file(values, study_file);
  const auto settings =
      values.contains("set") ? values["set"].as<std::vector<std::string>>() : std::vector<std::string>{};

  const auto study = read_study(study_file, settings);
  check_writable(output);
  const auto result = run_study(study, run_options(solver, threads, study.scenarios.size()), log);
  const auto indicators = compute_indicators(result);
  try {
    write_study(result, indicators, output, study.wanted.state);
  } catch (const FileError& error) {
    log.write(LogLevel::error, error.what());
    return exit_not_solved;
  }
  log.end_progress();
  if (!values.contains("quiet")) console.out << study_table(indicators);
  log.write(LogLevel::info, "results written to " + output);
  return result.all_solved() ? exit_solved : exit_not_solved;
}

}  // namespace etslink
