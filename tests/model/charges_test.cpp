// SPDX-License-Identifier: Apache-2.0
#include "model/charges.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/check_graph.h"
#include "model/rule_builder.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr double share_of_first = 0.6, share_of_second = 0.3;

// Two markets in region A: one for a part of all uses of fuels, another for a part of those of electricity.
EconomyInputs two_markets_on_one_use() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  for (const double share : {share_of_first, share_of_second}) {
    PermitMarket& market = inputs.policy.markets[add_market(inputs, "A", 0)];
    const bool is_first = share == share_of_first;
    market.name += is_first ? ", first" : ", second";
    Coverage& coverage = market.coverage[0];
    coverage.share = share;
    coverage.process = false;
    if (!is_first) coverage.users = {{User::Kind::sector, inputs.benchmark.find_sector("ELE").index}};
    market.cap_mt[0] = (is_first ? 0.65 : 0.5) * covered_emissions(inputs.benchmark, coverage);
  }
  return inputs;
}

// A carbon tax in region A beside a swap that sets the tax on all that its household buys free.
EconomyInputs carbon_and_consumption_tax(bool carbon_in_tax_base) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const int m = add_market(inputs, "A", 0);
  inputs.policy.markets[m].cap_mt.assign(2, 0);
  inputs.policy.markets[m].fixed_price = 30;
  ModelQuantity fixed, freed;
  fixed.kind = QuantityKind::lump_sum;
  freed.kind = QuantityKind::consumption_tax;
  fixed.region = freed.region = Region{0};
  fixed.text = "lump sum A";
  freed.text = "consumption tax A";
  inputs.policy.swaps = {{fixed, freed, std::nullopt, {"study.toml", 4}}};
  inputs.options.carbon_in_tax_base = carbon_in_tax_base;
  return inputs;
}

// A price that a rule gives, as an unknown.
int stated_price(Economy& economy, const std::string& name, double value) {
  const int next = static_cast<int>(economy.variables.size());
  const Symbol price =
      add_variable(economy, {{VariableRole::tax_rate, VariableOwner::edge, next}, name, Region{0}, 0, 1});
  add_rule(economy, price, {name, std::max(1.0, std::abs(value))}, price - value);
  return price.index;
}

Charge levy(int rate, double coefficient, int receiver) {
  Charge charge;
  charge.rate = rate;
  charge.coefficient = {coefficient, coefficient};
  charge.receiver = receiver;
  charge.kind = ChargeKind::levy;
  return charge;
}

// An input of fuel by a sector of region A, and the agent that receives levies there.
std::size_t first_fuel(const Economy& economy) {
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Activity& buyer = economy.activities[economy.edges[e].activity];
    if (!economy.edges[e].emissions.empty() && buyer.region == Region{0} && buyer.sector.valid()) return e;
  }
  FAIL("nobody burns anything");
  return 0;
}

double tonnes(const SolvedEconomy& solved, int market) { return solved.state.market_emissions[market]; }

}  // namespace

TEST_CASE("two markets charge the same use of fuels with coefficients of their own") {
  const EconomyInputs inputs = two_markets_on_one_use();
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[0] > 1);
  CHECK(solved.state.permit_price[1] > 1);
  CHECK(solved.state.permit_price[0] != doctest::Approx(solved.state.permit_price[1]));
  double physical = 0, of_both = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (edge.charges.empty()) continue;
    const double kappa = edge.emissions.front().coefficient;
    const bool is_of_both = edge.charges.size() == 2;
    const double paid = share_of_first * solved.state.permit_price[0] +
                        (is_of_both ? share_of_second * solved.state.permit_price[1] : 0);
    CHECK(solved.state.edge_price[e] ==
          doctest::Approx(solved.state.commodity_price[edge.commodity] * (1 + edge.tax) + kappa * paid).epsilon(1e-9));
    physical += kappa * solved.state.edge_quantity[e];
    of_both += is_of_both ? kappa * solved.state.edge_quantity[e] : 0;
  }
  CHECK(of_both > 1);
  CHECK(tonnes(solved, 0) == doctest::Approx(share_of_first * physical).epsilon(1e-12));
  CHECK(tonnes(solved, 1) == doctest::Approx(share_of_second * of_both).epsilon(1e-12));
  for (const int m : {0, 1})
    CHECK(tonnes(solved, m) == doctest::Approx(inputs.policy.markets[m].cap_mt[0]).epsilon(1e-9));
}

