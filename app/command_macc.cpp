// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>

#include "analysis/cost_curves.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
#include "model/number_text.h"
#include "results/write_cost_curves.h"

namespace etslink {
namespace {

CommandLine macc_command_line() {
  CommandLine line{
      "macc STUDY [-o FILE] [OPTIONS]",
      "Computes marginal abatement cost curves: the cap of each market alone falls in steps from benchmark emissions,\n"
      "or the whole policy of the named scenarios grows in steps from the benchmark; prints a table of carbon prices\n"
      "and writes prices, abatement, costs, GDP, welfare and leakage to one HDF5 file in the netCDF-4 data model\n"
      "(docs/results.md).\n"
      "example: etslink macc studies/northeast_asia.toml --points 11 -o northeast_asia.macc.h5\n",
      "STUDY (a .toml file)",
      {}};
  line.options = {{"output,o", OptionKind::text,
                   "file of the curves; default: the name of the study file with .macc.h5, in the current "
                   "folder"},
                  {"scenario", OptionKind::list,
                   "NAME ...: curves of every pool of these scenarios, on the path from the benchmark to "
                   "the scenario; without it every market of the study alone, the others off"},
                  {"points", OptionKind::text, "points of each curve, the first included", "26"},
                  {"to", OptionKind::text,
                   "PERCENT: the last point of a curve, which ends before it where there is no solution: the "
                   "cut of a market alone (default 50), or the part of the path to the scenario (default "
                   "100; beyond 100 its policy is continued)"}};
  line.options.push_back(variant_option());
  add_solve_options(line, "curves");
  return line;
}

std::vector<double> path_percent(const Arguments& values) {
  constexpr int most_points = 1001;
  const bool is_alone = !values.has("scenario");
  const double most = is_alone ? 100 : 1000;
  const int points = values.count("points", 2, most_points);
  const double last = values.has("to") ? values.number("to") : is_alone ? 50 : 100;
  if (!(last > 0 && last <= most)) {
    throw InputError({},
                     "--to must be above 0 and at most " + shortest_text(most) + " [%], not " + shortest_text(last));
  }
  std::vector<double> percent(points);
  for (int i = 0; i < points; ++i) percent[i] = last * i / (points - 1);
  return percent;
}

// A curve of its first point alone shows nothing.
bool has_curve(const CostCurve& curve) { return curve.points.size() > 1; }

}  // namespace

int macc_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto begin = std::chrono::steady_clock::now();
  const auto parsed = parse_arguments(macc_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto study_file = shipped_input(values.first(), Shipped::study);
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto percent = path_percent(values);
  const auto output = output_file(values, ".macc.h5");

  const auto study = read_study(study_file, values.texts("set"), chosen_variant(values));
  const auto requests = curve_requests(study, values.texts("scenario"));
  check_writable(output);
  check_printing(values, output);
  const StopSignals signals(!values.has("quiet"));
  const CurveOptions options{percent, run_options(solver, threads, requests.size(), signals.token())};
  auto without_progress = log_options(values, console);
  without_progress.shows_progress = false;
  ConsoleLog messages(console.err, without_progress);
  auto reference = run_reference(study, options.run, messages);
  const auto curves = compute_cost_curves(requests, reference, options, log);
  reference.run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  write_cost_curves(reference, curves, output);
  log.end_progress();
  console.out << printed_results(values, output, price_table(curves));
  if (!curves.incomplete.empty()) log.write(LogLevel::warning, "incomplete: " + curves.incomplete);
  log.write(LogLevel::info, "curves written to " + output);
  const bool all_curves = std::all_of(curves.curves.begin(), curves.curves.end(), has_curve);
  return signals.exit_code(reference.all_solved() && all_curves ? exit_solved : exit_not_solved);
}

}  // namespace etslink
