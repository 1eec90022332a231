// SPDX-License-Identifier: Apache-2.0
#include "model/trade_exposure.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// The market of region A of tiny2x2 in electricity and steel.
PermitMarket market_of_a(const Benchmark& benchmark) {
  PermitMarket market;
  market.name = "A";
  Coverage coverage{{0}, {}, {benchmark.find_sector("FUEL")}, true, 1};
  for (const char* code : {"ELE", "STEEL"})
    coverage.users.push_back({User::Kind::sector, benchmark.find_sector(code).index});
  market.coverage = {coverage};
  return market;
}

struct Exposures {
  SectorExposure electricity, steel;
};
Exposures exposures(const Benchmark& benchmark, const PermitMarket& market, const ExposureRule& rule) {
  const auto found = trade_exposure(benchmark, covered_sectors(benchmark, market), rule);
  REQUIRE(found.size() == 2);
  return {found[0], found[1]};
}

// Of the tables of tiny2x2. Steel: sold at home 100 + 3500 + 3000 + 800, exported 2360, imported 2020, value added
// 4000, electricity bought 1200; electricity: sold at home 100 + 200 + 4000 + 4100 + 1200, value added 5800.
constexpr double steel_output = 9760, steel_trade = 2360 + 2020, steel_supply = steel_output + 2020;
constexpr double electricity_output = 9600, electricity_mt = 124, steel_mt = 62.4;

}  // namespace

TEST_CASE("trade intensity and cost share are those computed by hand") {
  const auto inputs = economy_inputs("tiny2x2");
  const auto market = market_of_a(inputs.benchmark);
  const auto [electricity, steel] = exposures(inputs.benchmark, market, {});
  CHECK(electricity.trade_intensity == 0);
  CHECK(std::abs(electricity.cost_share - 30 * electricity_mt / 5800) < 1e-12);
  CHECK(std::abs(steel.trade_intensity - steel_trade / steel_supply) < 1e-12);
  CHECK(std::abs(steel.cost_share - 30 * steel_mt / 4000) < 1e-12);
}

TEST_CASE("the cost share counts the emissions of electricity where the market charges them") {
  const auto inputs = economy_inputs("tiny2x2");
  auto market = market_of_a(inputs.benchmark);
  market.indirect = IndirectEmissions{{}, 1.5};
  const auto [electricity, steel] = exposures(inputs.benchmark, market, {});
  CHECK(std::abs(electricity.cost_share - 30 * electricity_mt / 5800) < 1e-12);
  const double indirect_mt = 1.5 * electricity_mt / electricity_output * 1200;
  CHECK(std::abs(steel.cost_share - 30 * (steel_mt + indirect_mt) / 4000) < 1e-12);
}

TEST_CASE("a share of coverage counts as much in the cost share") {
  const auto inputs = economy_inputs("tiny2x2");
  auto market = market_of_a(inputs.benchmark);
  market.coverage[0].share = 0.5;
  CHECK(std::abs(exposures(inputs.benchmark, market, {}).steel.cost_share - 30 * 0.5 * steel_mt / 4000) < 1e-12);
}

TEST_CASE("one threshold exempts alone, the joint ones only together") {
  const auto inputs = economy_inputs("tiny2x2");
  const auto market = market_of_a(inputs.benchmark);
  const auto is_steel_exposed = [&](const ExposureRule& rule) {
    return exposures(inputs.benchmark, market, rule).steel.is_exposed;
  };
  const double trade = steel_trade / steel_supply, cost = 30 * steel_mt / 4000;
  CHECK(is_steel_exposed({trade - 0.01, 9, 1, 9}));
  CHECK(is_steel_exposed({1, cost - 0.01, 1, 9}));
  CHECK(is_steel_exposed({1, 9, trade - 0.01, cost - 0.01}));
  CHECK_FALSE(is_steel_exposed({1, 9, trade + 0.01, cost - 0.01}));
  CHECK_FALSE(is_steel_exposed({1, 9, trade - 0.01, cost + 0.01}));
  CHECK_FALSE(is_steel_exposed({trade + 0.01, cost + 0.01, 1, 9}));
}

TEST_CASE("the list of exposed sectors with both numbers is a note of the economy") {
  auto inputs = economy_inputs("tiny2x2");
  auto market = market_of_a(inputs.benchmark);
  market.cap_mt = {150, 0};
  market.exposure = trade_exposure(inputs.benchmark, covered_sectors(inputs.benchmark, market),
                                   {.cost_share = 2, .carbon_price = 25});
  inputs.policy = {{market}, {1}, {}};
  const auto notes = inputs.build().notes;
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] == "market A: trade-exposed in A: STEEL (trade 37.2 %, cost 39 %); not: ELE (trade 0 %, cost 53.4 %)");
}

}  // namespace etslink
