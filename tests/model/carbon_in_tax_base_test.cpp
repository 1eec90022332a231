// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "model/conditions.h"
#include "solvers/newton_krylov.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr double fuel_tax = 0.25;

// A market in each region that covers fuels only; taxes are levied on permits as well, or not.
EconomyInputs two_markets(const std::string& name, bool carbon_in_tax_base) {
  EconomyInputs inputs = economy_inputs(name);
  add_market(inputs, "A", 0.4);
  add_market(inputs, "B", 0.4);
  for (PermitMarket& market : inputs.policy.markets) {
    for (Coverage& coverage : market.coverage) coverage.process = false;
  }
  inputs.options.carbon_in_tax_base = carbon_in_tax_base;
  return inputs;
}

// The same tax on every purchase that needs permits, which its region's household receives.
SolvedEconomy solve_with_fuel_tax(const EconomyInputs& inputs) {
  SolvedEconomy solved{inputs.build(), {}, {}};
  for (Edge& edge : solved.economy.edges) {
    if (edge.charges.empty()) continue;
    edge.tax = fuel_tax;
    edge.tax_agent = solved.economy.find_agent(solved.economy.activities[edge.activity].region, AgentKind::household);
  }
  const EquilibriumSystem system(solved.economy);
  solved.report = solve_with_newton_krylov(system, system.start(), {});
  REQUIRE_MESSAGE(solved.report.solved(), solved.report.message);
  solved.state = evaluate_state(solved.economy, system, solved.report.x);
  return solved;
}

}  // namespace

TEST_CASE("with taxes on permits one tax rate on all fuels divides the permit price and changes no quantity") {
  for (const char* name : {"tiny2x2", "tiny_taxes"}) {
    CAPTURE(name);
    const SolvedEconomy plain = solve_with_fuel_tax(two_markets(name, false));
    const SolvedEconomy taxed = solve_with_fuel_tax(two_markets(name, true));
    for (int m : {0, 1}) {
      CHECK(plain.state.permit_price[m] > 1);
      CHECK(taxed.state.permit_price[m] * (1 + fuel_tax) == doctest::Approx(plain.state.permit_price[m]).epsilon(1e-8));
    }
    for (std::size_t e = 0; e < plain.economy.edges.size(); ++e) {
      CHECK(taxed.state.edge_quantity[e] == doctest::Approx(plain.state.edge_quantity[e]).epsilon(1e-8));
      CHECK(taxed.state.edge_price[e] == doctest::Approx(plain.state.edge_price[e]).epsilon(1e-8));
    }
  }
}

TEST_CASE("taxes on permits: derivatives, Walras' law and two solvers") {
  const SolvedEconomy taxed = checked_solution(two_markets("tiny_taxes", true));
  const SolvedEconomy plain = solve(two_markets("tiny_taxes", false));
  // Where fuels are taxed a permit costs its user more than its price.
  CHECK(taxed.state.permit_price[0] < 0.999 * plain.state.permit_price[0]);
}

TEST_CASE("the tax on a fuel is levied on its price and its permits where the study says so") {
  const EconomyInputs inputs = two_markets("tiny_taxes", true);
  const Economy economy = inputs.build();
  const EquilibriumSystem system(economy);
  const EquilibriumState state = evaluate_state(economy, system, random_point(system, 3, 0.1));
  int taxed = 0;
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Edge& edge = economy.edges[e];
    if (edge.charges.empty() || !edge.margins.empty()) continue;
    const double numeraire = state.x[list_conditions(economy).numeraire_price];
    const double tau = state.permit_price[edge.charges.front().market] * std::exp(numeraire);
    const double net = state.commodity_price[edge.commodity] + edge.charges.front().coefficient.end * tau;
    CHECK(state.edge_price[e] == doctest::Approx((1 + edge.tax) * net).epsilon(1e-12));
    taxed += edge.tax != 0 ? 1 : 0;
  }
  CHECK(taxed > 0);
}

}  // namespace etslink
