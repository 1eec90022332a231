// SPDX-License-Identifier: Apache-2.0

#include "analysis/coalition_study.h"
#include "app/command.h"
#include "app/console_log.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
#include "results/write_study.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "coalitions STUDY [-o FILE] [OPTIONS]",
      "Solves every coalition structure of a study's permit markets: each partition of the markets, with a full link\n"
      "inside each coalition. Prints what each market gains against everybody alone and which structures are stable\n"
      "(docs/coalitions.md), and writes the results of all of them to one HDF5 file (docs/results.md).\n",
      "STUDY (a .toml file)", po::options_description("options")};
  line.options.add_options()("output,o", po::value<std::string>(),
                             "results file; default: the name of the study file with .coalitions.h5, in the current "
                             "folder");
  line.options.add_options()("markets", po::value<std::string>(),
                             "NAME,NAME,...: markets that may form coalitions, at most 6; default: all of the study. "
                             "The others stay on and alone");
  line.options.add_options()("caps-of", po::value<std::string>(),
                             "SCENARIO: with its caps and other policies; default: the first in which these markets "
                             "are on");
  add_solve_options(line.options, "structures");
  return line;
}

CoalitionRequest coalition_request(const po::variables_map& values) {
  CoalitionRequest request;
  if (values.contains("caps-of")) request.caps_of = values["caps-of"].as<std::string>();
  if (!values.contains("markets")) return request;
  request.markets = comma_separated(values["markets"].as<std::string>());
  return request;
}

}  // namespace

int coalitions_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto study_file = values["argument"].as<std::vector<std::string>>().front();
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto output = output_file(values, ".coalitions.h5");

  const auto [study, caps_of, players] =
      coalition_study(read_study(study_file, study_settings(values)), coalition_request(values));
  check_writable(output);
  const StopSignals signals(!values.contains("quiet"));
  const auto result = run_study(study, run_options(solver, threads, study.scenarios.size(), signals.token()), log);
  const auto indicators = compute_indicators(result);
  auto table = coalition_table(indicators, players, study.wanted.abatement_cost);
  table.caps_of = caps_of;
  write_study(result, indicators, output, {study.wanted.state, &table});
  log.end_progress();
  if (!values.contains("quiet")) console.out << coalition_text(table);
  log.write(LogLevel::info, "results written to " + output);
  return signals.exit_code(result.all_solved() ? exit_solved : exit_not_solved);
}

}  // namespace etslink
