// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr int a = 0, b = 1;  // markets: A has the cheaper cut and sells

EconomyInputs two_markets(double cut_a = 0.1, double cut_b = 0.4) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", cut_a);
  add_market(inputs, "B", cut_b);
  return inputs;
}

EconomyInputs with_link(const RestrictedLink& link) {
  EconomyInputs inputs = two_markets();
  inputs.policy.restricted_links = {link};
  return inputs;
}

RestrictedLink link_from_a_to_b() {
  RestrictedLink link;
  link.name = "link";
  link.from = a;
  link.to = b;
  link.fee_region = Region{1};
  return link;
}

double variable(const SolvedEconomy& solved, int v) { return v < 0 ? 0 : solved.state.variable[v]; }
double flow(const SolvedEconomy& solved) { return variable(solved, solved.economy.arcs.front().flow); }

void check_same(const SolvedEconomy& x, const SolvedEconomy& y) {
  for (const int m : {a, b}) {
    CHECK(x.state.permit_price[m] == doctest::Approx(y.state.permit_price[m]).epsilon(1e-8));
    CHECK(x.state.market_emissions[m] == doctest::Approx(y.state.market_emissions[m]).epsilon(1e-8));
  }
  for (const char* region : {"A", "B"}) {
    const std::string name = std::string("consumption, ") + region;
    CHECK(x.level(name) == doctest::Approx(y.level(name)).epsilon(1e-9));
  }
}

SolvedEconomy full_link() {
  EconomyInputs inputs = two_markets();
  inputs.policy.links = {{{a, b}, {}}};
  return solve(inputs);
}

}  // namespace

TEST_CASE("caps and full links alone have no unknowns of instruments") {
  EconomyInputs inputs = two_markets();
  inputs.policy.links = {{{a, b}, {}}};
  const Economy economy = inputs.build();
  CHECK(economy.variables.empty());
  CHECK(economy.rules.empty());
  CHECK(economy.contributions.empty());
  CHECK(economy.supplies.empty());
}

TEST_CASE("a two-way link without limits is a full link") {
  RestrictedLink link = link_from_a_to_b();
  link.two_way = true;
  check_same(checked_solution(with_link(link)), full_link());
}

TEST_CASE("a two-way link at an exchange rate of one and limits that do not bind is a full link") {
  RestrictedLink link = link_from_a_to_b();
  link.two_way = true;
  link.limit.mt = link.back_limit.mt = 1e4;
  const SolvedEconomy solved = checked_solution(with_link(link));
  check_same(solved, full_link());
  CHECK(flow(solved) > 1);
  CHECK(std::abs(variable(solved, solved.economy.arcs.front().rent)) < 1e-6);
}

TEST_CASE("a one-way link in the right direction without a limit is a full link, in the wrong direction autarky") {
  check_same(checked_solution(with_link(link_from_a_to_b())), full_link());
  RestrictedLink wrong = link_from_a_to_b();
  std::swap(wrong.from, wrong.to);
  const SolvedEconomy solved = checked_solution(with_link(wrong));
  check_same(solved, solve(two_markets()));
  CHECK(std::abs(flow(solved)) < 1e-6);
}

TEST_CASE("a link with limit zero is autarky") {
  RestrictedLink link = link_from_a_to_b();
  link.limit.mt = 0;
  check_same(checked_solution(with_link(link)), solve(two_markets()));
}

TEST_CASE("a binding limit parts the prices by its shadow price, and the rent is somebody's income") {
  const double free_flow = flow(solve(with_link(link_from_a_to_b())));
  for (const RentOwner owner : {RentOwner::buyer, RentOwner::seller, RentOwner::shared}) {
    RestrictedLink link = link_from_a_to_b();
    link.limit.mt = 0.4 * free_flow;
    link.rent = owner;
    const SolvedEconomy solved = checked_solution(with_link(link));
    const double rent = variable(solved, solved.economy.arcs.front().rent);
    CHECK(flow(solved) == doctest::Approx(link.limit.mt).epsilon(1e-9));
    CHECK(rent == doctest::Approx(solved.state.permit_price[b] - solved.state.permit_price[a]).epsilon(1e-9));
    CHECK(rent > 1);
    CHECK(income(solved, "permit rent") == doctest::Approx(rent * flow(solved)).epsilon(1e-9));
    CHECK(solved.state.market_emissions[b] ==
          doctest::Approx(solved.economy.markets[b].cap_by_region[1] + link.limit.mt).epsilon(1e-9));
  }
}

TEST_CASE("the owner of the rent is better off than the other side would leave it") {
  RestrictedLink link = link_from_a_to_b();
  link.limit.mt = 0.4 * flow(solve(with_link(link)));
  const SolvedEconomy buyer = solve(with_link(link));
  link.rent = RentOwner::seller;
  const SolvedEconomy seller = solve(with_link(link));
  CHECK(buyer.level("consumption, B") > seller.level("consumption, B") + 1e-7);
  CHECK(seller.level("consumption, A") > buyer.level("consumption, A") + 1e-7);
}

