// SPDX-License-Identifier: Apache-2.0
#include "app/trace_curve.h"

#include "results/emissions.h"

namespace etslink {
namespace {

// The economy with the caps of its pool at a part of benchmark emissions.
Economy with_pool_caps(const CurveTask& task, double part) {
  Economy economy = *task.economy;
  const auto benchmark = covered_benchmark_emissions(economy);
  for (const int m : economy.pools[task.pool].markets) {
    auto& caps = economy.markets[m].cap_by_region;
    for (std::size_t r = 0; r < caps.size(); ++r) caps[r] = part * benchmark[m][r];
  }
  return economy;
}

class CurveTracer {
 public:
  CurveTracer(const CurveTask& task, std::vector<double> start)
      : path_(cut_path(task)), solvers_(task.solvers()), points_{{0, std::move(start)}} {}

  // Solves at a cut above all before, if need be by halving the distance so many times.
  bool reach(double cut, int halvings) {
    auto report = solvers_.solve_near(path_.at(cut), predict(points_, cut));
    if (report.solved()) {
      points_.push_back({cut, std::move(report.x)});
      return true;
    }
    const double half_way = (points_.back().s + cut) / 2;
    return halvings > 0 && reach(half_way, halvings - 1) && reach(cut, halvings - 1);
  }

  [[nodiscard]] const std::vector<double>& last() const { return points_.back().x; }

 private:
  CapPathSystem path_;
  ScenarioSolvers solvers_;
  std::vector<PathPoint> points_;  // s is the cut
};

}  // namespace

CapPathSystem cut_path(const CurveTask& task) {
  std::vector<std::vector<double>> from;
  for (const auto& market : with_pool_caps(task, 1).markets) from.push_back(market.cap_by_region);
  return {with_pool_caps(task, 0), std::move(from), task.threads};
}

std::vector<std::vector<double>> trace_curve(const CurveTask& task) {
  const auto uncut = with_pool_caps(task, 1);
  auto first = solve_scenario({&uncut, nullptr, false, task.solvers, task.threads}).report;
  if (!first.solved()) return {};
  std::vector<std::vector<double>> solutions{first.x};
  CurveTracer tracer(task, std::move(first.x));
  constexpr int halvings = 3;
  for (std::size_t i = 1; i < task.cuts.size() && tracer.reach(task.cuts[i], halvings); ++i) {
    solutions.push_back(tracer.last());
  }
  return solutions;
}

}  // namespace etslink
