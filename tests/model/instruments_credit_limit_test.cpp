// SPDX-License-Identifier: Apache-2.0
// One limit on what flows into a market: over links, from projects and offsets. docs/instruments.md, L9.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr int a = 0, b = 1;  // markets: A has the cheaper cut and sells
const char* const rent_of_b = "rent of the credit limit of B";

EconomyInputs two_markets(double cut_a = 0.1, double cut_b = 0.4) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", cut_a);
  add_market(inputs, "B", cut_b);
  return inputs;
}

// Region A's emissions in two markets of the same kind, half of them each; the second is market 2.
EconomyInputs two_sellers(double second_cut) {
  EconomyInputs inputs = two_markets();
  inputs.policy.markets[a].coverage.front().share = 0.5;
  inputs.policy.markets.push_back(inputs.policy.markets[a]);
  inputs.policy.active.push_back(1);
  PermitMarket& first = inputs.policy.markets[a];
  PermitMarket& second = inputs.policy.markets[2];
  second.name = "A2";
  first.cap_mt[0] /= 2;
  second.cap_mt[0] = first.cap_mt[0] * (1 - second_cut) / 0.9;
  return inputs;
}

RestrictedLink link_to_b(const std::string& name, int from) {
  RestrictedLink link;
  link.name = name;
  link.from = from;
  link.to = b;
  return link;
}

ProjectCrediting project_in_a() {
  ProjectCrediting project;
  project.name = "project";
  project.host = Region{0};
  project.to = b;
  project.curve = {20, 30, 0.8};
  return project;
}

OffsetSupply offsets_of_b() {
  OffsetSupply offsets;
  offsets.region = Region{1};
  offsets.curve = {15, 40, 0.5};
  return offsets;
}

CreditLimit limit_of(double mt) {
  CreditLimit limit;
  limit.limit.mt = mt;
  limit.at = {"study.toml", 9};
  return limit;
}

double flow(const SolvedEconomy& solved, std::size_t arc = 0) {
  return solved.state.variable[solved.economy.arcs[arc].flow];
}
double tau(const SolvedEconomy& solved, int market) { return solved.state.permit_price[market]; }

void check_same(const SolvedEconomy& x, const SolvedEconomy& y) {
  for (std::size_t i = 0; i < x.state.commodity_price.size(); ++i)
    CHECK(x.state.commodity_price[i] == doctest::Approx(y.state.commodity_price[i]).epsilon(1e-9));
  for (std::size_t i = 0; i < x.state.activity_level.size(); ++i)
    CHECK(x.state.activity_level[i] == doctest::Approx(y.state.activity_level[i]).epsilon(1e-9));
  for (std::size_t m = 0; m < x.state.permit_price.size(); ++m) {
    CHECK(x.state.permit_price[m] == doctest::Approx(y.state.permit_price[m]).epsilon(1e-8));
    CHECK(x.state.market_emissions[m] == doctest::Approx(y.state.market_emissions[m]).epsilon(1e-9));
  }
  for (const char* kind : {"permit rent", "sales of credits"})
    CHECK(income(x, kind) == doctest::Approx(income(y, kind)).epsilon(1e-8));
}

}  // namespace

