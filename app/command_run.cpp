// SPDX-License-Identifier: Apache-2.0

#include "app/command.h"
#include "app/console_log.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
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
  add_solve_options(line.options, "scenarios");
  return line;
}

}  // namespace

int run_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto study_file = values["argument"].as<std::vector<std::string>>().front();
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto output = output_file(values, ".h5");

  const auto study = read_study(study_file, study_settings(values));
  check_writable(output);
  const StopSignals signals(!values.contains("quiet"));
  const auto result = run_study(study, run_options(solver, threads, study.scenarios.size(), signals.token()), log);
  const auto indicators = compute_indicators(result);
  write_study(result, indicators, output, {study.wanted.state});
  log.end_progress();
  if (!values.contains("quiet")) console.out << study_table(indicators);
  log.write(LogLevel::info, "results written to " + output);
  return signals.exit_code(result.all_solved() ? exit_solved : exit_not_solved);
}

}  // namespace etslink
