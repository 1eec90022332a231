// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

struct Parameters {
  double subpar = 0.5, incpar = 1;
};

// tiny_taxes with a cap in A, and CDE over the bundle of energy and each other good. Each good has the parameters of
// the first letter of its code: coal and electricity, cement, manufacturing, transport.
EconomyInputs with_cde(const std::vector<std::pair<std::string, Parameters>>& by_good,
                       const std::string& name = "tiny_taxes") {
  EconomyInputs inputs = economy_inputs(name);
  NestTree& tree = inputs.nests.household;
  tree.nests.front().inputs = {"energy", "goods:rest"};
  std::erase_if(tree.nests, [](const Nest& nest) { return nest.name == "other goods"; });
  inputs.options.household_demand = HouseholdDemand::cde;
  for (const auto& [good, value] : by_good) {
    inputs.options.elasticities.push_back({"subpar", "", good, value.subpar, {}});
    inputs.options.elasticities.push_back({"incpar", "", good, value.incpar, {}});
  }
  add_market(inputs, "A", 0.3);
  return inputs;
}

const std::vector<std::pair<std::string, Parameters>> poor{
    {"", {0.5, 1}}, {"COL", {0.7, 0.3}}, {"ELE", {0.5, 0.8}}, {"MAN", {0.3, 1.2}}, {"TRN", {0.2, 1.4}}};

const CdeDemand& demand_of(const SolvedEconomy& solved, int agent) {
  const int n = solved.economy.agents[agent].demand_activity;
  REQUIRE(solved.economy.activities[n].cde >= 0);
  return solved.economy.cde_demands[solved.economy.activities[n].cde];
}

// E(p, u) by bisection on sum_i B_i (u^e_i p_i/E)^b_i = sum_i B_i, independent of the model's kernel.
double expenditure(const CdeDemand& demand, const std::vector<double>& price, double utility) {
  double low = 1e-9, high = 1e9;
  for (int i = 0; i < 300; ++i) {
    const double middle = std::sqrt(low * high);
    double sum = 0;
    for (std::size_t k = 0; k < price.size(); ++k) {
      const CdeInput& input = demand.inputs[k];
      const double power = std::pow(std::pow(utility, input.expansion) * price[k] / middle, input.substitution);
      sum += input.share / input.substitution * (power - 1);
    }
    (sum > 0 ? low : high) = middle;
  }
  return low;
}

}  // namespace

TEST_CASE("CDE demand solves, with both solvers and either sign of the substitution parameters") {
  auto rich = poor;
  for (auto& [good, value] : rich) value.subpar -= 1.2;
  for (const auto& parameters : {poor, rich}) {
    const SolvedEconomy solved = checked_solution(with_cde(parameters));
    CHECK(solved.level("consumption, A") < 1);
    CHECK(solved.price("energy of consumption, A") > solved.price("transport for consumption, A"));
  }
  static_cast<void>(checked_solution(with_cde(poor, "tiny_households")));
  check_begin_of_path(with_cde(poor));
}

TEST_CASE("with INCPAR 1 and one SUBPAR the economy is that of a CES nest with the elasticity 1 - SUBPAR") {
  for (const double subpar : {0.45, -0.6}) {
    const SolvedEconomy cde = solve(with_cde({{"", {subpar, 1}}}));
    EconomyInputs inputs = with_cde({});
    inputs.options.household_demand = HouseholdDemand::nests;
    inputs.nests.household.nests.front().sigma = {1 - subpar, "", false, {}};
    const SolvedEconomy ces = solve(inputs);
    for (const char* name : {"consumption, A", "consumption, B"}) {
      CHECK(cde.level(name) == doctest::Approx(ces.level(name)).epsilon(1e-10));
      CHECK(cde.price(name) == doctest::Approx(ces.price(name)).epsilon(1e-10));
    }
    for (std::size_t n = 0; n < ces.economy.activities.size(); ++n) {
      const std::string& name = ces.economy.activities[n].name;
      CAPTURE(name);
      CHECK(cde.level(name) == doctest::Approx(ces.state.activity_level[n]).epsilon(1e-9));
    }
    CHECK(cde.state.permit_price[0] == doctest::Approx(ces.state.permit_price[0]).epsilon(1e-9));
    CHECK(variable(cde, "utility: consumption, A") == doctest::Approx(ces.level("consumption, A")).epsilon(1e-10));
  }
}

