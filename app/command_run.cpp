// SPDX-License-Identifier: Apache-2.0

#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
#include "results/table.h"
#include "results/write_study.h"

namespace etslink {
namespace {

CommandLine command_line() {
  CommandLine line{
      "run STUDY [-o FILE] [OPTIONS]",
      "Solves every scenario of a study (docs/study_format.md), prints a table and writes all results to one "
      "HDF5 file\nin the netCDF-4 data model (docs/results.md).\n",
      "STUDY (a .toml file)",
      {}};
  line.options = {{"output,o", OptionKind::text,
                   "results file; default: the name of the study file with .h5, in the current folder"}};
  add_solve_options(line, "scenarios");
  return line;
}

}  // namespace

int run_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto study_file = values.first();
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto output = output_file(values, ".h5");

  const auto study = read_study(study_file, values.texts("set"));
  check_writable(output);
  const StopSignals signals(!values.has("quiet"));
  const auto result = run_study(study, run_options(solver, threads, study.scenarios.size(), signals.token()), log);
  const auto indicators = compute_indicators(result);
  write_study(result, indicators, output, {study.wanted.state});
  log.end_progress();
  if (!values.has("quiet")) console.out << study_table(indicators);
  log.write(LogLevel::info, "results written to " + output);
  return signals.exit_code(result.all_solved() ? exit_solved : exit_not_solved);
}

}  // namespace etslink
