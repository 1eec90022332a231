// SPDX-License-Identifier: Apache-2.0
#include "model/equivalent_caps.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/fixtures/economies.h"

using namespace etslink;

namespace {

constexpr int a = 0, b = 1;

EconomyInputs two_markets() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  return inputs;
}

double largest_residual(const Economy& economy, const std::vector<double>& x) {
  std::vector<double> f(x.size());
  EquilibriumSystem(economy).residual(x, f);
  double largest = 0;
  for (const double value : f) largest = std::max(largest, std::abs(value));
  return largest;
}

// States the caps of a solved economy and checks that the solution is one of the other economy as well.
EquivalentCaps checked_caps(const EconomyInputs& inputs) {
  const SolvedEconomy solved = solve(inputs);
  const EquivalentCaps caps = equivalent_caps(inputs.policy, solved.economy, solved.state.x);
  EconomyInputs by_caps = inputs;
  by_caps.policy = caps.policy;
  Economy economy = by_caps.build();
  add_to_caps(economy, caps);
  const auto x = same_solution(solved.economy, solved.state.x, economy);
  CHECK(largest_residual(economy, x) < 1e-9);
  for (int m = 0; m < static_cast<int>(economy.markets.size()); ++m) {
    if (economy.markets[m].pool >= 0)
      CHECK(evaluate_state(economy, x).permit_price[m] == doctest::Approx(solved.state.permit_price[m]).epsilon(1e-12));
  }
  return caps;
}

}  // namespace

TEST_CASE("caps alone are stated already") {
  const EquivalentCaps caps = checked_caps(two_markets());
  CHECK_FALSE(caps.changes_policy);
}

TEST_CASE("a carbon tax becomes a cap at what it leaves, one of zero does not") {
  EconomyInputs inputs = two_markets();
  inputs.policy.markets[a].fixed_price = 20;
  inputs.policy.markets[a].cap_mt.assign(2, 0);
  const EquivalentCaps caps = checked_caps(inputs);
  CHECK(caps.changes_policy);
  CHECK_FALSE(caps.policy.markets[a].fixed_price.has_value());
  CHECK(caps.added_mt[a][0] == doctest::Approx(solve(inputs).state.market_emissions[a]).epsilon(1e-12));
  CHECK(caps.added_mt[b] == std::vector<double>{0, 0});
  inputs.policy.markets[a].fixed_price = 0;
  CHECK_FALSE(checked_caps(inputs).changes_policy);
}

TEST_CASE("a carbon tax on tonnes that another market charges stays a tax, as a tonne has one cap at most") {
  EconomyInputs inputs = two_markets();
  const int tax = add_market(inputs, "A", 0);
  inputs.policy.markets[tax].fixed_price = 10;
  inputs.policy.markets[tax].cap_mt.assign(2, 0);
  const EquivalentCaps beside = checked_caps(inputs);
  CHECK_FALSE(beside.changes_policy);
  inputs.policy.active[a] = 0;
  CHECK(checked_caps(inputs).changes_policy);
}

TEST_CASE("a price collar becomes the cap less what is kept back and with what is released") {
  EconomyInputs inputs = two_markets();
  const double price = solve(inputs).state.permit_price[a], mt = inputs.policy.markets[a].cap_mt[0];
  inputs.policy.markets[a].collar = PriceCollar{1.3 * price, 1, unlimited, unlimited, {}};
  CHECK(checked_caps(inputs).added_mt[a][0] < -0.01 * mt);
  inputs.policy.markets[a].collar = PriceCollar{0, 1, 0.7 * price, unlimited, {}};
  CHECK(checked_caps(inputs).added_mt[a][0] > 0.01 * mt);
  inputs.policy.markets[a].collar = PriceCollar{0, 1, 0.3 * price, 0.02 * mt, {}};
  CHECK(checked_caps(inputs).added_mt[a][0] == doctest::Approx(0.02 * mt).epsilon(1e-8));
}

TEST_CASE("what stands beside a collar stays: links, offsets, allocation by output") {
  EconomyInputs inputs = two_markets();
  PermitMarket& market = inputs.policy.markets[a];
  const double price = solve(inputs).state.permit_price[a], mt = market.cap_mt[0];
  market.collar = PriceCollar{0, 1, 0.6 * price, unlimited, {}};
  market.offsets.push_back({{0}, {0.1 * mt, 50, 1}, 0.05, unlimited, {}});
  RestrictedLink link;
  link.name = "B_A";
  link.from = b;
  link.to = a;
  link.limit.share_of_effort = 0.1;
  inputs.policy.restricted_links = {link};
  const EquivalentCaps caps = checked_caps(inputs);
  CHECK(caps.policy.markets[a].offsets.size() == 1);
  CHECK(caps.policy.restricted_links.size() == 1);
  CHECK(caps.added_mt[a][0] > 0);
}
