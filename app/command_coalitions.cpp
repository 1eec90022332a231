// SPDX-License-Identifier: Apache-2.0

#include "analysis/coalition_study.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
#include "results/write_study.h"

namespace etslink {
namespace {

CommandLine coalitions_command_line() {
  CommandLine line{
      "coalitions STUDY [-o FILE] [OPTIONS]",
      "Solves every coalition structure of a study's permit markets: each partition of the markets, with a full link\n"
      "inside each coalition. Prints what each market gains against everybody alone and which structures are stable\n"
      "(docs/coalitions.md), and writes the results of all of them to one HDF5 file (docs/results.md).\n"
      "example: etslink coalitions studies/northeast_asia.toml -o coalitions.h5\n",
      "STUDY (a .toml file)",
      {}};
  line.options = {{"output,o", OptionKind::text,
                   "results file; default: the name of the study file with .coalitions.h5, in the current "
                   "folder"},
                  {"markets", OptionKind::text,
                   "NAME,NAME,...: markets that may form coalitions, at most 6; default: all of the study. "
                   "The others stay on and alone"},
                  {"caps-of", OptionKind::text,
                   "SCENARIO: with its caps and other policies; default: the first in which these markets "
                   "are on"}};
  line.options.push_back(variant_option());
  add_solve_options(line, "structures");
  return line;
}

CoalitionRequest coalition_request(const Arguments& values) {
  CoalitionRequest request;
  if (values.has("caps-of")) request.caps_of = values.text("caps-of");
  if (!values.has("markets")) return request;
  request.markets = comma_separated(values.text("markets"));
  return request;
}

}  // namespace

int coalitions_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(coalitions_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto study_file = shipped_input(values.first(), Shipped::study);
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto output = output_file(values, ".coalitions.h5");

  const auto [study, caps_of, players] =
      coalition_study(read_study(study_file, values.texts("set"), chosen_variant(values)), coalition_request(values));
  check_writable(output);
  check_printing(values, output);
  const StopSignals signals(!values.has("quiet"));
  const auto result = run_study(study, run_options(solver, threads, study.scenarios.size(), signals.token()), log);
  const auto indicators = compute_indicators(result);
  auto table = coalition_table(indicators, players, study.wanted.abatement_cost);
  table.caps_of = caps_of;
  write_study(result, indicators, output, {study.wanted.state, &table});
  log.end_progress();
  console.out << printed_results(values, output, coalition_text(table));
  log.write(LogLevel::info, "results written to " + output);
  return signals.exit_code(result.all_solved() ? exit_solved : exit_not_solved);
}

}  // namespace etslink
