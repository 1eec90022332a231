// SPDX-License-Identifier: Apache-2.0
#include "results/prices.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "results/allowance_values.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

// Permits of A, of which power generation earns half of its benchmark emissions per output, and a tax in B.
EconomyInputs allocation_and_tax() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  const int tax = add_market(inputs, "B", 0);
  inputs.policy.markets[tax].fixed_price = 12;
  inputs.policy.markets[tax].cap_mt.assign(2, 0);
  OutputRate rate;
  rate.region = {0};
  rate.sector = inputs.benchmark.find_sector("ELE");
  rate.relative = 0.5;
  inputs.policy.markets[0].output_based = {rate};
  return inputs;
}

const int permits_of_a = 0, permits_of_b = 1, tax_of_a = 2, tax_of_b = 3;  // (market, region)

}  // namespace

TEST_CASE("permits are worth their price, those that come with output are not sold") {
  const EconomyInputs inputs = allocation_and_tax();
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("both", inputs)}));
  const double price = set.slice("carbon_price", 0)[0], cap = inputs.policy.markets[0].cap_mt[0],
               free = set.slice("free_allocation", 0)[permits_of_a];
  REQUIRE(price > 1);
  CHECK(set.slice("allowance_value", 0)[permits_of_a] == doctest::Approx(price * cap).epsilon(1e-12));
  CHECK(free > 1);
  CHECK(free < cap);
  CHECK(set.slice("free_allocation_percent", 0)[0] == doctest::Approx(100 * free / cap).epsilon(1e-12));
  CHECK(set.slice("free_allocation_value", 0)[permits_of_a] == doctest::Approx(price * free).epsilon(1e-12));
  CHECK(set.slice("auction_revenue", 0)[permits_of_a] == doctest::Approx(price * (cap - free)).epsilon(1e-12));
  // Half of the emissions per output of the benchmark, at the output of the scenario.
  double charged = 0;
  for (const EmissionFlow& flow : inputs.benchmark.emissions) {
    if (flow.region == Region{0} && flow.user == User{User::Kind::sector, inputs.benchmark.find_sector("ELE").index})
      charged += flow.mt;
  }
  const double output = set.slice("output", 0)[inputs.benchmark.find_sector("ELE").index];
  const double output0 = compute_indicators(small_study("tiny_taxes"))
                             .slice("output", benchmark_scenario)[inputs.benchmark.find_sector("ELE").index];
  CHECK(free == doctest::Approx(0.5 * charged * output / output0).epsilon(1e-8));
}

TEST_CASE("a part of the cap that is free counts as free allocation, by output or not") {
  for (const bool by_output : {false, true}) {
    CAPTURE(by_output);
    EconomyInputs inputs = allocation_and_tax();
    PermitMarket& market = inputs.policy.markets[0];
    market.free_part = FreePart{0.2, {}};
    if (!by_output) market.output_based.clear();
    const IndicatorSet set = compute_indicators(study_of({solved_scenario("both", inputs)}));
    const double price = set.slice("carbon_price", 0)[0], cap = market.cap_mt[0];
    CHECK(set.slice("free_allocation", 0)[permits_of_a] == doctest::Approx(0.2 * cap).epsilon(1e-9));
    CHECK(set.slice("free_allocation_percent", 0)[0] == doctest::Approx(20).epsilon(1e-9));
    CHECK(set.slice("auction_revenue", 0)[permits_of_a] == doctest::Approx(0.8 * price * cap).epsilon(1e-9));
  }
}

TEST_CASE("a tax has revenue and no permits, and what is no member has neither") {
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("both", allocation_and_tax())}));
  const auto revenue = set.slice("carbon_tax_revenue", 0);
  CHECK(revenue[tax_of_b] == doctest::Approx(12 * set.slice("co2_covered", 0)[1]).epsilon(1e-12));
  for (const int other : {permits_of_a, permits_of_b, tax_of_a}) CHECK(std::isnan(revenue[other]));
  for (const char* name : {"allowance_value", "auction_revenue", "free_allocation", "free_allocation_value"}) {
    CAPTURE(name);
    for (const int other : {permits_of_b, tax_of_a, tax_of_b}) CHECK(std::isnan(set.slice(name, 0)[other]));
  }
  CHECK(std::isnan(set.slice("free_allocation_percent", 0)[1]));
}

TEST_CASE("permits of linked markets are sold where they are issued, at one price") {
  const IndicatorSet set = compute_indicators(small_study("tiny_taxes"));
  const auto revenue = set.slice("auction_revenue", linked_scenario), cap = set.slice("co2_cap", linked_scenario);
  const double price = set.slice("carbon_price", linked_scenario)[0];
  CHECK(revenue[0] == doctest::Approx(price * cap[0]).epsilon(1e-12));
  CHECK(revenue[3] == doctest::Approx(price * cap[1]).epsilon(1e-12));
  CHECK(std::isnan(set.slice("auction_revenue", benchmark_scenario)[0]));
}

TEST_CASE("prices of the benchmark are one, and a wage is the price of the factors that are labour") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.benchmark.factors[inputs.benchmark.find_factor("LAB").index].role = FactorRole::labour;
  add_market(inputs, "A", 0.2);
  EconomyInputs off = inputs;
  off.policy.active = {0};
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("off", off), solved_scenario("on", inputs)}));
  REQUIRE(set.factors == std::vector<std::string>{"LAB", "CAP", "RES"});
  for (const char* name : {"producer_price", "factor_price", "wage"}) {
    for (const double price : set.slice(name, 0)) CHECK((std::isnan(price) || std::abs(price - 1) < 1e-9));
  }
  const auto factors = set.slice("factor_price", 1), wages = set.slice("wage", 1);
  for (int r = 0; r < 2; ++r) CHECK(wages[r] == factors[3 * r]);
  CHECK(wages[0] < 0.999);       // labour bears a part of the cap
  CHECK(factors[2] < wages[0]);  // the rents of coal more
  const auto coal = static_cast<std::size_t>(inputs.benchmark.find_sector("COL").index);
  CHECK(set.slice("producer_price", 1)[coal] < 1);
}

TEST_CASE("without a factor that is labour there is no wage") {
  for (const double price : compute_indicators(small_study("tiny_taxes")).slice("wage", 0)) CHECK(std::isnan(price));
}
