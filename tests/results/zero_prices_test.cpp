// SPDX-License-Identifier: Apache-2.0
#include "results/zero_prices.h"

#include <doctest/doctest.h>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

using Notes = std::vector<std::string>;

// Notes of two markets with these cuts, linked or not.
Notes notes(double cut_a, double cut_b, bool is_linked = false) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", cut_a);
  add_market(inputs, "B", cut_b);
  if (is_linked) inputs.policy.links = {{{0, 1}, {}}};
  const SolvedEconomy solved = solve(inputs);
  return zero_price_notes(solved.economy, solved.state);
}

Notes notes_of_tax(double rate) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  PermitMarket& market = inputs.policy.markets[add_market(inputs, "A", 0)];
  market.cap_mt = {0, 0};
  market.fixed_price = rate;
  const SolvedEconomy solved = solve(inputs);
  return zero_price_notes(solved.economy, solved.state);
}

}  // namespace

TEST_CASE("a cap that does not bind is named, one that binds is not") {
  CHECK(notes(0.2, -0.1) == Notes{"the cap of market B does not bind, price 0"});
  CHECK(notes(0.2, 0.1).empty());
}

TEST_CASE("a cap that binds by a billionth binds, however small its price") {
  const double cut = 4e-9;
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", cut);
  const SolvedEconomy solved = solve(inputs);
  REQUIRE(solved.state.permit_price[0] < 2e-6);
  CHECK(zero_price_notes(solved.economy, solved.state).empty());
}

TEST_CASE("linked markets are named together: one of their caps alone says nothing") {
  CHECK(notes(0.3, -0.01, true).empty());
  CHECK(notes(0.01, -0.5, true) == Notes{"the caps of the linked markets A+B do not bind together, price 0"});
}

TEST_CASE("a tax of zero has no cap that could bind") {
  CHECK(notes_of_tax(0) == Notes{"the price of market A is 0"});
  CHECK(notes_of_tax(1e-6).empty());
}

TEST_CASE("a market without a cap whose permits exceed its emissions is named by its permits") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  PermitMarket& market = inputs.policy.markets[add_market(inputs, "A", 0)];
  market.cap_mt = {0, 0};
  const Sector steel = inputs.benchmark.find_sector("STEEL");
  market.coverage.front().users = {{User::Kind::sector, steel.index}};
  market.standard = {{{0}, steel, 1.1, {}, {}}};
  const SolvedEconomy solved = solve(inputs);
  CHECK(zero_price_notes(solved.economy, solved.state) ==
        Notes{"the permits of market A exceed their emissions, price 0"});
}

}  // namespace etslink
