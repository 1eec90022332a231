// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/graph.h"

// What instruments and closures are built from: unknowns, rules that determine them, payments, and permits beyond the
// caps. docs/instruments.md has the formulas.
namespace etslink {

// Adds an unknown; returns it as a symbol for formulas.
Symbol add_variable(Economy& economy, Variable variable);

// formula = 0 determines an unknown; the residual is formula / scale.
struct RuleNames {
  std::string rule;
  double scale = 1;  // natural size of the formula
};
void add_rule(Economy& economy, const Symbol& determines, const RuleNames& names, const Expression& formula);

// 0 <= unknown _|_ formula >= 0.
void add_complementarity(Economy& economy, const Symbol& unknown, const RuleNames& names, const Expression& formula);

// Income of an agent [million USD]; negative: expenditure. `what` is its kind in the results.
void add_income(Economy& economy, int agent, const std::string& what, const Expression& value);

// Demand for a commodity [million benchmark USD], e.g. of what abatement outside the model uses.
void add_demand(Economy& economy, int commodity, const std::string& what, const Expression& quantity);

// Allowances beyond the cap of a market [Mt]; negative: taken from it. The market is on.
void supply_permits(Economy& economy, const PermitSupply& supply);
// All of them to one market so far [Mt].
[[nodiscard]] Expression supplied_permits(const Economy& economy, int market);
// The unknown of each pool that has such allowances, which sums them up: to call when all are supplied.
void sum_up_supplies(Economy& economy);

// Pool of a market that is on, its permit price [USD/t], its covered emissions [Mt] and their benchmark.
[[nodiscard]] Symbol permit_price_of(const Economy& economy, int market);
[[nodiscard]] Expression pool_emissions(const Economy& economy, int market);
[[nodiscard]] double pool_benchmark_emissions(const Economy& economy, int market);
// Covered emissions of the market alone [Mt]: in a full link its part of the pool's by benchmark emissions.
[[nodiscard]] Expression own_emissions(const Economy& economy, int market);

// Emissions of an activity, the nests it consists of and its process, charged or not [Mt CO2e]: a function of unknowns.
struct ActivityEmissions {
  Expression mt;
  double benchmark_mt = 0;
};
[[nodiscard]] ActivityEmissions activity_emissions(const Economy& economy, int activity);

// Nominal income of an agent's balancing payment [million USD]: lump sum of a government, saving of an investor.
[[nodiscard]] Expression balancing_payment(const Economy& economy, int agent);

// Throws InputError where two rules determine one unknown of the model: closures that contradict each other. No two
// variables may have one identity.
void check_rules(const Economy& economy);

}  // namespace etslink
