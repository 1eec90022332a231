// SPDX-License-Identifier: Apache-2.0
// What the program says of scenarios that have no equilibrium, or more than one can choose from.
#include <doctest/doctest.h>

#include "analysis/solve_scenario.h"
#include "tests/fixtures/economies.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

const std::vector<std::string> solvers{"auto", "ipopt", "newton-krylov"};

}  // namespace

TEST_CASE("a continuum of equilibria is told by every solver, with the unknowns that move between them") {
  for (const auto& solver : solvers) {
    CAPTURE(solver);
    const StudyCopy copy;
    const auto run =
        run_in_process(copy, {"run", "FOLDER/undetermined.toml", "-o", "FOLDER/out.h5", "--solver", solver});
    CAPTURE(run.err);
    CHECK(run.exit_code == 1);
    CHECK(has(run.err, "error: scenario 'held': the equilibrium is not determined"));
    CHECK(has(run.err, "unemployment rate: A"));
    CHECK(has(run.err, "change of the tax on labour, A"));
    CHECK_FALSE(has(run.err, "worst:"));
    CHECK_FALSE(has(run.err, "fixed supply"));  // quantities move as well
    CHECK(has(run.out, "scenario held is undetermined: "));
    const auto info = run_in_process(copy, {"info", "FOLDER/out.h5"});
    CHECK(has(info.out, "scenario held: undetermined\n"));
    // The same economy without the second claim on the wage is determined.
    CHECK(has(info.out, "scenario capped: solved\n"));
    CHECK(has(info.out, "scenario benchmark: solved\n"));
  }
}

TEST_CASE("a cap of 100 % of emissions that nothing replaces is unbounded for every solver") {
  for (const auto& solver : solvers) {
    CAPTURE(solver);
    const StudyCopy copy;
    const auto run = run_in_process(copy, {"run", "FOLDER/full_cap.toml", "-o", "FOLDER/out.h5", "--solver", solver});
    CAPTURE(run.err);
    CHECK(run.exit_code == 1);
    CHECK(has(run.err, "error: scenario 'full': not solved; the equilibria connected with the benchmark end at 99.99"));
  }
}

TEST_CASE("a pair that is zero on both sides is a tie and no continuum") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0);  // just binds at the benchmark
  const Economy economy = inputs.build();
  const auto solution = solve_scenario({&economy, nullptr, false, solver_factory(SolverChoice::newton_krylov, 1), 1});
  REQUIRE(solution.report.solved());
  CHECK(evaluate_state(economy, solution.report.x).pool_is_degenerate.front() == 1);
}

}  // namespace etslink
