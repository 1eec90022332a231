// SPDX-License-Identifier: Apache-2.0
#include "tests/app/random_instruments.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "app/cap_path.h"
#include "app/solve_scenario.h"
#include "solvers/ipopt_solver.h"
#include "solvers/newton_krylov.h"

namespace etslink {
namespace {

constexpr int studies = 300;
constexpr double largest_complementarity_residual = 1e-7;

struct Outcome {
  SolverReport report;
  bool is_direct = true;
};

// As `etslink run` solves a scenario: directly, else along the path from the benchmark.
Outcome solve_scenario_of(CapPathSystem& path) {
  ScenarioSolvers solvers = solver_factory(SolverChoice::newton_krylov, 1)();
  Outcome outcome{solvers.solve(path.at(1), path.start()), true};
  if (outcome.report.solved()) return outcome;
  return {follow_path(path, path.start(), solvers.solve_near, {}).last, false};
}

// Largest gap in a budget [relative to world consumption].
double payments_gap(const Economy& economy, const EquilibriumState& state) {
  std::vector<double> balance(economy.agents.size(), 0);
  double consumption = 0;
  for (const IncomeItem& item : state.income) {
    balance[item.agent] += item.value;
    if (item.kind == "expenditure") consumption -= item.value;
  }
  double largest = 0;
  for (const double value : balance) largest = std::max(largest, std::abs(value));
  return largest / consumption;
}

}  // namespace

TEST_CASE("random combinations of instruments are solved or rejected with a reason") {
  int direct = 0, by_path = 0, rejected = 0;
  for (int seed = 1; seed <= studies; ++seed) {
    const RandomInstruments study = random_instruments(seed);
    CAPTURE(seed);
    CAPTURE(study.description);
    Economy economy;
    try {
      economy = study.inputs.build();
    } catch (const InputError& error) {
      ++rejected;
      CHECK(std::string(error.what()).size() > 10);
      continue;
    }
    CapPathSystem path(economy);
    const Outcome outcome = solve_scenario_of(path);
    CHECK_MESSAGE(outcome.report.solved(), outcome.report.message);
    if (!outcome.report.solved()) continue;
    ++(outcome.is_direct ? direct : by_path);
    const EquilibriumState state = path.state(1, outcome.report.x);
    CHECK(state.complementarity_residual < largest_complementarity_residual);
    CHECK(std::abs(state.walras_residual) < 1e-8);
    CHECK(payments_gap(economy, state) < 1e-8);
  }
  MESSAGE(studies << " random combinations: " << direct << " solved directly, " << by_path << " along the path, "
                  << rejected << " rejected");
  CHECK(rejected < studies / 5);
}

TEST_CASE("Ipopt and Newton-Krylov agree on random combinations of instruments") {
  int compared = 0;
  for (int seed = 1; compared < 20; ++seed) {
    CAPTURE(seed);
    const RandomInstruments study = random_instruments(seed);
    Economy economy;
    try {
      economy = study.inputs.build();
    } catch (const InputError&) {
      continue;
    }
    CAPTURE(study.description);
    CapPathSystem path(economy);
    const SolverReport newton = solve_scenario_of(path).report;
    REQUIRE(newton.solved());
    const SquareSystem& system = path.at(1);
    const SolverReport ipopt = solve_with_ipopt(system, system.start(), {});
    if (!ipopt.solved()) continue;  // no path here
    const EquilibriumState state = path.state(1, newton.x);
    double largest = 0;
    for (int u = 0; u < system.size(); ++u) {
      const double size = system.unknown_scale(u) == 1 ? 1 : std::max(system.unknown_scale(u), std::abs(newton.x[u]));
      largest = std::max(largest, std::abs(newton.x[u] - ipopt.x[u]) / size);
    }
    const bool is_degenerate =
        std::any_of(state.pool_is_degenerate.begin(), state.pool_is_degenerate.end(), [](char c) { return c != 0; }) ||
        std::any_of(state.rule_is_degenerate.begin(), state.rule_is_degenerate.end(), [](char c) { return c != 0; });
    if (is_degenerate) continue;
    ++compared;
    CHECK(largest < 1e-8);
  }
}

}  // namespace etslink
