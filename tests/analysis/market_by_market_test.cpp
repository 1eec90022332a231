// SPDX-License-Identifier: Apache-2.0
#include "analysis/market_by_market.h"

#include <doctest/doctest.h>

#include <cmath>

#include "analysis/cap_path.h"
#include "analysis/solve_scenario.h"
#include "solvers/newton_krylov.h"
#include "tests/analysis/random_study.h"

namespace etslink {
namespace {

SolverReport newton(const SquareSystem& system, std::span<const double> start) {
  return solve_with_newton_krylov(system, start, {});
}

EconomyInputs two_caps(double cut_a, double cut_b) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", cut_a);
  add_market(inputs, "B", cut_b);
  return inputs;
}

void check_caps_are_met(const Economy& economy, std::span<const double> x) {
  const EquilibriumState state = evaluate_state(economy, x);
  CHECK(state.complementarity_residual < 1e-8);
  CHECK(std::abs(state.walras_residual) < 1e-8);
}

}  // namespace

TEST_CASE("market by market leads to the equilibrium that all caps together lead to, where both ways are open") {
  const EconomyInputs inputs = two_caps(0.3, 0.2);
  std::vector<std::vector<double>> met;
  const Economy economy = inputs.build();
  const auto found = solve_market_by_market(economy, newton, {}, met);
  REQUIRE(found.has_value());
  CHECK(found->solved());
  CHECK(met.size() == 6);  // of two branches
  CHECK(distance(EquilibriumSystem(economy), found->x, solve(inputs).report.x) < 1e-9);
}

TEST_CASE("caps out of reach together are met by the search beyond the path") {
  const Economy economy = random_study(6916).inputs.build();
  CapPathSystem together(economy);
  CHECK_FALSE(follow_path(together, together.start(), newton, {}).complete);
  const auto solution = solve_scenario({&economy, nullptr, false, solver_factory(SolverChoice::newton_krylov, 1), 1});
  CHECK(solution.report.solved());
  CHECK_FALSE(solution.reachable_cut.has_value());
  check_caps_are_met(economy, solution.report.x);
}

TEST_CASE("one market has no other order, and a cap that nothing meets is met in none") {
  std::vector<std::vector<double>> met;
  EconomyInputs one = economy_inputs("tiny2x2");
  add_market(one, "A", 0.3);
  CHECK_FALSE(solve_market_by_market(one.build(), newton, {}, met).has_value());
  EconomyInputs off = two_caps(0.3, 0.2);
  off.policy.active = {1, 0};
  CHECK_FALSE(solve_market_by_market(off.build(), newton, {}, met).has_value());
  CHECK_FALSE(solve_market_by_market(two_caps(0.3, 1).build(), newton, {}, met).has_value());
}

}  // namespace etslink