TEST_CASE("a tax that a swap sets free and a carbon tax meet on one purchase") {
  for (const bool carbon_in_tax_base : {false, true}) {
    CAPTURE(carbon_in_tax_base);
    const SolvedEconomy solved = checked_solution(carbon_and_consumption_tax(carbon_in_tax_base));
    const double change = variable(solved, "change of the consumption tax, A");
    CHECK(std::abs(change) > 1e-4);
    int met = 0;
    for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
      const Edge& edge = solved.economy.edges[e];
      if (edge.charges.size() != 2) continue;
      CHECK(edge.charges[0].kind == ChargeKind::permits);
      CHECK(edge.charges[1].kind == ChargeKind::tax_rate);
      const double delivered = solved.state.commodity_price[edge.commodity];
      const double carbon = 30 * edge.emissions.front().coefficient, rate = edge.tax + change;
      const double expected = carbon_in_tax_base ? (delivered + carbon) * (1 + rate) : delivered * (1 + rate) + carbon;
      CHECK(solved.state.edge_price[e] == doctest::Approx(expected).epsilon(1e-9));
      ++met;
    }
    CHECK(met > 0);
  }
}

TEST_CASE("permits, levies and changes of the tax rate may all be on one input; each goes to its receiver") {
  EconomyInputs inputs = two_markets_on_one_use();
  Economy economy = inputs.build();
  const std::size_t e = first_fuel(economy);
  Edge& edge = economy.edges[e];
  const int household = economy.find_agent(Region{0}, AgentKind::household);
  const int government = economy.find_agent(Region{0}, AgentKind::government);
  edge.tax_agent = government;
  edge.charges.push_back(tax_rate_charge(stated_price(economy, "a rate", 0.05)));
  edge.charges.push_back(tax_rate_charge(stated_price(economy, "another rate", -0.02)));
  edge.charges.push_back(levy(stated_price(economy, "a levy", 20), 0.001, household));
  Charge multiplied = levy(stated_price(economy, "another levy", 10), 0.002, government);
  multiplied.multiple = stated_price(economy, "a multiple", 1.5);
  edge.charges.push_back(multiplied);
  check_charges(economy);

  const SolvedEconomy solved = checked_solution(economy);
  const double q = solved.state.edge_quantity[e], p = solved.state.commodity_price[edge.commodity];
  double permits = 0;
  for (const Charge& charge : edge.charges)
    permits += charge.is_counted ? charge.coefficient.end * solved.state.permit_price[charge.market] : 0;
  CHECK(permits > 0);
  CHECK(solved.state.edge_price[e] ==
        doctest::Approx(p * (1 + edge.tax + 0.05 - 0.02) + permits + 20 * 0.001 + 10 * 0.002 * 1.5).epsilon(1e-9));
  CHECK(income(solved, "levy", economy.agents[household].name) == doctest::Approx(20 * 0.001 * q).epsilon(1e-9));
  CHECK(income(solved, "levy", economy.agents[government].name) == doctest::Approx(10 * 0.002 * 1.5 * q).epsilon(1e-9));
}

TEST_CASE("a levy at the price of a market counts nothing in it") {
  EconomyInputs inputs = two_markets_on_one_use();
  Economy economy = inputs.build();
  const std::size_t e = first_fuel(economy);
  Charge charge = levy(-1, 0.01, economy.find_agent(Region{0}, AgentKind::government));
  charge.market = 0;
  economy.edges[e].charges.push_back(charge);
  const SolvedEconomy solved = checked_solution(economy);
  double counted = 0;
  for (std::size_t i = 0; i < economy.edges.size(); ++i) {
    for (const Emission& emission : economy.edges[i].emissions) {
      if (economy.activities[economy.edges[i].activity].region == Region{0})
        counted += share_of_first * emission.coefficient * solved.state.edge_quantity[i];
    }
  }
  CHECK(tonnes(solved, 0) == doctest::Approx(counted).epsilon(1e-12));
  CHECK(income(solved, "levy") ==
        doctest::Approx(0.01 * solved.state.permit_price[0] * solved.state.edge_quantity[e]).epsilon(1e-9));
}

