// SPDX-License-Identifier: Apache-2.0
// Goods in fixed supply that are bought in fixed proportions: their sum has a price, each of them has none.
#include <doctest/doctest.h>

#include <algorithm>

#include "analysis/determinacy.h"
#include "analysis/solve_scenario.h"
#include "tests/analysis/other_equilibrium.h"
#include "tests/analysis/random_study.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

// Coal is mined in two regions at a supply elasticity of 0, and one household buys that of both in fixed proportions.
RandomStudy two_mines() { return random_study(301); }

SolverReport solution_of(const EconomyInputs& inputs) {
  const Economy economy = inputs.build();
  const ScenarioTask task{&economy, nullptr, false, solver_factory(SolverChoice::automatic, 1), 1, true};
  return solve_scenario(task).report;
}

void set_elasticity(std::vector<ParameterValue>& rows, const std::string& parameter, double value) {
  for (auto& row : rows) {
    if (row.parameter == parameter) row.value = value;
  }
}

}  // namespace

TEST_CASE("prices of goods in fixed supply that are bought in fixed proportions are said to be free") {
  const SolverReport report = solution_of(two_mines().inputs);
  CAPTURE(report.message);
  CHECK(report.status == SolverStatus::undetermined);
  CHECK(has(report.message, "; between them move: price: coal, R001; price: coal, R003; "));
  CHECK(
      has(report.message, "price: resource of coal, R003; no quantity does, as goods in fixed supply are bought in "));
  CHECK_FALSE(has(report.message, "labour"));  // moves with incomes alone
  CHECK(has(report.message, "one of these above 0 would do: supply_elasticity of coal, R001"));
  CHECK(has(report.message, "supply_elasticity of coal, R003"));
  CHECK(has(report.message, "esubd of coal of HH_R003, R003"));
}

TEST_CASE("another equilibrium stands beside one whose prices are free") {
  const Economy economy = two_mines().inputs.build();
  const SolverReport report = solution_of(two_mines().inputs);
  const auto distance = distance_to_other_equilibrium(economy, report.x);
  REQUIRE(distance);
  CHECK(*distance > 0.02);
}

TEST_CASE("an elasticity above 0 of the supply or of the buyers determines prices that were free") {
  auto supplied = two_mines().inputs;
  set_elasticity(supplied.nests.parameters, "supply_elasticity", 0.5);
  CHECK(solution_of(supplied).solved());
  auto bought = two_mines().inputs;
  set_elasticity(bought.options.elasticities, "esubd", 0.5);
  CHECK(solution_of(bought).solved());
}

TEST_CASE("no other equilibrium is found beside one that is determined") {
  auto inputs = two_mines().inputs;
  set_elasticity(inputs.nests.parameters, "supply_elasticity", 0.5);
  const Economy economy = inputs.build();
  CHECK_FALSE(distance_to_other_equilibrium(economy, solution_of(inputs).x));
}

}  // namespace etslink
