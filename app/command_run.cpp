// SPDX-License-Identifier: Apache-2.0

#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
#include "results/table.h"
#include "results/variant_file.h"
#include "results/write_study.h"

namespace etslink {
namespace {

CommandLine run_command_line() {
  CommandLine line{
      "run STUDY [-o FILE] [OPTIONS]",
      "Solves every scenario of a study, in every variant that it has (docs/study_format.md), prints a table and "
      "writes\nall results to one HDF5 file in the netCDF-4 data model (docs/results.md).\n"
      "example: etslink run studies/northeast_asia.toml --set market.CHN.cap.reduction_percent=15 -o chn15.h5\n",
      "STUDY (a .toml file)",
      {}};
  line.options = {{"output,o", OptionKind::text,
                   "results file; default: the name of the study file with .h5, in the current folder"}};
  line.options.push_back(variant_option("all, in one file"));
  add_solve_options(line, "scenarios");
  return line;
}

std::vector<Study> chosen_variants(const Arguments& values) {
  const auto variant = chosen_variant(values);
  const auto study_file = shipped_input(values.first(), Shipped::study);
  if (variant.empty()) return read_variants(study_file, values.texts("set"));
  return {read_study(study_file, values.texts("set"), variant)};
}

// What is told of results that have been written.
struct Told {
  std::string text;
  bool all_solved;
};

Told write_one(const Study& study, const StudyResult& result, const std::string& output) {
  const auto indicators = compute_indicators(result);
  write_study(result, indicators, output, {study.wanted.state});
  return {study_table(indicators), result.all_solved()};
}

Told write_all(const std::vector<Study>& variants, std::vector<StudyResult> results, const std::string& output) {
  std::vector<SolvedVariant> solved;
  std::vector<NamedIndicators> shown;
  bool all_solved = true;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    auto indicators = compute_indicators(results[i]);
    all_solved = all_solved && results[i].all_solved();
    shown.push_back({variants[i].variant, indicators});
    solved.push_back({std::move(results[i]), std::move(indicators), variants[i].wanted.state});
  }
  write_variants(solved, output);
  return {variants_table(shown), all_solved};
}

}  // namespace

int run_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(run_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto output = output_file(values, ".h5");

  const auto variants = chosen_variants(values);
  check_writable(output);
  check_printing(values, output);
  const StopSignals signals(!values.has("quiet"));
  const std::size_t parts = variants.size() * variants.front().scenarios.size();
  auto results = run_variants(variants, run_options(solver, threads, parts, signals.token()), log);
  const auto table = variants.size() == 1 ? write_one(variants.front(), results.front(), output)
                                          : write_all(variants, std::move(results), output);
  log.end_progress();
  console.out << printed_results(values, output, table.text);
  log.write(LogLevel::info, "results written to " + output);
  return signals.exit_code(table.all_solved ? exit_solved : exit_not_solved);
}

}  // namespace etslink
