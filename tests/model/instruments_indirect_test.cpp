// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "model/indirect_emissions.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// Region A caps the direct emissions of steel and goods alone, and what they use of electricity.
EconomyInputs two_sectors(bool is_indirect, double cut = 0.3) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0);
  PermitMarket& market = inputs.policy.markets[0];
  market.coverage[0].users = {{User::Kind::sector, inputs.benchmark.find_sector("STEEL").index},
                              {User::Kind::sector, inputs.benchmark.find_sector("GOODS").index}};
  if (is_indirect) market.indirect = IndirectEmissions{};
  market.cap_mt[0] = (1 - cut) * (covered_emissions(inputs.benchmark, market.coverage[0]) +
                                  indirect_emissions(inputs.benchmark, market, {0}));
  return inputs;
}

// The only edge of an activity of the sector that buys electricity.
const Edge& electricity_edge(const SolvedEconomy& solved, const std::string& sector, double* price = nullptr) {
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    const Activity& buyer = solved.economy.activities[edge.activity];
    if (buyer.region != Region{0} || !buyer.sector.valid() || edge.role != EdgeRole::good) continue;
    if (solved.economy.sectors[buyer.sector.index].code != sector || !edge.good.valid()) continue;
    if (solved.economy.sectors[edge.good.index].code != "ELE") continue;
    if (price != nullptr) *price = solved.state.edge_price[e];
    return edge;
  }
  FAIL("no electricity of " << sector);
  return solved.economy.edges.front();
}

double co2_of(const SolvedEconomy& solved, int region) {
  double mt = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (solved.economy.activities[edge.activity].region.index != region) continue;
    for (const Emission& use : edge.emissions) mt += use.coefficient * solved.state.edge_quantity[e];
  }
  return mt;
}

}  // namespace

TEST_CASE("the grid factor is the CO2 of power generation per unit of electricity sold") {
  // 124 Mt of generation over 100 + 200 + 4000 + 4100 + 1200 million USD of sales; steel and goods buy 5200 of them.
  const EconomyInputs inputs = two_sectors(true);
  const std::vector<double> grid = grid_factors(inputs.benchmark, BenchmarkIndex(inputs.benchmark));
  CHECK(grid[0] == doctest::Approx(124.0 / 9600).epsilon(1e-12));
  CHECK(indirect_emissions(inputs.benchmark, inputs.policy.markets[0], {0}) ==
        doctest::Approx(124.0 / 9600 * 5200).epsilon(1e-12));
  CHECK(indirect_emissions(inputs.benchmark, inputs.policy.markets[0], {1}) == 0);
  CHECK(inputs.build().markets[0].benchmark_emissions ==
        doctest::Approx(62.4 + 25.6 + 124.0 / 9600 * 5200).epsilon(1e-12));
}

TEST_CASE("a user's electricity costs the grid factor times the permit price more; power generation pays nothing") {
  const SolvedEconomy solved = checked_solution(two_sectors(true));
  const double tau = solved.state.permit_price[0], composite = solved.price("Armington composite of electricity, A");
  CHECK(tau > 1);
  for (const char* sector : {"STEEL", "GOODS"}) {
    double price = 0;
    (void)electricity_edge(solved, sector, &price);
    CHECK(price - composite == doctest::Approx(124.0 / 9600 * tau).epsilon(1e-10));
  }
  double price = 0;
  CHECK(electricity_edge(solved, "ELE", &price).charges.empty());
  CHECK(price == doctest::Approx(composite).epsilon(1e-12));
  CHECK(solved.level("electricity, A") < solved.level("electricity, B"));
}

TEST_CASE("indirect emissions count for the market and not twice in the region's CO2") {
  const SolvedEconomy solved = solve(two_sectors(true));
  CHECK(solved.state.market_emissions[0] == doctest::Approx(solved.economy.markets[0].cap_by_region[0]).epsilon(1e-9));
  const SolvedEconomy benchmark = solve(two_sectors(true, -1));  // a cap that does not bind
  CHECK(co2_of(benchmark, 0) == doctest::Approx(228.4).epsilon(1e-8));
  CHECK(co2_of(solved, 0) < 228.4 - 10);
}

