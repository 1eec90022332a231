// SPDX-License-Identifier: Apache-2.0
#include "app/solve_options.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "files/file_access.h"
#include "results/report/results_json.h"

namespace etslink {
void add_solve_options(CommandLine& line, const std::string& parts) {
  const std::vector<Option> options{
      {"set", OptionKind::repeated,
       "KEY=VALUE, may be repeated: change a key of the study file for this run, e.g. "
       "market.CHN.cap.reduction_percent=15"},
      {"solver",
       OptionKind::text,
       "newton-krylov; ipopt; or auto: Newton-Krylov, and up to 3,000 unknowns Ipopt confirms each scenario and takes "
       "over where Newton-Krylov fails",
       "auto",
       {"auto", "ipopt", "newton-krylov"}},
      {"threads", OptionKind::text,
       "how many " + parts +
           ", or parts of one, are computed at a time; default: as many as processors. The results do not depend on "
           "it"},
      {"json", OptionKind::flag, "print the results as JSON instead of the table, as 'etslink info FILE --json' does"},
      {"quiet,q", OptionKind::flag, "nothing but errors: no table, no progress"},
      {"log-level", OptionKind::text, "messages to show: error, warning, info or debug", "warning", log_level_names()}};
  line.options.insert(line.options.end(), options.begin(), options.end());
}

Option variant_option(const std::string& otherwise) {
  return {"variant", OptionKind::text, "NAME: variant of a study that has [variant.NAME]; default: " + otherwise};
}

std::string chosen_variant(const Arguments& values) {
  if (!values.has("variant")) return "";
  const auto& name = values.text("variant");
  if (name.empty()) throw InputError({}, "--variant needs the name of a variant");
  return name;
}

LogOptions log_options(const Arguments& values, const Console& console) {
  const auto& names = log_level_names();
  const auto level = std::find(names.begin(), names.end(), values.text("log-level")) - names.begin();
  if (values.has("quiet")) return {LogLevel::error, false, false};
  return {static_cast<LogLevel>(level), true, console.err_is_terminal};
}

int thread_count(const Arguments& values) {
  constexpr int most = 1024;
  return values.has("threads") ? values.count("threads", 1, most)
                               : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

SolverChoice solver_choice(const Arguments& values) {
  const auto& word = values.text("solver");
  if (word == "ipopt") return SolverChoice::ipopt;
  return word == "newton-krylov" ? SolverChoice::newton_krylov : SolverChoice::automatic;
}

std::string output_file(const Arguments& values, const std::string& ending) {
  return values.find_text("output").value_or(std::filesystem::path(values.first()).stem().string() + ending);
}

std::string printed_results(const Arguments& values, const std::string& output, const std::string& table) {
  if (values.has("json")) return results_json(NetcdfReader(output));
  return values.has("quiet") ? "" : table;
}

void check_printing(const Arguments& values, const std::string& output) {
  if (values.has("json") && is_written_in_place(output))
    throw InputError({}, "--json prints what the results file holds, so -o must name a file, not " + output);
}

RunOptions run_options(SolverChoice solver, int threads, std::size_t parts, const std::stop_token& stop_token) {
  const int workers = std::min(threads, static_cast<int>(std::max<std::size_t>(1, parts)));
  const int threads_of_each = std::max(1, threads / workers);
  return {solver_factory(solver, threads_of_each, stop_token), workers, threads_of_each, stop_token};
}

}  // namespace etslink
