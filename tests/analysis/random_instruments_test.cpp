// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/random_instruments.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "analysis/solve_scenario.h"
#include "solvers/ipopt_solver.h"
#include "tests/analysis/equilibrium_search.h"
#include "tests/analysis/random_seeds.h"

namespace etslink {
namespace {

const char* const sampled_seeds = "1-300,20000-20039";
const char* const colliding_seeds = "1-60";
constexpr double largest_complementarity_residual = 1e-7;

ScenarioSolution solve_as_the_program(const Economy& economy, SolverChoice solver = SolverChoice::automatic) {
  return solve_scenario({&economy, nullptr, false, solver_factory(solver, 1), 1});
}

// What is not solved is a continuum whose unknowns are named, or no other search finds an equilibrium either.
void check_verdict(const Economy& economy, const ScenarioSolution& solution) {
  MESSAGE(solution.report.message);
  if (solution.report.status == SolverStatus::undetermined) {
    CHECK(solution.report.message.find("between them move: ") != std::string::npos);
    return;
  }
  CHECK(solution.reachable_cut);
  CHECK_FALSE(search_equilibrium(economy));
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

struct Outcomes {
  int refused = 0, solved = 0, unsolved = 0;
};

// Builds, solves and checks one study. What is refused says why, and so does what has no solution.
template <class CheckUnsolved>
void try_study(const EconomyInputs& inputs, Outcomes& outcomes, CheckUnsolved check_unsolved) {
  Economy economy;
  try {
    economy = inputs.build();
  } catch (const InputError& error) {
    ++outcomes.refused;
    CHECK(std::string(error.what()).size() > 20);
    return;
  }
  const ScenarioSolution solution = solve_as_the_program(economy);
  if (!solution.report.solved()) {
    ++outcomes.unsolved;
    check_unsolved(economy, solution);
    return;
  }
  ++outcomes.solved;
  const EquilibriumState state = evaluate_state(economy, solution.report.x);
  CHECK(state.complementarity_residual < largest_complementarity_residual);
  CHECK(std::abs(state.walras_residual) < 1e-8);
  CHECK(payments_gap(economy, state) < 1e-8);
}

// Tries the studies of all seeds; each that fails is named by its seed.
template <class CheckUnsolved>
Outcomes try_studies(const std::vector<int>& seeds, RandomInstruments (*study_of)(std::uint64_t),
                     CheckUnsolved check_unsolved) {
  Outcomes outcomes;
  for (const int seed : seeds) {
    const RandomInstruments study = study_of(seed);
    CAPTURE(seed);
    CAPTURE(study.description);
    try_study(study.inputs, outcomes, check_unsolved);
  }
  return outcomes;
}

std::string text_of(const Outcomes& outcomes) {
  return std::to_string(outcomes.solved) + " solved, " + std::to_string(outcomes.refused) + " rejected, " +
         std::to_string(outcomes.unsolved) + " without a determined equilibrium";
}

}  // namespace

TEST_CASE("random combinations of instruments are solved or rejected with a reason, or have no equilibrium") {
  const std::vector<int> all = random_seeds("ETSLINK_RANDOM_INSTRUMENTS", sampled_seeds);
  const Outcomes outcomes = try_studies(all, random_instruments, check_verdict);
  MESSAGE(all.size() << " random combinations: " << text_of(outcomes));
  CHECK(outcomes.refused < static_cast<int>(all.size()) / 5 + 1);
  if (all.size() >= 100) CHECK(outcomes.unsolved <= static_cast<int>(all.size()) / 100);
}

TEST_CASE("instruments that claim the same quantities are refused by name, solved, or said to have no equilibrium") {
  const std::vector<int> all = random_seeds("ETSLINK_COLLIDING_INSTRUMENTS", colliding_seeds);
  const auto says_why = [](const Economy&, const ScenarioSolution& solution) {
    CHECK(solution.report.message.size() > 20);
  };
  const Outcomes outcomes = try_studies(all, random_colliding_instruments, says_why);
  MESSAGE(all.size() << " colliding combinations: " << text_of(outcomes));
  CHECK(outcomes.refused > 0);
  CHECK(outcomes.solved > 0);
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
    const SolverReport newton = solve_as_the_program(economy, SolverChoice::newton_krylov).report;
    REQUIRE(newton.solved());
    const EquilibriumSystem system(economy);
    const SolverReport ipopt = solve_with_ipopt(system, system.start(), {});
    if (!ipopt.solved()) continue;  // no path here
    const EquilibriumState state = evaluate_state(economy, system, newton.x);
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