TEST_CASE("without other taxes a wider limit raises world welfare, and a quota of 40 % brings most of the gain") {
  RestrictedLink link = link_from_a_to_b();
  const SolvedEconomy open = solve(with_link(link)), closed = solve(two_markets());
  const double free_flow = flow(open);
  double last = world_consumption(closed);
  for (const double part : {0.2, 0.4, 0.7, 1.0}) {
    link.limit.mt = part * free_flow;
    const double now = world_consumption(solve(with_link(link)));
    CHECK(now > last);
    if (part == 0.4)
      CHECK(now - world_consumption(closed) > 0.5 * (world_consumption(open) - world_consumption(closed)));
    last = now;
  }
}

TEST_CASE("a limit may be a part of the buyer's obligation or of its effort") {
  RestrictedLink link = link_from_a_to_b();
  link.limit.share_of_obligation = 0.05;
  const SolvedEconomy obligation = checked_solution(with_link(link));
  CHECK(flow(obligation) == doctest::Approx(0.05 * obligation.state.market_emissions[b]).epsilon(1e-8));
  link.limit = {};
  link.limit.share_of_effort = 0.2;
  const SolvedEconomy effort = checked_solution(with_link(link));
  const MarketNode& market = effort.economy.markets[b];
  CHECK(flow(effort) == doctest::Approx(0.2 * (market.benchmark_emissions - market.cap_by_region[1])).epsilon(1e-8));
}

TEST_CASE("an exchange rate is the ratio of the prices, and the seller gives up rate x flow") {
  for (const double rate : {0.8, 1.25}) {
    RestrictedLink link = link_from_a_to_b();
    link.two_way = true;
    link.rate = rate;
    const SolvedEconomy solved = checked_solution(with_link(link));
    CHECK(solved.state.permit_price[b] == doctest::Approx(rate * solved.state.permit_price[a]).epsilon(1e-9));
    CHECK(solved.state.market_emissions[a] ==
          doctest::Approx(solved.economy.markets[a].cap_by_region[0] - rate * flow(solved)).epsilon(1e-9));
  }
}

TEST_CASE("a fee parts the prices and is income of its region; cancelled permits reduce total emissions") {
  RestrictedLink link = link_from_a_to_b();
  link.fee = 5;
  SolvedEconomy solved = checked_solution(with_link(link));
  CHECK(solved.state.permit_price[b] == doctest::Approx(solved.state.permit_price[a] + 5).epsilon(1e-9));
  CHECK(income(solved, "permit fee") == doctest::Approx(5 * flow(solved)).epsilon(1e-9));
  link.fee = 0;
  link.proceeds = 0.05;
  link.cancelled = 0.02;
  solved = checked_solution(with_link(link));
  const double tau_a = solved.state.permit_price[a], tau_b = solved.state.permit_price[b];
  CHECK(0.95 * tau_b == doctest::Approx(tau_a / 0.98).epsilon(1e-9));
  CHECK(income(solved, "permit fee") == doctest::Approx(0.05 * tau_b * flow(solved)).epsilon(1e-9));
  const double caps = solved.economy.markets[a].cap_by_region[0] + solved.economy.markets[b].cap_by_region[1];
  const double emitted = solved.state.market_emissions[a] + solved.state.market_emissions[b];
  CHECK(caps - emitted == doctest::Approx((1 / 0.98 - 1) * flow(solved)).epsilon(1e-8));
}

TEST_CASE("inside a price corridor prices converge until they touch it") {
  const SolvedEconomy apart = solve(two_markets()), linked = full_link();
  const double common = linked.state.permit_price[a];
  RestrictedLink link = link_from_a_to_b();
  link.least_buyer_price = 0.5 * (common + apart.state.permit_price[b]);
  SolvedEconomy solved = checked_solution(with_link(link));
  CHECK(solved.state.permit_price[b] == doctest::Approx(link.least_buyer_price).epsilon(1e-9));
  CHECK(solved.state.permit_price[a] < common);
  link.least_buyer_price = 0;
  link.largest_seller_price = 0.5 * (common + apart.state.permit_price[a]);
  solved = checked_solution(with_link(link));
  CHECK(solved.state.permit_price[a] == doctest::Approx(link.largest_seller_price).epsilon(1e-9));
  CHECK(solved.state.permit_price[b] > common);
}

TEST_CASE("links that make no sense are rejected") {
  RestrictedLink link = link_from_a_to_b();
  link.to = a;
  CHECK_THROWS_WITH_AS(with_link(link).build(), "link 'link' connects market 'A' to itself", InputError);
  EconomyInputs off = with_link(link_from_a_to_b());
  off.policy.active[b] = 0;
  CHECK_THROWS_WITH_AS(off.build(), "link 'link': market 'B' is off in this scenario and can't be linked", InputError);
  EconomyInputs tax = with_link(link_from_a_to_b());
  tax.policy.markets[b].fixed_price = 10;
  CHECK_THROWS_WITH_AS(tax.build(), "link 'link': market 'B' has a fixed price and can't be linked", InputError);
}

}  // namespace etslink