TEST_CASE("demand, cost and welfare of a household are those of the implicit expenditure function") {
  const SolvedEconomy solved = solve(with_cde(poor));
  for (const int agent :
       {solved.economy.find_agent({0}, AgentKind::household), solved.economy.find_agent({1}, AgentKind::household)}) {
    const CdeDemand& demand = demand_of(solved, agent);
    const Activity& top = solved.economy.activities[demand.activity];
    std::vector<double> price;
    double spent = 0, budget = 0;
    for (int e = top.first_edge; e < top.last_edge; ++e) {
      price.push_back(solved.state.edge_price[e] / solved.economy.edges[e].price0);
      spent += solved.state.edge_price[e] * solved.state.edge_quantity[e];
    }
    const double level = solved.state.activity_level[demand.activity];
    budget = top.quantity0 * level * solved.state.commodity_price[top.output];
    CHECK(spent == doctest::Approx(budget).epsilon(1e-9));
    // The utility that the budget buys at these prices, and what it costs at those of the benchmark.
    double low = 1e-3, high = 1e3;
    for (int i = 0; i < 200; ++i) {
      const double middle = std::sqrt(low * high);
      (expenditure(demand, price, middle) * top.quantity0 < spent ? low : high) = middle;
    }
    CHECK(solved.state.variable[demand.utility] == doctest::Approx(low).epsilon(1e-8));
    CHECK(expenditure(demand, std::vector<double>(price.size(), 1), low) == doctest::Approx(level).epsilon(1e-8));
    // Roy's identity: s_i ~ B_i b_i (u^e_i p_i/E)^b_i.
    std::vector<double> share;
    double sum = 0;
    for (std::size_t i = 0; i < price.size(); ++i) {
      const CdeInput& input = demand.inputs[i];
      share.push_back(input.share *
                      std::pow(std::pow(low, input.expansion) * price[i] * top.quantity0 / spent, input.substitution));
      sum += share.back();
    }
    for (std::size_t i = 0; i < price.size(); ++i) {
      const int e = top.first_edge + static_cast<int>(i);
      CHECK(solved.state.edge_price[e] * solved.state.edge_quantity[e] / spent ==
            doctest::Approx(share[i] / sum).epsilon(1e-8));
    }
  }
}

TEST_CASE("a bundle below the CDE has the mean of its goods' parameters by benchmark purchases") {
  const Economy economy = with_cde(poor).build();
  const CdeDemand& demand = economy.cde_demands.front();
  const double coal = 2009 + 160 + 10 + 2, power = 5346 + 427;
  CHECK(demand.inputs[0].substitution == doctest::Approx((0.7 * coal + 0.5 * power) / (coal + power)).epsilon(1e-12));
  CHECK(demand.inputs[0].expansion == doctest::Approx((0.3 * coal + 0.8 * power) / (coal + power)).epsilon(1e-12));
}

TEST_CASE("a good with a small expansion parameter is bought less as the household grows rich") {
  // Of two households alike but for INCPAR of coal the one with the smaller keeps more of it in a loss.
  auto luxury = poor;
  luxury[1].second.incpar = 2;
  const auto coal_per_consumption = [](const SolvedEconomy& solved) {
    return solved.level("coal for consumption, B") / solved.level("consumption, B");
  };
  const auto shrunk = [](EconomyInputs inputs) {
    inputs.nests.household.nests.front().inputs = {"goods:rest"};
    std::erase_if(inputs.nests.household.nests, [](const Nest& nest) { return nest.name != "consumption"; });
    return solve(inputs);
  };
  const SolvedEconomy as_necessity = shrunk(with_cde(poor)), as_luxury = shrunk(with_cde(luxury));
  const double growth = as_necessity.level("consumption, B") - 1;
  CHECK(growth * (coal_per_consumption(as_luxury) - coal_per_consumption(as_necessity)) > 0);
}

TEST_CASE("parameters that the theory excludes are refused where they are stated") {
  const auto refused = [](Parameters value, const std::string& message) {
    auto parameters = poor;
    parameters[3].second = value;
    EconomyInputs inputs = with_cde(parameters);
    for (ParameterValue& stated : inputs.options.elasticities)
      if (stated.sector == "MAN") stated.at = {"study.toml", 7};
    CHECK_THROWS_WITH_AS(inputs.build(), doctest::Contains(message.c_str()), InputError);
  };
  refused({1, 1}, "study.toml:7: subpar of other goods and services, A is out of range");
  refused({0, 1}, "study.toml:7: subpar of other goods and services, A is out of range");
  refused({0.5, 0}, "study.toml:7: incpar of other goods and services, A is out of range");
  refused({-0.5, 1}, "study.toml:7: subpar of other goods and services, A must have the sign of that of electricity");
}

TEST_CASE("CDE needs its parameters, and stands neither beside subsistence nor beside leisure") {
  const auto refused = [](EconomyInputs inputs, const std::string& message) {
    inputs.options.at = {"study.toml", 4};
    CHECK_THROWS_WITH_AS(inputs.build(), doctest::Contains(message.c_str()), InputError);
  };
  refused(with_cde({}), "study.toml:4: elasticity parameter 'subpar' has no value");
  EconomyInputs subsistence = with_cde(poor);
  subsistence.options.elasticities.push_back({"subsistence_share", "", "MAN", 0.2, {"study.toml", 9}});
  refused(subsistence, "study.toml:9: subsistence_share of other goods and services, A");
  EconomyInputs leisure = with_cde(poor);
  add_leisure(leisure, 0.4, 0.8);
  refused(leisure, "study.toml:4: household_demand = \"cde\" and leisure");
}

}  // namespace etslink
