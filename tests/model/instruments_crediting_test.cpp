// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr int buyer = 0, credits = 1;

// Region B caps its emissions; power generation of A may opt in to credits for emissions below a baseline.
EconomyInputs with_crediting(double baseline, double cut = 0.3) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "B", cut);
  add_market(inputs, "A", 0);
  PermitMarket& market = inputs.policy.markets[credits];
  market.name = "credits of A";
  market.cap_mt[0] = 0;
  market.coverage[0].users = {{User::Kind::sector, inputs.benchmark.find_sector("ELE").index}};
  market.crediting = SectoralCrediting{};
  market.crediting->baseline = {{{0}, inputs.benchmark.find_sector("ELE"), baseline, {}, {"study.toml", 3}}};
  market.at = {"study.toml", 2};
  return inputs;
}

EconomyInputs with_link(double baseline, double cut = 0.3) {
  EconomyInputs inputs = with_crediting(baseline, cut);
  RestrictedLink link;
  link.name = "sales";
  link.from = credits;
  link.to = buyer;
  link.fee_region = Region{1};
  link.at = {"study.toml", 4};
  inputs.policy.restricted_links = {link};
  return inputs;
}

EconomyInputs without(EconomyInputs inputs) {
  inputs.policy.active[credits] = 0;
  inputs.policy.restricted_links.clear();
  return inputs;
}

constexpr const char* original = "electricity, A";
constexpr const char* twin = "electricity, A, credited";

double co2(const SolvedEconomy& solved, int region) {
  double mt = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (solved.economy.activities[edge.activity].region.index != region) continue;
    for (const Emission& use : edge.emissions) mt += use.coefficient * solved.state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < solved.economy.processes.size(); ++i) {
    const bool is_here = solved.economy.activities[solved.economy.processes[i].activity].region.index == region;
    mt += is_here ? solved.state.process_emissions[i] : 0;
  }
  return mt;
}

double flow(const SolvedEconomy& solved) { return solved.state.variable[solved.economy.arcs.front().flow]; }

// Emissions at the benchmark per unit of output of power generation in A [t per USD].
constexpr double intensity = 124.0 / 9600;

double twin_output(const SolvedEconomy& solved) {
  const int n = solved.activity(twin);
  return solved.economy.activities[n].quantity0 * solved.state.activity_level[n];
}

}  // namespace

TEST_CASE("with twins the benchmark is the solution, with all of its CO2 and none of the twin's") {
  check_begin_of_path(with_link(1));
  check_begin_of_path(with_link(0.8));
  check_begin_of_path(without(with_link(1)));
  EconomyInputs none = with_link(1, 0);
  none.policy.active = {0, 0};
  none.policy.restricted_links.clear();
  CHECK(co2(solve(none), 0) == doctest::Approx(228.4).epsilon(1e-9));
}

TEST_CASE("a market of credits that is off changes nothing") {
  const SolvedEconomy with = checked_solution(without(with_link(1)));
  EconomyInputs plain = economy_inputs("tiny2x2");
  add_market(plain, "B", 0.3);
  const SolvedEconomy none = solve(plain);
  CHECK(std::abs(with.level(twin)) < 1e-12);
  CHECK(with.state.permit_price[buyer] == doctest::Approx(none.state.permit_price[0]).epsilon(1e-9));
  for (const char* name : {original, "consumption, A", "consumption, B"})
    CHECK(with.level(name) == doctest::Approx(none.level(name)).epsilon(1e-9));
}

TEST_CASE("with a baseline at its intensity the sector opts in in full: credits are baseline less emissions") {
  const SolvedEconomy solved = checked_solution(with_link(1)), none = solve(without(with_link(1)));
  CHECK(std::abs(solved.level(original)) < 1e-9);
  CHECK(solved.level(twin) > 0.9);
  CHECK(flow(solved) > 1);
  CHECK(flow(solved) ==
        doctest::Approx(intensity * twin_output(solved) - solved.state.market_emissions[credits]).epsilon(1e-8));
  CHECK(solved.state.permit_price[credits] == doctest::Approx(solved.state.permit_price[buyer]).epsilon(1e-9));
  CHECK(solved.state.permit_price[buyer] < none.state.permit_price[buyer] - 1);
  CHECK(solved.state.market_emissions[buyer] ==
        doctest::Approx(solved.economy.markets[buyer].cap_by_region[1] + flow(solved)).epsilon(1e-9));
  CHECK(co2(solved, 0) < co2(none, 0) - 0.9 * flow(solved));  // leakage to A falls as well
}

