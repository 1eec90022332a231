// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>

#include "analysis/cost_curves.h"
#include "app/command.h"
#include "app/console_log.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/file_access.h"
#include "model/number_text.h"
#include "results/write_cost_curves.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "macc STUDY [-o FILE] [OPTIONS]",
      "Computes marginal abatement cost curves: the cap of each market alone falls in steps from benchmark emissions,\n"
      "or the whole policy of the named scenarios grows in steps from the benchmark; prints a table of carbon prices\n"
      "and writes prices, abatement, costs, GDP, welfare and leakage to one HDF5 file in the netCDF-4 data model\n"
      "(docs/results.md).\n",
      "STUDY (a .toml file)", po::options_description("options")};
  line.options.add_options()("output,o", po::value<std::string>(),
                             "file of the curves; default: the name of the study file with .macc.h5, in the current "
                             "folder");
  line.options.add_options()("scenario", po::value<std::vector<std::string>>()->multitoken()->composing(),
                             "NAME ...: curves of every pool of these scenarios, on the path from the benchmark to "
                             "the scenario; without it every market of the study alone, the others off");
  line.options.add_options()("points", po::value<int>()->default_value(26), "points of each curve, the first included");
  line.options.add_options()("to", po::value<double>(),
                             "PERCENT: the last point of a curve, which ends before it where there is no solution: the "
                             "cut of a market alone (default 50), or the part of the path to the scenario (default "
                             "100; beyond 100 its policy is continued)");
  add_solve_options(line.options, "curves");
  return line;
}

std::vector<double> path_percent(const po::variables_map& values) {
  constexpr int most_points = 1001;
  const bool is_alone = !values.contains("scenario");
  const double most = is_alone ? 100 : 1000;
  const int points = values["points"].as<int>();
  const double last = values.contains("to") ? values["to"].as<double>() : is_alone ? 50 : 100;
  if (points < 2 || points > most_points) {
    throw InputError({}, "--points must be a whole number from 2 to " + std::to_string(most_points) + ", not " +
                             std::to_string(points));
  }
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
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto study_file = values["argument"].as<std::vector<std::string>>().front();
  ConsoleLog log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto percent = path_percent(values);
  const auto output = output_file(values, ".macc.h5");
  const auto scenarios =
      values.contains("scenario") ? values["scenario"].as<std::vector<std::string>>() : std::vector<std::string>{};

  const auto study = read_study(study_file, study_settings(values));
  const auto requests = curve_requests(study, scenarios);
  check_writable(output);
  const StopSignals signals(!values.contains("quiet"));
  const CurveOptions options{percent, run_options(solver, threads, requests.size(), signals.token())};
  auto without_progress = log_options(values, console);
  without_progress.shows_progress = false;
  ConsoleLog messages(console.err, without_progress);
  auto reference = run_reference(study, options.run, messages);
  const auto curves = compute_cost_curves(requests, reference, options, log);
  reference.run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  write_cost_curves(reference, curves, output);
  log.end_progress();
  if (!values.contains("quiet")) console.out << price_table(curves);
  if (!curves.incomplete.empty()) log.write(LogLevel::warning, "incomplete: " + curves.incomplete);
  log.write(LogLevel::info, "curves written to " + output);
  const bool all_curves = std::all_of(curves.curves.begin(), curves.curves.end(), has_curve);
  return signals.exit_code(reference.all_solved() && all_curves ? exit_solved : exit_not_solved);
}

}  // namespace etslink