TEST_CASE("a credit limit over one link is the link's own limit, by each rule and for each owner of the rent") {
  for (const int rule : {0, 1, 2}) {
    CAPTURE(rule);
    PermitLimit limit;
    (rule == 0 ? limit.mt : rule == 1 ? limit.share_of_obligation : limit.share_of_effort) = rule == 0 ? 5 : 0.06;
    RestrictedLink link = link_to_b("link", a);
    link.rent = rule == 0 ? RentOwner::seller : rule == 1 ? RentOwner::shared : RentOwner::buyer;
    link.rate = 1.1;
    link.fee = 2;
    link.fee_region = Region{1};
    EconomyInputs own = two_markets(), together = two_markets();
    own.policy.restricted_links = together.policy.restricted_links = {link};
    own.policy.restricted_links.front().limit = limit;
    together.policy.markets[b].credit_limit = CreditLimit{limit, {}, true, {}};
    const SolvedEconomy x = checked_solution(own), y = checked_solution(together);
    check_same(x, y);
    CHECK(variable(x, "permit rent: A > B (link)") > 1);
    CHECK(variable(y, rent_of_b) == doctest::Approx(variable(x, "permit rent: A > B (link)")).epsilon(1e-9));
    for (const char* agent : {"household, A", "household, B"})
      CHECK(income(x, "permit rent", agent) == doctest::Approx(income(y, "permit rent", agent)).epsilon(1e-8));
    CHECK(income(y, "permit rent", rule == 0 ? "household, A" : "household, B") > 1);
  }
}

TEST_CASE("a credit limit over one two-way link is the link's own limit, and over what flows back its back limit") {
  for (const bool is_back : {false, true}) {
    CAPTURE(is_back);
    RestrictedLink link = link_to_b("link", a);
    link.two_way = true;
    if (is_back) std::swap(link.from, link.to);
    EconomyInputs own = two_markets(), together = two_markets();
    own.policy.restricted_links = together.policy.restricted_links = {link};
    (is_back ? own.policy.restricted_links.front().back_limit : own.policy.restricted_links.front().limit).mt = 5;
    together.policy.markets[b].credit_limit = limit_of(5);
    const SolvedEconomy x = checked_solution(own), y = checked_solution(together);
    check_same(x, y);
    CHECK(flow(y) == doctest::Approx(is_back ? -5 : 5).epsilon(1e-9));
    CHECK(variable(y, rent_of_b) == doctest::Approx(tau(y, b) - tau(y, a)).epsilon(1e-9));
  }
}

TEST_CASE("a credit limit over one project, or over one supply of offsets, is its own limit") {
  EconomyInputs own = two_markets(), together = two_markets();
  own.policy.projects = together.policy.projects = {project_in_a()};
  own.policy.projects.front().limit.mt = 3;
  together.policy.markets[b].credit_limit = limit_of(3);
  const SolvedEconomy project = checked_solution(together);
  check_same(checked_solution(own), project);
  CHECK(flow(project) == doctest::Approx(3).epsilon(1e-9));
  CHECK(variable(project, rent_of_b) > 1);
  own = two_markets(), together = two_markets();
  own.policy.markets[b].offsets = together.policy.markets[b].offsets = {offsets_of_b()};
  own.policy.markets[b].offsets.front().limit_mt = 3;
  together.policy.markets[b].credit_limit = limit_of(3);
  const SolvedEconomy offsets = checked_solution(together);
  check_same(checked_solution(own), offsets);
  CHECK(variable(offsets, rent_of_b) > 1);
}

TEST_CASE("a credit limit that does not bind changes nothing") {
  EconomyInputs inputs = two_sellers(0.2);
  inputs.policy.restricted_links = {link_to_b("first", a), link_to_b("second", 2)};
  inputs.policy.projects = {project_in_a()};
  inputs.policy.markets[b].offsets = {offsets_of_b()};
  const SolvedEconomy without = checked_solution(inputs);
  inputs.policy.markets[b].credit_limit = limit_of(1e4);
  const SolvedEconomy wide = checked_solution(inputs);
  check_same(wide, without);
  CHECK(std::abs(variable(wide, rent_of_b)) < 1e-6);
}

