// SPDX-License-Identifier: Apache-2.0
#include "model/paid_carbon_prices.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/elasticity_range.h"
#include "model/permits.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr double paid = 3;  // USD/t

// Taxes of A contain a carbon price of all its sectors; a market of A covers the fuels of its sectors.
EconomyInputs priced_economy(const std::string& name, double cut) {
  EconomyInputs inputs = economy_inputs(name);
  inputs.benchmark.elasticities.push_back({carbon_price_paid, inputs.benchmark.find_region("A"), {}, paid, {}});
  add_market(inputs, "A", cut);
  PermitMarket& market = inputs.policy.markets[0];
  double covered = 0;
  for (Coverage& coverage : market.coverage) {
    coverage.process = false;
    std::erase_if(coverage.users, [](const User& user) { return user.kind != User::Kind::sector; });
    covered += covered_emissions(inputs.benchmark, coverage);
  }
  market.cap_mt.assign(2, 0);
  market.cap_mt[0] = (1 - cut) * covered;
  return inputs;
}

double quantity_change(const SolvedEconomy& solved) {
  double change = 0;
  for (const double level : solved.state.activity_level)
    if (level > 0.5) change = std::max(change, std::abs(level - 1));
  return change;
}

}  // namespace

TEST_CASE("a study that sets the carbon price that was paid leaves the benchmark as it is") {
  for (const char* name : {"tiny2x2", "tiny_taxes"}) {
    for (const bool in_base : {false, true}) {
      CAPTURE(std::string(name));
      CAPTURE(in_base);
      EconomyInputs inputs = priced_economy(name, 0);
      inputs.options.carbon_in_tax_base = in_base;
      inputs.policy.markets[0].cap_mt.assign(2, 0);
      inputs.policy.markets[0].fixed_price = paid;
      CHECK(quantity_change(solve(inputs)) < 1e-8);
      inputs.benchmark.elasticities.back().value = 0;  // beside the taxes it acts
      CHECK(quantity_change(solve(inputs)) > 1e-5);
    }
  }
}

TEST_CASE("a cap at the benchmark has the price that was paid") {
  const SolvedEconomy solved = solve(priced_economy("tiny_taxes", 1e-12));
  CHECK(std::abs(solved.state.permit_price[0] - paid) < 1e-5);
}

TEST_CASE("a cap costs the price that was paid more where taxes contain one") {
  EconomyInputs inputs = priced_economy("tiny_taxes", 0.2);
  const SolvedEconomy gross = checked_solution(inputs);
  inputs.benchmark.elasticities.back().value = 0;
  const SolvedEconomy net = checked_solution(inputs);
  CHECK(gross.state.permit_price[0] > net.state.permit_price[0] + 0.5 * paid);
}

TEST_CASE("where permits and a tax are on a part of the tonnes each, the price is replaced on the larger part") {
  const auto replaced = [](double permits, double taxed) {
    EconomyInputs inputs = priced_economy("tiny_taxes", 0.2);
    PermitMarket tax = inputs.policy.markets[0];
    tax.name = "tax";
    tax.cap_mt.assign(2, 0);
    tax.fixed_price = paid;
    for (Coverage& coverage : inputs.policy.markets[0].coverage) coverage.share = permits;
    for (Coverage& coverage : tax.coverage) coverage.share = taxed;
    inputs.policy.markets.push_back(tax);
    double part = 0;
    const Economy economy = inputs.build();
    for (const PaidCarbonPrice& price : economy.paid_carbon_prices) {
      double emitted = 0;
      for (const Emission& emission : economy.edges[price.edge].emissions) emitted += emission.coefficient;
      part = std::max(part, price.replaced / emitted);
    }
    return part;
  };
  CHECK(replaced(0.5, 0.5) == doctest::Approx(0.5));
  CHECK(replaced(0.3, 0.4) == doctest::Approx(0.4));
  CHECK(replaced(0.7, 0.4) == doctest::Approx(0.7));
  CHECK(replaced(1, 1) == doctest::Approx(1));
}

TEST_CASE("without a market on its tonnes a paid price stays in the taxes, and a study may state another one") {
  EconomyInputs inputs = priced_economy("tiny_taxes", 0.1);
  inputs.policy.markets.clear();
  CHECK(inputs.build().shocks.empty());
  inputs = priced_economy("tiny_taxes", 0.1);
  CHECK_FALSE(inputs.build().shocks.empty());
  inputs.options.elasticities.push_back({carbon_price_paid, "A", "", 0, {}});
  CHECK(inputs.build().shocks.empty());
}

TEST_CASE("a price above what is paid for a fuel is refused") {
  EconomyInputs inputs = priced_economy("tiny_taxes", 0.1);
  inputs.benchmark.elasticities.back().value = 1000;
  CHECK_THROWS_WITH_AS((void)inputs.build(), doctest::Contains("USD/t, more than what is paid for "), InputError);
}

}  // namespace etslink
