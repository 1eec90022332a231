// SPDX-License-Identifier: Apache-2.0
#include "analysis/trace_curve.h"

#include <utility>

#include "analysis/abatement_path.h"
#include "analysis/baseline.h"
#include "analysis/paid_price_path.h"
#include "analysis/solved_path.h"
#include "model/conditions.h"
#include "model/paid_carbon_prices.h"
#include "model/supplied_permits.h"
#include "results/curve_area.h"
#include "results/curve_cost.h"
#include "results/emissions.h"

namespace etslink {
namespace {

// Steps of the integral of abatement cost over a whole curve, at least.
constexpr int least_steps = 12;
// Doubt of the area of an interval, as a part of the whole.
constexpr double area_tolerance = 1e-5;
constexpr int most_refinements = 40;

// The economy with the caps of all markets that are on at a part of benchmark emissions.
Economy with_caps(const Economy& economy, double part) {
  Economy result = economy;
  const auto benchmark = covered_benchmark_emissions(economy);
  for (std::size_t m = 0; m < result.markets.size(); ++m) {
    auto& caps = result.markets[m].cap_by_region;
    for (std::size_t r = 0; r < caps.size(); ++r) caps[r] = part * benchmark[m][r];
  }
  return result;
}

std::vector<PathPoint> solved_without_cut(const ScenarioTask& task) {
  const auto uncut = with_caps(*task.economy, 1);
  ScenarioTask first;
  first.economy = &uncut;
  first.solvers = task.solvers;
  first.threads = task.threads;
  auto report = solve_scenario(first).report;
  if (!report.solved()) return {};
  return {{0, std::move(report.x)}};
}

class Tracer {
 public:
  explicit Tracer(SolvedPath path) : path_(std::move(path)) {}

  std::vector<PathPoint> trace(const std::vector<double>& positions) {
    for (std::size_t i = 0; i < positions.size(); ++i) {
      if (i > 0 && !add_between(positions[i - 1], positions[i], between(positions.size()))) break;
      if (!add(positions[i], points_.size())) break;
    }
    refine();
    return std::move(points_);
  }

 private:
  // Points between two positions, so that the integral has its least number of steps.
  static int between(std::size_t positions) {
    const int steps = static_cast<int>(positions) - 1;
    return (least_steps + steps - 1) / steps - 1;
  }

  bool add_between(double begin, double end, int count) {
    for (int k = 1; k <= count; ++k) {
      if (!add(begin + (end - begin) * k / (count + 1), points_.size())) return false;
    }
    return true;
  }

  bool add(double s, std::size_t place) {
    const auto* x = path_.solve(s);
    if (x == nullptr) return false;
    const auto at = static_cast<std::ptrdiff_t>(place);
    priced_.insert(priced_.begin() + at, priced_emissions(path_.economy(), path_.state(s, *x)));
    s_.insert(s_.begin() + at, s);
    points_.insert(points_.begin() + at, {s, *x});
    return true;
  }

  // Halves intervals whose area is in doubt.
  void refine() {
    for (int more = 0; more < most_refinements && points_.size() > 1; ++more) {
      const int worst = curve_areas(s_, priced_).worst_interval(area_tolerance);
      if (worst < 0 || !add((s_[worst] + s_[worst + 1]) / 2, worst + 1)) return;
    }
  }

  SolvedPath path_;
  std::vector<PathPoint> points_;
  std::vector<double> s_;             // of points_
  std::vector<CapPathPoint> priced_;  // at them
};

// The curve of a market alone begins with a cap at benchmark emissions, whose tonnes may be others than those that were
// abated at the prices paid.
void count_from_uncut(const ScenarioTask& task, const std::vector<double>& x, TracedCurve& traced) {
  const auto uncut = std::make_shared<Economy>(with_caps(*task.economy, 1));
  if (!replaces_paid_prices(*uncut)) return;
  const auto cost = integrate_along_path({uncut, nullptr, x, true, ""}, {}, task).cost;
  traced.cost_at_begin.reset();
  if (cost) traced.cost_at_begin = cost->area;
}

// The curve of a scenario begins without any price.
void count_from_paid_prices(const ScenarioTask& task, const CapPathSystem& path, TracedCurve& traced) {
  if (!replaces_paid_prices(path.economy())) return;
  auto paid = cost_of_paid_prices(path.economy(), path.start(), task);
  traced.cost_at_begin.reset();
  if (!paid.missing.empty()) return;
  for (double& area : paid.area) area = -area;
  traced.cost_at_begin = std::move(paid.area);
  traced.paid_x = std::move(paid.x);
}

// Known solutions on the path of a scenario: where it begins, and the scenario itself.
std::vector<PathPoint> solved_ends(const ScenarioTask& task, CapPathSystem& path, const std::vector<double>& x) {
  std::vector<PathPoint> ends{{0, path.start()}};
  static_cast<void>(path.at(0));
  sum_up_permits(path.economy(), list_conditions(path.economy()), ends.front().x);
  if (!x.empty()) ends.push_back({1, state_by_caps(task, x).x});
  return ends;
}

}  // namespace

std::unique_ptr<CapPathSystem> traced_path(const CurveTask& task, const std::vector<double>& scenario_x) {
  const auto& scenario = task.scenario;
  if (task.is_cap_alone) {
    std::vector<std::vector<double>> from;
    for (const auto& market : with_caps(*scenario.economy, 1).markets) from.push_back(market.cap_by_region);
    return std::make_unique<CapPathSystem>(with_caps(*scenario.economy, 0), std::move(from), scenario.threads);
  }
  if (scenario_x.empty()) return policy_path(*scenario.economy, scenario).systems;
  return policy_path(*state_by_caps(scenario, scenario_x).economy, scenario).systems;
}

TracedCurve trace_curve(const CurveTask& task) {
  TracedCurve traced;
  if (!task.is_cap_alone) {
    auto report = solve_scenario(task.scenario).report;
    if (report.solved())
      traced.scenario_x = std::move(report.x);
    else
      traced.failure = report.message;
  }
  auto systems = traced_path(task, traced.scenario_x);
  if (systems == nullptr) return traced;
  auto known =
      task.is_cap_alone ? solved_without_cut(task.scenario) : solved_ends(task.scenario, *systems, traced.scenario_x);
  if (known.empty()) return traced;
  traced.cost_at_begin.emplace(task.scenario.economy->regions.size(), 0);
  if (task.is_cap_alone)
    count_from_uncut(task.scenario, known.front().x, traced);
  else
    count_from_paid_prices(task.scenario, *systems, traced);
  Tracer tracer({std::move(systems), std::move(known), task.scenario.solvers()});
  traced.points = tracer.trace(task.positions);
  return traced;
}

}  // namespace etslink