TEST_CASE("where power generation is covered itself its permits come on top, as in Korea") {
  EconomyInputs inputs = two_sectors(true);
  PermitMarket& market = inputs.policy.markets[0];
  market.coverage[0].users.push_back({User::Kind::sector, inputs.benchmark.find_sector("ELE").index});
  const SolvedEconomy solved = solve(inputs);
  CHECK(solved.economy.markets[0].benchmark_emissions ==
        doctest::Approx(124 + 62.4 + 25.6 + 124.0 / 9600 * 5200).epsilon(1e-12));
  CHECK(electricity_edge(solved, "ELE").charges.empty());
  REQUIRE(electricity_edge(solved, "STEEL").charges.size() == 1);
  CHECK(electricity_edge(solved, "STEEL").charges.front().kind == ChargeKind::indirect_emissions);
  CHECK(electricity_edge(solved, "STEEL").emissions.empty());
}

TEST_CASE("a grid factor of one half and a covered share of one half count a quarter") {
  EconomyInputs inputs = two_sectors(true);
  PermitMarket& market = inputs.policy.markets[0];
  const double full = indirect_emissions(inputs.benchmark, market, {0});
  market.indirect->grid_factor = 0.5;
  market.coverage[0].share = 0.5;
  CHECK(indirect_emissions(inputs.benchmark, market, {0}) == doctest::Approx(full / 4).epsilon(1e-12));
}

TEST_CASE("who uses electricity pays for the part of its emissions that the grid factor says") {
  EconomyInputs inputs = two_sectors(true);
  const SolvedEconomy full = solve(inputs);
  inputs.policy.markets[0].indirect->grid_factor = 0.5;
  const SolvedEconomy half = checked_solution(inputs);
  const auto coefficient = [](const SolvedEconomy& solved) {
    return electricity_edge(solved, "STEEL").charges.front().coefficient.end;
  };
  CHECK(coefficient(full) > 1e-3);
  CHECK(coefficient(half) == doctest::Approx(coefficient(full) / 2).epsilon(1e-12));
}

TEST_CASE("imported electricity carries the emissions of its exporter, pooled or per user") {
  for (const ArmingtonOption option : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = two_sectors(true);
    inputs.options.armington = option;
    Benchmark& b = inputs.benchmark;
    const Sector ele = b.find_sector("ELE");
    // Steel of A takes 300 of its electricity from B, and goods of B 300 of theirs from A.
    for (UseFlow& flow : b.use) {
      if (flow.good != ele || flow.origin.kind != Origin::Kind::domestic) continue;
      const bool is_moved =
          (flow.region.index == 0 && flow.user == User{User::Kind::sector, b.find_sector("STEEL").index}) ||
          (flow.region.index == 1 && flow.user == User{User::Kind::sector, b.find_sector("GOODS").index});
      if (is_moved) flow.value_musd -= 300;
    }
    b.use.push_back(
        {{0}, ele, {User::Kind::sector, b.find_sector("STEEL").index}, {Origin::Kind::imported, {}}, 300, 0, {}});
    b.use.push_back(
        {{1}, ele, {User::Kind::sector, b.find_sector("GOODS").index}, {Origin::Kind::imported, {}}, 300, 0, {}});
    b.trade.push_back({{0}, ele, {1}, 300, 0, 0, {}});
    b.trade.push_back({{1}, ele, {0}, 300, 0, 0, {}});
    const double factor_a = 124.0 / 9600, factor_b = 100.0 / 12000;
    const double expected = factor_a * (5200 - 300) + factor_b * 300;
    PermitMarket& market = inputs.policy.markets[0];
    CHECK(indirect_emissions(b, market, {0}) == doctest::Approx(expected).epsilon(1e-12));
    market.cap_mt[0] = 0.8 * (88 + expected);
    const SolvedEconomy solved = checked_solution(inputs);
    double charged = 0;
    for (const Edge& edge : solved.economy.edges) {
      for (const Charge& charge : edge.charges)
        charged += charge.market == 0 ? charge.coefficient.end * edge.quantity0 : 0;
    }
    CHECK(charged == doctest::Approx(88 + expected).epsilon(1e-12));
    CHECK(solved.state.market_emissions[0] == doctest::Approx(market.cap_mt[0]).epsilon(1e-9));
  }
}

TEST_CASE("indirect emissions without power generation are rejected") {
  EconomyInputs inputs = two_sectors(true);
  for (SectorInfo& sector : inputs.benchmark.sectors)
    sector.role = sector.role == SectorRole::electricity ? SectorRole::other : sector.role;
  inputs.policy.markets[0].at = {"study.toml", 9};
  CHECK_THROWS_WITH_AS((void)inputs.build(),
                       "study.toml:9: market 'A' charges indirect emissions, but no sector has the role 'electricity'",
                       InputError);
}

}  // namespace etslink
