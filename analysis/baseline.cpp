// SPDX-License-Identifier: Apache-2.0
#include "analysis/baseline.h"

#include "model/shocked_economy.h"

namespace etslink {
namespace {

// More permits than any economy near the benchmark can use: they are free.
constexpr double plenty = 100;

SolverReport solve_any_way(const EquilibriumSystem& system, const ScenarioSolvers& solvers) {
  SolverReport report = solvers.solve(system, system.start());
  if (!report.solved() && solvers.solve_otherwise) report = solvers.solve_otherwise(system, system.start());
  return report;
}

}  // namespace

Economy without_policy(Economy economy) {
  move_along_path(economy, 0);
  for (MarketNode& market : economy.markets) {
    for (std::size_t r = 0; r < market.cap_by_region.size(); ++r) {
      if (market.revenue_agent[r] >= 0) market.cap_by_region[r] += plenty * market.benchmark_emissions;
    }
  }
  return economy;
}

PolicyPath policy_path(const Economy& economy, const ScenarioTask& task) {
  if (!has_shocks(economy)) return {std::make_unique<CapPathSystem>(economy, task.threads), ""};
  Economy shocked = economy;
  keep_shocks(shocked);
  const Economy free = without_policy(shocked);
  const SolverReport report = solve_any_way(EquilibriumSystem(free), task.solvers());
  if (!report.solved()) return {nullptr, "no solution with the shocks of the scenario and without its policy"};
  return {std::make_unique<CapPathSystem>(shocked, report.x, task.threads), ""};
}

}  // namespace etslink