TEST_CASE("outputs and processes may be charged per tonne as well, what is negative is a subsidy") {
  Economy economy = economy_inputs("tiny_taxes").build();
  const int government = economy.find_agent(Region{0}, AgentKind::government);
  const int household = economy.find_agent(Region{0}, AgentKind::household);
  ProcessEmission& process = economy.processes.front();
  REQUIRE(economy.activities[process.activity].region == Region{0});
  Activity& maker = economy.activities[process.activity];
  maker.charges.push_back(levy(stated_price(economy, "a subsidy", 5), -0.002, government));
  process.charges.push_back(levy(stated_price(economy, "a price of process emissions", 12), 1, household));
  const SolvedEconomy solved = checked_solution(economy);
  const double output = maker.quantity0 * solved.state.activity_level[process.activity];
  const double p_b = solved.state.commodity_price[process.abatement_commodity];
  const double intensity = process.intensity0 * std::pow(1 + 12 / p_b / process.xhat, -process.nu);
  CHECK(solved.state.process_emissions[0] == doctest::Approx(output * intensity).epsilon(1e-9));
  CHECK(income(solved, "levy", economy.agents[government].name) == doctest::Approx(-5 * 0.002 * output).epsilon(1e-9));
  CHECK(income(solved, "levy", economy.agents[household].name) ==
        doctest::Approx(12 * output * intensity).epsilon(1e-9));
}

TEST_CASE("a formula may name the emissions of an activity: nests, fuels and process") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.3);
  Economy economy = inputs.build();
  const ProcessEmission& process = economy.processes.front();
  const Expression mt = activity_emissions(economy, process.activity).mt;
  const Symbol named = add_variable(
      economy, {{VariableRole::tax_rate, VariableOwner::activity, 0}, "emissions of a sector", Region{0}, 0, 1});
  add_rule(economy, named, {"emissions of a sector", 10}, named - mt);
  const SolvedEconomy solved = checked_solution(economy);  // derivatives included
  const Sector sector = economy.activities[process.activity].sector;
  double expected = solved.state.process_emissions[0];
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Activity& buyer = economy.activities[economy.edges[e].activity];
    if (buyer.sector != sector || buyer.region != Region{0}) continue;
    for (const Emission& emission : economy.edges[e].emissions)
      expected += emission.coefficient * solved.state.edge_quantity[e];
  }
  CHECK(expected > solved.state.process_emissions[0] + 1);
  CHECK(variable(solved, "emissions of a sector") == doctest::Approx(expected).epsilon(1e-9));
  CHECK(value_of(solved.economy, list_conditions(solved.economy), mt, solved.state.x) ==
        doctest::Approx(expected).epsilon(1e-12));
}

TEST_CASE("a charge without price, receiver or market is our own bug") {
  Charge charge;
  CHECK_THROWS_AS(require_sound(charge), std::logic_error);
  charge.rate = 0;
  CHECK_THROWS_AS(require_sound(charge), std::logic_error);  // nobody receives it
  charge.receiver = 0;
  CHECK_NOTHROW(require_sound(charge));
  charge.is_counted = true;
  CHECK_THROWS_AS(require_sound(charge), std::logic_error);
  charge = tax_rate_charge(0);
  CHECK_NOTHROW(require_sound(charge));
  charge.receiver = 0;
  CHECK_THROWS_AS(require_sound(charge), std::logic_error);
  Economy economy = two_markets_on_one_use().build();
  CHECK_NOTHROW(check_charges(economy));
  economy.markets[0].pool = -1;
  CHECK_THROWS_AS(check_charges(economy), std::logic_error);
}

}  // namespace etslink