TEST_CASE("a sector opts in where the price of credits pays for the gap to the baseline, in part where it just does") {
  const SolvedEconomy none = solve(without(with_link(1)));
  for (const double baseline : {0.0, 0.5, 0.8}) {
    const SolvedEconomy solved = checked_solution(with_link(baseline));
    CHECK(std::abs(solved.level(twin)) < 1e-10);
    CHECK(std::abs(flow(solved)) < 1e-8);
    CHECK(solved.state.permit_price[buyer] == doctest::Approx(none.state.permit_price[buyer]).epsilon(1e-8));
  }
  const SolvedEconomy partly = checked_solution(with_link(0.9));
  CHECK(partly.level(twin) > 0.1);
  CHECK(partly.level(original) > 0.1);
  CHECK(flow(partly) > 0.1);
  const SolvedEconomy fully = checked_solution(with_link(0.94));
  CHECK(std::abs(fully.level(original)) < 1e-9);
  CHECK(flow(fully) > flow(partly));
}

TEST_CASE("crediting never makes the host worse off than none") {
  const double none = solve(without(with_link(1))).level("consumption, A");
  double previous = none - 1e-9;
  for (const double baseline : {0.7, 0.9, 0.94, 1.0, 1.1}) {
    const double host = solve(with_link(baseline)).level("consumption, A");
    CHECK(host >= previous - 1e-7);
    previous = host;
  }
  CHECK(previous > none + 1e-4);
}

TEST_CASE("without a buyer credits are worth nothing and nobody opts in; nor where the buyer's cap does not bind") {
  const SolvedEconomy unsold = checked_solution(with_crediting(1));
  CHECK(unsold.state.permit_price[credits] == 0);
  CHECK(std::abs(unsold.level(twin)) < 1e-10);
  const SolvedEconomy unwanted = solve(with_link(1, -0.1));
  CHECK(std::abs(unwanted.level(twin)) < 1e-6);
  CHECK(std::abs(unwanted.state.permit_price[buyer]) < 1e-6);
}

TEST_CASE("a government that supports credits pays for them at its price") {
  EconomyInputs inputs = with_crediting(1);
  inputs.policy.markets[credits].fixed_price = 15;
  const SolvedEconomy solved = checked_solution(inputs);
  const double sold = intensity * twin_output(solved) - solved.state.market_emissions[credits];
  CHECK(sold > 1);
  CHECK(solved.state.permit_price[credits] == doctest::Approx(15).epsilon(1e-10));
  CHECK(income(solved, "support of credits") == doctest::Approx(-15 * sold).epsilon(1e-8));
  CHECK(co2(solved, 0) < co2(solve(without(with_link(1))), 0) - 0.9 * sold);
}

TEST_CASE("an absolute baseline is fixed in tonnes: what more output emits is not credited") {
  EconomyInputs inputs = with_link(1);
  inputs.policy.markets[credits].crediting->is_absolute = true;
  const SolvedEconomy solved = checked_solution(inputs), rate = solve(with_link(1));
  CHECK(std::abs(solved.level(original)) < 1e-9);
  CHECK(flow(solved) == doctest::Approx(124 - solved.state.market_emissions[credits]).epsilon(1e-8));
  CHECK(solved.level(twin) == doctest::Approx(rate.level(twin)).epsilon(0.1));
  EconomyInputs low = with_link(0.9);
  low.policy.markets[credits].crediting->is_absolute = true;
  const SolvedEconomy shared = checked_solution(low);
  const double part = shared.level(twin) / (shared.level(twin) + shared.level(original));
  CHECK(flow(shared) == doctest::Approx(0.9 * 124 * part - shared.state.market_emissions[credits]).epsilon(1e-7));
}

TEST_CASE("a full link with credits is a one-way link without restriction") {
  for (const double baseline : {0.8, 0.9, 1.0}) {
    EconomyInputs merged = with_crediting(baseline);
    merged.policy.links = {{{buyer, credits}, {}}};
    check_begin_of_path(merged);
    const SolvedEconomy a = checked_solution(merged), b = solve(with_link(baseline));
    CHECK(a.state.permit_price[buyer] == doctest::Approx(b.state.permit_price[buyer]).epsilon(1e-7));
    CHECK(a.level(twin) == doctest::Approx(b.level(twin)).epsilon(1e-6));
    CHECK(a.level("consumption, A") == doctest::Approx(b.level("consumption, A")).epsilon(1e-8));
  }
}

