// SPDX-License-Identifier: Apache-2.0
#include "analysis/market_by_market.h"

#include <algorithm>

#include "analysis/cap_path.h"
#include "solvers/search_beyond.h"

namespace etslink {
namespace {

using Caps = std::vector<std::vector<double>>;

// The economy with the cap of one market, the others where they are.
Economy with_one_cap(const Economy& economy, std::size_t market, const Caps& others) {
  Economy step = economy;
  for (std::size_t m = 0; m < others.size(); ++m) {
    if (m != market) step.markets[m].cap_by_region = others[m];
  }
  return step;
}

// How the caps are followed, and what was met on the way.
struct Search {
  const SolveFunction& solve;
  const BranchOptions& options;
  std::vector<std::vector<double>>& met;
};

std::optional<SolverReport> in_order(const Economy& economy, const std::vector<std::size_t>& order,
                                     const Search& search) {
  const EquilibriumSystem system(economy);
  std::vector<double> x(system.start().begin(), system.start().end());
  Caps caps = evaluate_state(economy, system, x).market_emissions_by_region;
  for (const std::size_t m : order) {
    const Economy step = with_one_cap(economy, m, caps);
    CapPathSystem path(step, caps, search.options.threads);
    ContinuationReport followed = follow_path(path, x, search.solve, search.options);
    add_points_of_branch(followed.points, search.met);
    if (!followed.complete) return std::nullopt;
    caps[m] = economy.markets[m].cap_by_region;
    x = std::move(followed.last.x);
  }
  auto report = search.solve(system, x);
  return report.solved() ? std::optional(std::move(report)) : std::nullopt;
}

}  // namespace

std::optional<SolverReport> solve_market_by_market(const Economy& economy, const SolveFunction& solve,
                                                   const BranchOptions& options,
                                                   std::vector<std::vector<double>>& met) {
  std::vector<std::size_t> order;
  for (std::size_t m = 0; m < economy.markets.size(); ++m) {
    if (economy.markets[m].pool >= 0) order.push_back(m);
  }
  if (order.size() < 2) return std::nullopt;
  const Search search{solve, options, met};
  if (auto found = in_order(economy, order, search)) return found;
  std::reverse(order.begin(), order.end());
  return in_order(economy, order, search);
}

}  // namespace etslink
