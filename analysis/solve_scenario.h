// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "model/equilibrium.h"
#include "results/abatement_cost.h"
#include "solvers/solve.h"
#include "solvers/solver_report.h"

namespace etslink {

// The solvers of one scenario.
struct ScenarioSolvers {
  SolveFunction solve;       // from the benchmark; where the choice is automatic Ipopt takes over where Newton-Krylov
                             // fails
  SolveFunction solve_near;  // from a prediction close to the solution: gives up early, so that a cap out of reach is
                             // found to be so without long searches; of Newton-Krylov where the choice is automatic
  // By the other solver, before a cap is said to be out of reach; empty: there is none, or `solve` has asked it.
  SolveFunction solve_otherwise = {};
  // By Ipopt from points of branches that end before the caps, the last search before these are said to be out of
  // reach; empty: Ipopt is not wanted.
  SolveFunction solve_beyond = {};
  // As etslink::confirm; empty: nobody confirms.
  std::function<void(const SquareSystem& system, SolverReport& report)> confirm = {};
  std::stop_token stop_token = {};
};

// Makes solvers. Each scenario has its own: what a solver keeps of one solve for the next must not depend on which
// process solves which scenario.
using SolverFactory = std::function<ScenarioSolvers()>;

// Factory of the solver of that choice; solves end as interrupted once the token says stop.
[[nodiscard]] SolverFactory solver_factory(SolverChoice choice, int threads, const std::stop_token& stop_token = {});

// What a scenario's economy is built from, so that it can be built with other statements of its policy.
struct ScenarioSource {
  const Policy* policy = nullptr;
  std::function<Economy(const Policy& policy, bool hold_fuel_prices)> build;
};

// What is to be computed for a scenario.
struct ScenarioTask {
  const Economy* economy = nullptr;
  const Economy* fuel_prices_held = nullptr;  // the same caps with ModelOptions::hold_fuel_prices; null: not wanted
  bool abatement_cost = false;
  SolverFactory solvers;
  int threads = 1;             // that evaluate the model; the numbers do not depend on them
  bool confirms = false;       // the equilibrium, by Ipopt
  ScenarioSource source = {};  // without it the cap path is that of the policy as it is stated
};

// The numbers a scenario comes to; evaluate_state makes the rest from `report.x`.
struct ScenarioSolution {
  SolverReport report;
  std::optional<double> reachable_cut;  // where not solved: the largest s of the cap path that was
  std::optional<AbatementCost> abatement_cost;
  std::string no_abatement_cost;           // why it is missing, where it was wanted
  std::vector<double> fuel_prices_held_x;  // empty: not wanted, no price can be held, or not solved
  std::string fuel_prices_held_message;    // then: why it was not solved
  bool is_held_by_caps = false;            // solves the economy of fuel_prices_held_by_caps, not that of the task
};

// Solves a scenario directly from the benchmark; where that fails, along the branch of equilibria over the caps, as far
// as it goes, and beyond its end by warm starts over a grid. Not converging is a result: `report.message` then states
// where the branch ends, why, and whether anything was found beyond. A solution that is not determined is marked.
// Where the solvers are told to stop before everything is done, the scenario is interrupted, without any number.
[[nodiscard]] ScenarioSolution solve_scenario(const ScenarioTask& task);

}  // namespace etslink