TEST_CASE("two equal links share a credit limit equally, and both carry its rent") {
  EconomyInputs inputs = two_sellers(0.1);
  inputs.policy.restricted_links = {link_to_b("first", a), link_to_b("second", 2)};
  inputs.policy.restricted_links[1].rent = RentOwner::seller;
  inputs.policy.markets[b].credit_limit = limit_of(6);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(flow(solved, 0) == doctest::Approx(3).epsilon(1e-8));
  CHECK(flow(solved, 1) == doctest::Approx(3).epsilon(1e-8));
  const double rent = variable(solved, rent_of_b);
  CHECK(rent > 1);
  CHECK(rent == doctest::Approx(tau(solved, b) - tau(solved, a)).epsilon(1e-9));
  CHECK(income(solved, "permit rent", "household, A") ==
        doctest::Approx(3 * rent).epsilon(1e-8));  // of the second link
  CHECK(income(solved, "permit rent", "household, B") == doctest::Approx(3 * rent).epsilon(1e-8));  // of the first link
}

TEST_CASE("under a credit limit the cheaper seller sells first") {
  EconomyInputs inputs = two_sellers(0.3);
  inputs.policy.restricted_links = {link_to_b("cheap", a), link_to_b("dear", 2)};
  inputs.policy.markets[b].credit_limit = limit_of(3);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(flow(solved, 0) == doctest::Approx(3).epsilon(1e-8));
  CHECK(std::abs(flow(solved, 1)) < 1e-6);
  CHECK(tau(solved, 2) > tau(solved, a) + 1);
}

TEST_CASE("a credit limit counts links, projects and offsets together, at one price for all that they bring") {
  EconomyInputs inputs = two_markets();
  inputs.policy.restricted_links = {link_to_b("link", a)};
  inputs.policy.projects = {project_in_a()};
  inputs.policy.markets[b].offsets = {offsets_of_b()};
  inputs.policy.markets[b].credit_limit = limit_of(10);
  const SolvedEconomy solved = checked_solution(inputs);
  const double rent = variable(solved, rent_of_b), got = tau(solved, b) - rent;
  const double offsets = variable(solved, "abatement: offsets of B for B");
  CHECK(flow(solved, 0) + flow(solved, 1) + offsets == doctest::Approx(10).epsilon(1e-9));
  CHECK(solved.state.market_emissions[b] ==
        doctest::Approx(solved.economy.markets[b].cap_by_region[1] + 10).epsilon(1e-9));
  CHECK(rent > 1);
  CHECK(tau(solved, a) == doctest::Approx(got).epsilon(1e-9));
  const auto curve = [&](const AbatementCurve& of, const char* input) {
    return of.potential_mt * (1 - std::pow(1 + got / solved.price(input) / of.xhat, -of.nu));
  };
  CHECK(flow(solved, 1) == doctest::Approx(curve(project_in_a().curve, "abatement input, A")).epsilon(1e-8));
  CHECK(offsets == doctest::Approx(curve(offsets_of_b().curve, "abatement input, B")).epsilon(1e-8));
  CHECK(income(solved, "permit rent") == doctest::Approx(10 * rent).epsilon(1e-9));
}

TEST_CASE("a credit limit, own limits at the flows that it leaves, and a limit on part of them are one equilibrium") {
  EconomyInputs inputs = two_markets();
  inputs.policy.restricted_links = {link_to_b("link", a)};
  inputs.policy.projects = {project_in_a()};
  inputs.policy.markets[b].offsets = {offsets_of_b()};
  EconomyInputs own = inputs, part = inputs;
  inputs.policy.markets[b].credit_limit = limit_of(10);
  const SolvedEconomy together = checked_solution(inputs);
  const double offsets = variable(together, "abatement: offsets of B for B");
  own.policy.restricted_links.front().limit.mt = flow(together, 0);
  own.policy.projects.front().limit.mt = flow(together, 1);
  own.policy.markets[b].offsets.front().limit_mt = offsets;
  check_same(checked_solution(own), together);
  part.policy.markets[b].offsets.front().limit_mt = offsets;
  part.policy.markets[b].credit_limit = limit_of(10 - offsets);
  part.policy.markets[b].credit_limit->of = {{"link", {}}, {"project", {}}};
  part.policy.markets[b].credit_limit->offsets = false;
  check_same(checked_solution(part), together);
}

