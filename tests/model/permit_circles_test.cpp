// SPDX-License-Identifier: Apache-2.0
// Circles of links: which of them make permits out of nothing, and which are kept from it by a cost or a limit.
#include "model/instruments/permit_circles.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

RestrictedLink link(const std::string& name, int from, int to, double rate) {
  RestrictedLink result;
  result.name = name;
  result.from = from;
  result.to = to;
  result.rate = rate;
  result.fee_region = Region{to};
  result.at = {"study.toml", 10 + from};
  return result;
}

// Two markets of tiny2x2, and a third for households of B.
EconomyInputs markets(std::vector<RestrictedLink> links) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.1);
  add_market(inputs, "B", 0.4);
  inputs.policy.restricted_links = std::move(links);
  return inputs;
}

std::string refusal(double out, double back) {
  return refusal(markets({link("ab", 0, 1, out), link("ba", 1, 0, back)}));
}

}  // namespace

TEST_CASE("links whose exchange rates multiply to less than 1 are refused, with their circle and lines") {
  CHECK(refusal(1.25, 0.79) ==
        "study.toml:10: permits that go round by the links 'ab' (A > B, line 10), 'ba' (B > A, line 11) come back as "
        "more: the exchange rates multiply to 0.9875, below 1, so that no cap would hold; change a rate, or limit a "
        "link");
  CHECK(refusal(1.25, 0.81) == "");
  CHECK(refusal(1.25, 0.8) == "");
  CHECK(refusal(3, 1.0 / 3) == "");
}

TEST_CASE("a two-way link with a rate is no circle, but one beside another link may be") {
  RestrictedLink both = link("both", 0, 1, 1.2);
  both.two_way = true;
  CHECK(refusal(markets({both})) == "");
  CHECK(refusal(markets({both, link("back", 1, 0, 0.8)})).find("'both' (A > B, line 10), 'back'") != std::string::npos);
  CHECK(refusal(markets({both, link("out", 0, 1, 1.1)})).find("multiply to 0.916667") != std::string::npos);
  both.back_limit.mt = 5;
  CHECK(refusal(markets({both, link("out", 0, 1, 1.1)})) == "");
}

TEST_CASE("a limit bounds a circle, and what is cancelled on the way counts") {
  for (const bool is_first : {true, false}) {
    RestrictedLink out = link("ab", 0, 1, 1.25), back = link("ba", 1, 0, 0.7);
    (is_first ? out : back).limit.mt = 3;
    CHECK(refusal(markets({out, back})) == "");
    (is_first ? out : back).limit = {};
    (is_first ? out : back).limit.share_of_obligation = 0.1;
    CHECK(refusal(markets({out, back})) == "");
    (is_first ? out : back).limit = {};
    (is_first ? out : back).cancelled = 0.13;  // 1.25 x 0.7 / 0.87 = 1.0057
    CHECK(refusal(markets({out, back})) == "");
    (is_first ? out : back).cancelled = 0.12;  // 0.9943
    CHECK(refusal(markets({out, back})).find("multiply to 0.994318") != std::string::npos);
  }
}

TEST_CASE("a levy keeps permits from going round where it takes more than the rates give") {
  RestrictedLink out = link("ab", 0, 1, 1.25), back = link("ba", 1, 0, 0.76);  // product 0.95
  out.proceeds = 0.06;
  CHECK(refusal(markets({out, back})) == "");
  out.proceeds = 0.05;  // going round costs nothing, and permits come back as more
  CHECK(refusal(markets({out, back})) != "");
  out.proceeds = 0.04;
  CHECK(refusal(markets({out, back})) != "");
}

TEST_CASE("a circle over a full link is found") {
  EconomyInputs inputs = markets({link("ab", 0, 1, 1.25), link("ca", 2, 0, 0.7)});
  PermitMarket third = inputs.policy.markets[1];
  third.name = "C";
  third.coverage.front().users = {{User::Kind::agent, inputs.benchmark.find_agent("HH_B").index}};
  std::erase(inputs.policy.markets[1].coverage.front().users, third.coverage.front().users.front());
  for (double& mt : third.cap_mt) mt *= 0.1;
  inputs.policy.markets.push_back(third);
  inputs.policy.active.push_back(1);
  CHECK(refusal(inputs) == "");
  inputs.policy.links = {{{1, 2}, {}}};
  CHECK(refusal(inputs).find("'ab' (A > B, line 10), 'ca' (C > A, line 12)") != std::string::npos);
}

TEST_CASE("with a fee the caps hold up to the price at which going round pays, and to no other") {
  RestrictedLink out = link("ab", 0, 1, 1.25), back = link("ba", 1, 0, 0.7);
  out.fee = 1;
  // tau_A <= 0.7 (1.25 tau_A + 1): 5.6 USD/t; tau_B the same over B: 8 USD/t.
  const SolvedEconomy cheap = solve(markets({out, back}));
  CHECK(cheap.state.permit_price[0] == doctest::Approx(5.6).epsilon(1e-6));
  CHECK(cheap.state.permit_price[1] == doctest::Approx(8).epsilon(1e-6));
  out.fee = 40;  // up to 224 and 320 USD/t
  const SolvedEconomy dear = solve(markets({out, back}));
  CHECK(dear.state.permit_price[1] > 10);
  CHECK(dear.state.permit_price[1] < 320);
}

TEST_CASE("a negative circle of a graph is found wherever it is, and none where there is none") {
  const std::vector<CircleArc> arcs{{0, 1, 1, 0}, {1, 2, 1, 1}, {2, 3, -3, 2}, {3, 1, 1.5, 3}, {3, 0, 5, 4}};
  const std::vector<int> circle = find_negative_circle(4, arcs, 1e-12);
  REQUIRE(circle.size() == 3);
  double sum = 0;
  for (std::size_t i = 0; i < circle.size(); ++i) {
    sum += arcs[circle[i]].weight;
    CHECK(arcs[circle[i]].to == arcs[circle[(i + 1) % circle.size()]].from);
  }
  CHECK(sum == doctest::Approx(-0.5));
  CHECK(find_negative_circle(4, {{0, 1, 1, 0}, {1, 2, 1, 1}, {2, 3, -3, 2}, {3, 1, 2, 3}}, 1e-12).empty());
  CHECK(find_negative_circle(0, {}, 1e-12).empty());
}

}  // namespace etslink
