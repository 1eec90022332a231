// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/equilibrium_search.h"

#include <algorithm>

#include "analysis/cap_path.h"
#include "solvers/continuation.h"
#include "solvers/ipopt_solver.h"
#include "solvers/newton_krylov.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

using Caps = std::vector<std::vector<double>>;

class EquilibriumSearch {
 public:
  explicit EquilibriumSearch(const Economy& economy) : economy_(economy), system_(economy) {}

  std::optional<FoundEquilibrium> run() {
    for (const bool reversed : {false, true}) market_by_market(reversed);
    along_all_caps();
    for (std::size_t k = 0; k < met_.size() && !found_; ++k) {
      around(met_[k], static_cast<unsigned>(k + 1));
      keep("Ipopt", solve_with_ipopt(system_, met_[k], {}));
    }
    return found_;
  }

 private:
  void keep(const std::string& how, const SolverReport& report) {
    if (found_ || !report.solved()) return;
    const EquilibriumState state = evaluate_state(economy_, system_, report.x);
    const auto& prices = state.permit_price;
    found_ = {how, report.residual, prices.empty() ? 0 : *std::max_element(prices.begin(), prices.end())};
  }

  SolverReport solve(const SquareSystem& system, std::span<const double> start) {
    return newton_.solve(system, start, {});
  }

  [[nodiscard]] SolveFunction solver() {
    return [this](const SquareSystem& system, std::span<const double> start) { return solve(system, start); };
  }

  // The end of a branch, its middle, and a point close to its begin.
  void meet(const std::vector<PathPoint>& points) {
    if (points.empty()) return;
    for (const std::size_t k : {points.size() - 1, points.size() / 2, points.size() / 8}) met_.push_back(points[k].x);
  }

  // Each market from benchmark emissions to its cap while those before it are at theirs.
  void market_by_market(bool reversed) {
    const EquilibriumState benchmark = evaluate_state(economy_, system_, system_.start());
    Caps from = benchmark.market_emissions_by_region;
    std::vector<double> x(system_.start().begin(), system_.start().end());
    const int count = static_cast<int>(economy_.markets.size());
    for (int k = 0; k < count && !found_; ++k) {
      const int m = reversed ? count - 1 - k : k;
      Economy step = economy_;
      for (int other = 0; other < count; ++other) {
        if (other != m) step.markets[other].cap_by_region = from[other];
      }
      CapPathSystem path(step, from, 1);
      const ContinuationReport followed = follow_path(path, x, solver(), {});
      meet(followed.points);
      if (!followed.complete) return;
      from[m] = economy_.markets[m].cap_by_region;
      x = followed.last.x;
    }
    keep(reversed ? "market by market, the last first" : "market by market", solve(system_, x));
  }

  void along_all_caps() {
    CapPathSystem path(economy_);
    meet(follow_path(path, path.start(), solver(), {.first_step = 0.02, .longest_step = 20}).points);
  }

  void around(const std::vector<double>& x, unsigned seed) {
    keep("from a point of a branch", solve(system_, x));
    for (const double distance : {0.03, 0.2, 0.6}) {
      std::vector<double> start = random_point(system_, seed, distance);
      for (int u = 0; u < system_.size(); ++u) start[u] += x[u] - system_.start()[u];
      keep("from a random start", solve(system_, start));
    }
  }

  const Economy& economy_;
  EquilibriumSystem system_;
  NewtonKrylovSolver newton_;
  std::vector<std::vector<double>> met_;  // points of branches
  std::optional<FoundEquilibrium> found_;
};

}  // namespace

std::optional<FoundEquilibrium> search_equilibrium(const Economy& economy) { return EquilibriumSearch(economy).run(); }

}  // namespace etslink