TEST_CASE("what a credit limit does not name is free of it") {
  EconomyInputs inputs = two_sellers(0.1);
  inputs.policy.restricted_links = {link_to_b("first", a), link_to_b("second", 2)};
  inputs.policy.projects = {project_in_a()};
  inputs.policy.markets[b].offsets = {offsets_of_b()};
  inputs.policy.markets[b].credit_limit = limit_of(1);
  inputs.policy.markets[b].credit_limit->of = {{"second", {}}};
  inputs.policy.markets[b].credit_limit->offsets = false;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(flow(solved, 1) == doctest::Approx(1).epsilon(1e-9));
  CHECK(tau(solved, a) == doctest::Approx(tau(solved, b)).epsilon(1e-9));
  CHECK(tau(solved, 2) == doctest::Approx(tau(solved, b) - variable(solved, rent_of_b)).epsilon(1e-9));
  CHECK(variable(solved, "abatement: offsets of B for B") > 1);
}

TEST_CASE("a credit limit of zero leaves out what it counts") {
  EconomyInputs inputs = two_sellers(0.2);  // with equal caps only the sum of the sellers' prices would be determined
  const SolvedEconomy apart = solve(inputs);
  inputs.policy.restricted_links = {link_to_b("first", a), link_to_b("second", 2)};
  inputs.policy.projects = {project_in_a()};
  inputs.policy.markets[b].offsets = {offsets_of_b()};
  inputs.policy.markets[b].credit_limit = limit_of(0);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.economy.variables.empty());
  for (const int m : {a, b, 2}) CHECK(tau(solved, m) == doctest::Approx(tau(apart, m)).epsilon(1e-8));
}

TEST_CASE("what flows out over a two-way link makes room under a credit limit, of zero as of any") {
  EconomyInputs inputs = two_sellers(0.4);
  inputs.policy.markets[b].cap_mt[1] *= 0.7 / 0.6;  // B between the sellers: it buys of the first, sells to the second
  RestrictedLink second = link_to_b("second", 2);
  second.two_way = true;
  inputs.policy.restricted_links = {link_to_b("first", a), second};
  for (const double mt : {0.0, 1.0}) {
    inputs.policy.markets[b].credit_limit = limit_of(mt);
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(flow(solved, 0) > 1);
    CHECK(flow(solved, 0) + flow(solved, 1) == doctest::Approx(mt).epsilon(1e-8));
    CHECK(variable(solved, rent_of_b) > 0.1);
    CHECK(tau(solved, 2) == doctest::Approx(tau(solved, a)).epsilon(1e-9));
  }
}

TEST_CASE("a two-way link at par that a credit limit counts is no full link") {
  EconomyInputs inputs = two_markets();
  RestrictedLink link = link_to_b("link", a);
  link.two_way = true;
  inputs.policy.restricted_links = {link};
  inputs.policy.markets[b].credit_limit = limit_of(4);
  CHECK(inputs.build().pools.size() == 2);
  inputs.policy.markets[b].credit_limit->of = {{"another", {}}};
  CHECK(inputs.build().pools.size() == 1);
}

TEST_CASE("a credit limit by obligation of a market in a full link is of its own part of the pool's emissions") {
  EconomyInputs inputs = two_sellers(0.1);
  inputs.policy.links = {{{b, 2}, {}}};
  inputs.policy.restricted_links = {link_to_b("link", a)};
  inputs.policy.markets[b].credit_limit = limit_of(unlimited);
  inputs.policy.markets[b].credit_limit->limit.share_of_obligation = 0.02;
  const SolvedEconomy solved = checked_solution(inputs);
  const double b0 = solved.economy.markets[b].benchmark_emissions,
               other0 = solved.economy.markets[2].benchmark_emissions;
  const double pool = solved.state.market_emissions[b] + solved.state.market_emissions[2];
  CHECK(flow(solved) == doctest::Approx(0.02 * pool * b0 / (b0 + other0)).epsilon(1e-8));
  CHECK(variable(solved, rent_of_b) > 1);
}

