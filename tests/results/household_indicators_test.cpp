// SPDX-License-Identifier: Apache-2.0
#include "results/household_indicators.h"

#include <doctest/doctest.h>

#include "tests/results/small_study.h"

using namespace etslink;

namespace {

// Two unequal households in A and one in B, a part of whose purchases is subsistence and who choose their leisure.
EconomyInputs unequal_households() {
  EconomyInputs inputs = economy_inputs("tiny_households");
  add_leisure(inputs, 0.4, 0.8);
  inputs.options.elasticities = {{"subsistence_share", "", "COL", 0.6, {}}, {"subsistence_share", "", "MAN", 0.1, {}}};
  add_market(inputs, "A", 0.25);
  return inputs;
}

// Purchases of goods in the tables [million USD].
double bought(const Benchmark& benchmark, const std::string& household) {
  double sum = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.user == User{User::Kind::agent, benchmark.find_agent(household).index})
      sum += flow.value_musd + flow.tax_musd;
  }
  return sum;
}

IndicatorSet indicators_of(const EconomyInputs& inputs) {
  EconomyInputs off = inputs;
  off.policy.active = {0};
  return compute_indicators(study_of({solved_scenario("benchmark", off), solved_scenario("capped", inputs)}));
}

}  // namespace

TEST_CASE("consumption of a region is what all of its households buy, subsistence included, leisure not") {
  const EconomyInputs inputs = unequal_households();
  const double first = bought(inputs.benchmark, "HH_A"), second = bought(inputs.benchmark, "HH2_A");
  REQUIRE(first > 1.1 * second);
  const IndicatorSet set = indicators_of(inputs);
  CHECK(set.slice("consumption", 0)[0] == doctest::Approx(first + second).epsilon(1e-10));
  CHECK(set.slice("consumption", 0)[1] == doctest::Approx(bought(inputs.benchmark, "HH_B")).epsilon(1e-10));
}

TEST_CASE("welfare of a region is that of its households, each in per cent of its own goods") {
  const EconomyInputs inputs = unequal_households();
  const IndicatorSet set = indicators_of(inputs);
  REQUIRE(set.households == std::vector<std::string>{"HH_A", "HH2_A"});
  const std::vector<double> variation = set.slice("welfare_ev_by_household", 1);
  const std::vector<double> change = set.slice("welfare_change_by_household", 1);
  CHECK(variation[0] + variation[1] == doctest::Approx(set.slice("welfare_ev", 1)[0]).epsilon(1e-10));
  for (int h = 0; h < 2; ++h) {
    CAPTURE(h);
    CHECK(variation[h] < 0);
    CHECK(change[h] == doctest::Approx(100 * variation[h] / bought(inputs.benchmark, set.households[h])).epsilon(1e-9));
  }
}
