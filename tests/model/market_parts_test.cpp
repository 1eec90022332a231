// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "model/conditions.h"
#include "tests/fixtures/instrument_checks.h"

// What follows the caps of a market as they are stated: parts of its regions, limits by effort, the host's market of
// credits.
namespace etslink {
namespace {

constexpr int a = 0, b = 1;  // markets

EconomyInputs two_markets() {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.1);
  add_market(inputs, "B", 0.4);
  return inputs;
}

// One market of both regions.
EconomyInputs joint_market() {
  EconomyInputs inputs = two_markets();
  auto& markets = inputs.policy.markets;
  markets[a].coverage.push_back(markets[b].coverage.front());
  markets[a].cap_mt = {markets[a].cap_mt[0], markets[b].cap_mt[1]};
  markets.pop_back();
  inputs.policy.active.pop_back();
  return inputs;
}

RestrictedLink limited_by_effort() {
  RestrictedLink link;
  link.name = "link";
  link.from = a;
  link.to = b;
  link.limit.share_of_effort = 0.1;
  return link;
}

Swap fixed_price(double usd_per_t, int market) {
  Swap swap;
  swap.fixed.kind = QuantityKind::permit_price;
  swap.freed.kind = QuantityKind::cap;
  swap.freed.text = "cap B";
  swap.fixed.market = swap.freed.market = market;
  swap.value = usd_per_t;
  swap.at = {"study.toml", 7};
  return swap;
}

double flow(const SolvedEconomy& solved) { return solved.state.variable[solved.economy.arcs.front().flow]; }

ProjectCrediting project_in_a() {
  ProjectCrediting project;
  project.name = "JCM";
  project.host = Region{0};
  project.to = b;
  project.curve = {2, 30, 0.8};
  project.buyer_share = 0.5;
  project.at = {"study.toml", 5};
  return project;
}

// Region A has two markets, of its household and of its sectors.
EconomyInputs host_with_two_markets(const ProjectCrediting& project) {
  EconomyInputs inputs = two_markets();
  const int homes = add_market(inputs, "A", 0.1);
  auto& markets = inputs.policy.markets;
  const User household{User::Kind::agent, inputs.benchmark.find_agent("HH_A").index};
  std::erase(markets[a].coverage.front().users, household);
  markets[homes].name = "homes";
  markets[homes].coverage.front().users = {household};
  for (const int m : {a, homes})
    markets[m].cap_mt[0] = 0.9 * covered_emissions(inputs.benchmark, markets[m].coverage.front());
  inputs.policy.projects = {project};
  return inputs;
}

}  // namespace

TEST_CASE("the effort of a cap per GDP, and of a standard, is not that of a market without a cap") {
  EconomyInputs inputs = two_markets();
  PermitMarket& buyer = inputs.policy.markets[b];
  const double before = covered_emissions(inputs.benchmark, buyer.coverage.front());
  inputs.policy.restricted_links = {limited_by_effort()};
  const double by_cap = flow(checked_solution(inputs));
  CHECK(by_cap == doctest::Approx(0.1 * (before - buyer.cap_mt[1])).epsilon(1e-8));
  buyer.cap_per_gdp_mt = buyer.cap_mt;
  buyer.cap_mt = {0, 0};
  CHECK(flow(checked_solution(inputs)) == doctest::Approx(by_cap).epsilon(1e-8));

  buyer.cap_per_gdp_mt.clear();
  const Sector electricity = inputs.benchmark.find_sector("ELE");
  buyer.coverage.front().users = {{User::Kind::sector, electricity.index}};
  buyer.standard = {{Region{1}, electricity, 0.8, {}, {}}};
  const double of_electricity = covered_emissions(inputs.benchmark, buyer.coverage.front());
  CHECK(flow(checked_solution(inputs)) == doctest::Approx(0.1 * 0.2 * of_electricity).epsilon(1e-8));
}

TEST_CASE("a limit by the effort of a market whose cap a swap sets free is refused") {
  EconomyInputs inputs = two_markets();
  inputs.policy.restricted_links = {limited_by_effort()};
  inputs.policy.swaps = {fixed_price(30, b)};
  CHECK_THROWS_WITH_AS((void)inputs.build(),
                       "study.toml:7: a swap sets the 'cap B' free, but link 'link' has a limit in per cent of that "
                       "market's effort; state the limit in mt or in per cent of the obligation",
                       InputError);
}

TEST_CASE("what a swap adds to the cap of several regions belongs to them as the cap does") {
  EconomyInputs inputs = joint_market();
  const SolvedEconomy capped = solve(inputs);
  inputs.policy.swaps = {fixed_price(capped.state.permit_price[a], a)};
  for (double& mt : inputs.policy.markets[a].cap_mt) mt *= 0.8;
  const SolvedEconomy freed = checked_solution(inputs);
  for (const int region : {0, 1}) {
    CHECK(freed.state.market_allowances_by_region[a][region] ==
          doctest::Approx(capped.economy.markets[a].cap_by_region[region]).epsilon(1e-7));
  }
  CHECK(freed.level("consumption, A") == doctest::Approx(capped.level("consumption, A")).epsilon(1e-9));
}

TEST_CASE("each of two links between the same markets has unknowns of its own name") {
  EconomyInputs inputs = two_markets();
  RestrictedLink first = limited_by_effort(), second = first;
  second.name = "other";
  second.limit = {};
  second.limit.mt = 1;
  inputs.policy.restricted_links = {first, second};
  const SolvedEconomy solved = checked_solution(inputs);
  std::set<std::string> names;
  for (const ConditionEntry& entry : list_conditions(solved.economy).entries) names.insert(entry.unknown);
  CHECK(names.size() == list_conditions(solved.economy).entries.size());
  CHECK(variable(solved, "permit flow: A > B (other)") == doctest::Approx(1).epsilon(1e-7));
}

TEST_CASE("where the host has several markets the project says in which the credits that it keeps count") {
  CHECK_THROWS_WITH_AS((void)host_with_two_markets(project_in_a()).build(),
                       "study.toml:5: project 'JCM': its host keeps credits and has the markets 'A' and 'homes'; "
                       "'host_market' must say in which of them they count",
                       InputError);
  ProjectCrediting project = project_in_a();
  for (const int market : {0, 2}) {
    project.host_market = market;
    const SolvedEconomy solved = checked_solution(host_with_two_markets(project));
    const double kept = 0.5 * variable(solved, "abatement: project JCM");
    CHECK(kept > 0.1);
    for (const int m : {0, 2})
      CHECK(solved.state.market_emissions[m] ==
            doctest::Approx(solved.economy.markets[m].cap_by_region[0] + (m == market ? kept : 0)).epsilon(1e-8));
  }
  project.host_market = -1;
  project.buyer_share = 1;
  CHECK_NOTHROW((void)host_with_two_markets(project).build());
}

}  // namespace etslink