TEST_CASE("a credit limit grows with the path from the benchmark") {
  EconomyInputs inputs = two_markets(0.4, 0.1);
  inputs.policy.restricted_links = {link_to_b("link", a)};
  inputs.policy.markets[b].cap_mt[1] = 1.0 / 0.9 * inputs.policy.markets[b].cap_mt[1];
  inputs.policy.markets[b].credit_limit = limit_of(5);
  check_begin_of_path(inputs);
}

TEST_CASE("a credit limit bounds a circle of links, but not where another link lets out what comes in") {
  EconomyInputs inputs = two_markets();
  RestrictedLink out = link_to_b("out", a), back = link_to_b("back", b);
  out.rate = 0.8;
  back.to = a;
  inputs.policy.restricted_links = {out, back};
  CHECK_THROWS_AS(inputs.build(), InputError);
  inputs.policy.markets[b].credit_limit = limit_of(5);
  CHECK(checked_solution(inputs).report.solved());
  RestrictedLink other = link_to_b("other", a);
  other.two_way = true;
  inputs.policy.restricted_links = {out, other};
  CHECK_THROWS_AS(inputs.build(), InputError);
}

TEST_CASE("credits under a credit limit are sold at what it leaves of the buyer's price, of zero at nothing") {
  EconomyInputs inputs = two_markets(0, 0.3);
  PermitMarket& credits = inputs.policy.markets[a];
  const Sector steel = inputs.benchmark.find_sector("STEEL");
  credits.cap_mt[0] = 0;
  credits.coverage[0].users = {{User::Kind::sector, steel.index}};
  credits.crediting = SectoralCrediting{};
  credits.crediting->baseline = {{{0}, steel, 1.0, {}, {}}};
  inputs.policy.restricted_links = {link_to_b("sales", a)};
  const SolvedEconomy open = checked_solution(inputs);
  inputs.policy.markets[b].credit_limit = limit_of(0.5 * flow(open));
  const SolvedEconomy limited = checked_solution(inputs);
  CHECK(flow(limited) == doctest::Approx(0.5 * flow(open)).epsilon(1e-8));
  CHECK(tau(limited, a) == doctest::Approx(tau(limited, b) - variable(limited, rent_of_b)).epsilon(1e-9));
  inputs.policy.markets[b].credit_limit = limit_of(0);
  const SolvedEconomy closed = checked_solution(inputs);
  CHECK(std::abs(tau(closed, a)) < 1e-9);
  CHECK(closed.economy.arcs.empty());
}

TEST_CASE("a market that buys no permits has no credit limit, and a cap that a swap sets free no effort") {
  EconomyInputs tax = two_markets();
  tax.policy.markets[b].fixed_price = 10;
  tax.policy.markets[b].credit_limit = limit_of(5);
  CHECK_THROWS_WITH_AS(tax.build(), "study.toml:9: market 'B' buys no permits, so that it can't have a credit limit",
                       InputError);
  EconomyInputs free = two_markets();
  free.policy.restricted_links = {link_to_b("link", a)};
  free.policy.markets[b].credit_limit = limit_of(unlimited);
  free.policy.markets[b].credit_limit->limit.share_of_effort = 0.1;
  Swap swap;
  swap.fixed.kind = QuantityKind::permit_price;
  swap.freed.kind = QuantityKind::cap;
  swap.freed.text = "cap B";
  swap.fixed.market = swap.freed.market = b;
  swap.value = 20;
  free.policy.swaps = {swap};
  CHECK_THROWS_WITH_AS(free.build(),
                       "a swap sets the 'cap B' free, but market 'B' has a limit in per cent of "
                       "that market's effort; state the limit in mt or in per cent of the obligation",
                       InputError);
}

}  // namespace etslink
