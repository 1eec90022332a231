// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/results/small_study.h"

using namespace etslink;

namespace {

StudyResult one_scenario(const EconomyInputs& inputs) { return study_of({solved_scenario("capped", inputs)}); }

EconomyInputs with_cap(const std::string& fixture) {
  EconomyInputs inputs = economy_inputs(fixture);
  add_market(inputs, "A", 0.25);
  return inputs;
}

}  // namespace

TEST_CASE("unemployment is the part of the labour force that the economy does not use, in per cent") {
  EconomyInputs inputs = with_cap("tiny2x2");
  inputs.options.labour = {{LabourOption::wage_curve, Factor{0}, 0.06, 0.2}};
  const StudyResult study = one_scenario(inputs);
  const Economy& economy = *study.scenarios[0].economy;
  const std::vector<double> rate = compute_indicators(study).slice("unemployment", 0);
  for (int r = 0; r < 2; ++r) {
    double used = 0, supplied0 = 0;  // of what households own, sectors buy
    for (std::size_t e = 0; e < economy.edges.size(); ++e) {
      const Commodity& factor = economy.commodities[economy.edges[e].commodity];
      if (factor.region.index != r || !factor.name.starts_with("labour")) continue;
      used += study.scenarios[0].state->edge_quantity[e];
      supplied0 += economy.edges[e].quantity0;
    }
    CHECK(rate[r] == doctest::Approx(100 * (1 - 0.94 * used / supplied0)).epsilon(1e-8));
  }
  CHECK(rate[0] > 6.1);
}

TEST_CASE("unemployment and the change of a tax rate are missing where nothing makes them unknown") {
  const IndicatorSet set = compute_indicators(one_scenario(with_cap("tiny_taxes")));
  for (const char* name : {"unemployment", "tax_rate_change"}) {
    for (const double value : set.slice(name, 0)) CHECK(std::isnan(value));
  }
}

TEST_CASE("the change of a tax rate is what its users pay more, in percentage points") {
  EconomyInputs inputs = with_cap("tiny_taxes");
  inputs.options.balancing_tax = NamedTax{NamedTax::Base::factor, inputs.benchmark.find_factor("LAB"), {}};
  const StudyResult study = one_scenario(inputs);
  const Economy& economy = *study.scenarios[0].economy;
  const EquilibriumState& state = *study.scenarios[0].state;
  const std::vector<double> change = compute_indicators(study).slice("tax_rate_change", 0);
  REQUIRE(std::abs(change[0]) > 0.01);
  int labour = 0;
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Edge& edge = economy.edges[e];
    const Commodity& bought = economy.commodities[edge.commodity];
    if (edge.charges.empty() || !bought.name.starts_with("labour")) continue;
    ++labour;
    const double rate = 100 * (state.edge_price[e] / state.commodity_price[edge.commodity] - 1);
    CHECK(rate == doctest::Approx(100 * edge.tax + change[bought.region.index]).epsilon(1e-9));
  }
  CHECK(labour > 0);
}

TEST_CASE("the price of consumption weighs what unequal households buy at the benchmark, subsistence included") {
  EconomyInputs inputs = with_cap("tiny_households");
  inputs.options.elasticities = {{"subsistence_share", "", "COL", 0.6, {}}, {"subsistence_share", "", "MAN", 0.1, {}}};
  const Benchmark& benchmark = inputs.benchmark;
  const StudyResult study = one_scenario(inputs);
  double total = 0, price = 0;
  for (const char* code : {"HH_A", "HH2_A"}) {
    const int agent = benchmark.find_agent(code).index;
    double bought = 0;
    for (const UseFlow& flow : benchmark.use) {
      if (flow.user == User{User::Kind::agent, agent}) bought += flow.value_musd + flow.tax_musd;
    }
    const Economy& economy = *study.scenarios[0].economy;
    for (const EconomicAgent& household : economy.agents) {
      if (household.code != code) continue;
      const int commodity = economy.activities[household.demand_activity].output;
      price += bought * study.scenarios[0].state->commodity_price[commodity];
    }
    total += bought;
  }
  CHECK(compute_indicators(study).slice("consumer_price", 0)[0] == doctest::Approx(price / total).epsilon(1e-10));
}
