// SPDX-License-Identifier: Apache-2.0
#include "analysis/baseline.h"

#include <utility>

#include "model/shocked_economy.h"

namespace etslink {
namespace {

// More permits than any economy near the benchmark can use: they are free.
constexpr double plenty = 100;

// Without limits on emissions: other instruments have no size where the path begins.
Economy without_policy(Economy economy) {
  move_along_path(economy, 0);
  for (MarketNode& market : economy.markets) {
    for (std::size_t r = 0; r < market.cap_by_region.size(); ++r) {
      if (market.revenue_agent[r] >= 0) market.cap_by_region[r] += plenty * market.benchmark_emissions;
    }
  }
  return economy;
}

SolverReport solve_any_way(const SquareSystem& system, const ScenarioSolvers& solvers) {
  SolverReport report = solvers.solve(system, system.start());
  if (!report.solved() && solvers.solve_otherwise) report = solvers.solve_otherwise(system, system.start());
  return report;
}

// Markets at the emissions without a policy, in place of the carbon prices that were paid.
PolicyPath with_paid_prices_replaced(PolicyPath path, const ScenarioTask& task) {
  const SolverReport report = solve_any_way(path.systems->at(0), task.solvers());
  if (!report.solved()) return {nullptr, "no solution with permits in place of the carbon prices that were paid"};
  path.systems->begin_at(report.x);
  return path;
}

}  // namespace

PolicyPath policy_path(const Economy& economy, const ScenarioTask& task) {
  const bool is_replaced = replaces_paid_prices(economy);
  if (!has_shocks(economy) && !is_replaced) return {std::make_unique<CapPathSystem>(economy, task.threads), ""};
  Economy shocked = economy;
  keep_shocks(shocked);
  Economy free = without_policy(shocked);
  put_paid_prices_back(free);
  const SolverReport report = solve_any_way(EquilibriumSystem(free), task.solvers());
  if (!report.solved()) return {nullptr, "no solution with the shocks of the scenario and without its policy"};
  PolicyPath path{std::make_unique<CapPathSystem>(shocked, report.x, task.threads), ""};
  return is_replaced ? with_paid_prices_replaced(std::move(path), task) : std::move(path);
}

}  // namespace etslink
