// SPDX-License-Identifier: Apache-2.0
#include "results/market_notes.h"

#include <doctest/doctest.h>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Markets of tiny2x2 and links out and back whose rates multiply to 0.875, with a fee on the way out.
SolvedEconomy with_circle(double fee) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.1);
  add_market(inputs, "B", 0.4);
  RestrictedLink out, back;
  out.name = "ab";
  out.to = 1;
  out.from = 0;
  out.rate = 1.25;
  out.fee = fee;
  out.fee_region = Region{1};
  back.name = "ba";
  back.from = 1;
  back.to = 0;
  back.rate = 0.7;
  inputs.policy.restricted_links = {out, back};
  return solve(inputs);
}

}  // namespace

TEST_CASE("permits that go round and come back as more are told, those that only could are not") {
  const SolvedEconomy cheap = with_circle(1), dear = with_circle(40);
  CHECK(market_notes(cheap.economy, cheap.state) ==
        std::vector<std::string>{
            "permits go round by the links 'ab', 'ba' and come back as more: the caps are exceeded"});
  CHECK(market_notes(dear.economy, dear.state).empty());
}

TEST_CASE("a floor that is missed as nothing is left to keep back, and a ceiling beyond an empty reserve, are told") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  const int m = add_market(inputs, "A", 0.05);
  PriceCollar collar;
  collar.floor = 500;
  collar.auctioned_share = 0.1;
  inputs.policy.markets[m].collar = collar;
  const SolvedEconomy low = solve(inputs);
  const std::vector<std::string> below = market_notes(low.economy, low.state);
  REQUIRE(below.size() == 1);
  CHECK(below.front().find("below its floor: all permits of the auction are kept back") != std::string::npos);
  collar.floor = 1;
  collar.ceiling = 2;
  collar.reserve_mt = 0.5;
  inputs.policy.markets[m].collar = collar;
  inputs.policy.markets[m].cap_mt[0] *= 0.8;
  const SolvedEconomy high = solve(inputs);
  const std::vector<std::string> above = market_notes(high.economy, high.state);
  REQUIRE(above.size() == 1);
  CHECK(above.front().find("above its ceiling: the reserve is empty") != std::string::npos);
  collar.ceiling = 1e4;
  inputs.policy.markets[m].collar = collar;
  const SolvedEconomy within = solve(inputs);
  CHECK(market_notes(within.economy, within.state).empty());
}

}  // namespace etslink
