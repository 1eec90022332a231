// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/command.h"
#include "app/cost_curves.h"
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
      "Computes marginal abatement cost curves: the covered emissions of each market alone, or of each pool of linked\n"
      "markets in the named scenarios, are cut in steps from 0; prints a table of carbon prices and writes prices,\n"
      "abatement, costs, GDP, welfare and leakage to one HDF5 file in the netCDF-4 data model (docs/results.md).\n",
      "STUDY (a .toml file)", po::options_description("options")};
  line.options.add_options()("output,o", po::value<std::string>(),
                             "file of the curves; default: the name of the study file with .macc.h5, in the current "
                             "folder");
  line.options.add_options()("scenario", po::value<std::vector<std::string>>()->multitoken()->composing(),
                             "NAME ...: curves of every pool of these scenarios, with the scenario's other pools at "
                             "their caps; without it every market of the study alone, the others off");
  line.options.add_options()("points", po::value<int>()->default_value(26), "points of each curve, cut 0 included");
  line.options.add_options()("to", po::value<double>()->default_value(50, "50"),
                             "PERCENT: the last cut of covered emissions; a curve ends before it where there is no "
                             "solution");
  add_solve_options(line.options, "curves");
  return line;
}

std::vector<double> cut_percent(const po::variables_map& values) {
  constexpr int most_points = 1001;
  const int points = values["points"].as<int>();
  const double last = values["to"].as<double>();
  if (points < 2 || points > most_points) {
    throw InputError({}, "--points must be a whole number from 2 to " + std::to_string(most_points) + ", not " +
                             std::to_string(points));
  }
  if (!(last > 0 && last <= 100)) {
    throw InputError({}, "--to must be above 0 and at most 100 [%], not " + shortest_text(last));
  }
  std::vector<double> cuts(points);
  for (int i = 0; i < points; ++i) cuts[i] = last * i / (points - 1);
  return cuts;
}

// A curve of cut 0 alone shows nothing.
bool has_curve(const CostCurve& curve) { return curve.points.size() > 1; }

}  // namespace

int macc_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto begin = std::chrono::steady_clock::now();
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto study_file = values["argument"].as<std::vector<std::string>>().front();
  Log log(console.err, log_options(values, console));
  const auto solver = solver_choice(values);
  const int threads = thread_count(values);
  const auto cuts = cut_percent(values);
  const auto output = output_file(values, ".macc.h5");
  const auto scenarios =
      values.contains("scenario") ? values["scenario"].as<std::vector<std::string>>() : std::vector<std::string>{};

  const auto study = read_study(study_file, study_settings(values));
  const auto requests = curve_requests(study, scenarios);
  check_writable(output);
  const StopSignals signals(!values.contains("quiet"));
  const CurveOptions options{cuts, run_options(solver, threads, requests.size(), signals.token())};
  auto without_progress = log_options(values, console);
  without_progress.shows_progress = false;
  Log messages(console.err, without_progress);
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