TEST_CASE("a fee and a limit on credits part the prices of buyer and host") {
  EconomyInputs inputs = with_link(1);
  RestrictedLink& link = inputs.policy.restricted_links[0];
  link.fee = 4;
  link.proceeds = 0.05;
  link.cancelled = 0.02;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[credits] ==
        doctest::Approx(0.98 * (0.95 * solved.state.permit_price[buyer] - 4)).epsilon(1e-8));
  link = RestrictedLink(with_link(1).policy.restricted_links[0]);
  link.limit.mt = 5;
  const SolvedEconomy limited = checked_solution(inputs);
  CHECK(flow(limited) == doctest::Approx(5).epsilon(1e-8));
  const double rent = limited.state.variable[limited.economy.arcs.front().rent];
  CHECK(rent > 1);
  CHECK(limited.state.permit_price[credits] == doctest::Approx(limited.state.permit_price[buyer] - rent).epsilon(1e-8));
}

TEST_CASE("a fee above the buyer's price leaves credits without value") {
  EconomyInputs inputs = with_link(1);
  inputs.policy.restricted_links[0].fee = 100;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(std::abs(solved.state.permit_price[credits]) < 1e-7);
  CHECK(std::abs(flow(solved)) < 1e-7);
}

TEST_CASE("twins have taxes, process emissions, joint products and composites of their own") {
  for (const char* name : {"tiny_taxes", "tiny_make", "tiny_products"}) {
    for (const ArmingtonOption option : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
      CAPTURE(name);
      EconomyInputs inputs = economy_inputs(name);
      inputs.options.armington = option;
      add_market(inputs, "B", 0.2);
      add_market(inputs, "A", 0);
      PermitMarket& market = inputs.policy.markets[credits];
      market.cap_mt[0] = 0;
      market.crediting = SectoralCrediting{};
      std::vector<User> sectors;
      for (const User& user : market.coverage[0].users) {
        Coverage one = market.coverage[0];
        one.users = {user};
        if (user.kind != User::Kind::sector || covered_emissions(inputs.benchmark, one) == 0) continue;
        market.crediting->baseline.push_back({{0}, {user.index}, 1, {}, {}});
        sectors.push_back(user);
      }
      market.coverage[0].users = sectors;
      RestrictedLink link;
      link.from = credits;
      link.to = buyer;
      inputs.policy.restricted_links = {link};
      check_begin_of_path(inputs);
      const SolvedEconomy solved = checked_solution(inputs);
      CHECK(flow(solved) > 1);
      double earned = 0;
      for (const Activity& activity : solved.economy.activities) {
        for (const Charge& charge : activity.charges)
          earned -= charge.coefficient.end * activity.quantity0 * solved.level(activity.name);
      }
      CHECK(flow(solved) == doctest::Approx(earned - solved.state.market_emissions[credits]).epsilon(1e-7));
      CHECK(solved.state.market_emissions[credits] < co2(solved, 0));
    }
  }
}

TEST_CASE("credits that count twice, or have two buyers, are rejected") {
  const auto message = [](const EconomyInputs& inputs) {
    try {
      (void)inputs.build();
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  EconomyInputs capped = with_link(1);
  add_market(capped, "A", 0.1);
  CHECK(message(capped) ==
        "study.toml:3: market 'credits of A' credits emissions of electricity, A that market 'A' covers");
  EconomyInputs twice = with_link(1);
  twice.policy.markets.push_back(twice.policy.markets[credits]);
  twice.policy.active.push_back(1);
  CHECK(message(twice) == "study.toml:3: market 'credits of A' credits electricity, A, which another market credits");
  EconomyInputs two_links = with_link(1);
  two_links.policy.restricted_links.push_back(two_links.policy.restricted_links[0]);
  CHECK(message(two_links) ==
        "study.toml:4: the link 'sales' can't determine the price of market credits of A: the link 'sales' "
        "(study.toml:4) does so already; drop one of them");
  EconomyInputs two_way = with_link(1);
  two_way.policy.restricted_links[0].two_way = true;
  two_way.policy.restricted_links[0].limit.mt = 5;
  CHECK(message(two_way) == "study.toml:4: link 'sales': credits are sold one way");
  EconomyInputs back = with_link(1);
  std::swap(back.policy.restricted_links[0].from, back.policy.restricted_links[0].to);
  CHECK(message(back) == "study.toml:4: link 'sales': market 'credits of A' only sells credits, it can't buy permits");
  EconomyInputs merged = with_link(1);
  merged.policy.links = {{{buyer, credits}, {}}};
  CHECK(message(merged) == "study.toml:2: market 'credits of A' sells its credits by a full link already");
}

}  // namespace etslink
