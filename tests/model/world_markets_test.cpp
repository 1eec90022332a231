// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "model/national_accounts.h"
#include "model/shocked_economy.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr double exact = 1e-9;
constexpr double output_x = 60, output_y = 40, labour_share = 0.6;  // [million USD]

// One country with two goods, each of mobile labour and its own capital, that its household spends fixed shares on: all
// Cobb-Douglas. Both have world prices.
EconomyInputs two_goods() {
  EconomyInputs inputs{{}, plain_nests(), {}, {}};
  Benchmark& b = inputs.benchmark;
  b.folder = "two goods";
  b.regions = {{"A", "A"}};
  b.sectors = {{"X", "good x", SectorRole::other}, {"Y", "good y", SectorRole::other}};
  b.factors = {{"LAB", "labour", FactorMobility::mobile}, {"CAP", "capital", FactorMobility::specific}};
  b.agents = {{"HH_A", {0}, AgentKind::household}};
  for (const int s : {0, 1}) {
    const double output = s == 0 ? output_x : output_y;
    b.value_added.push_back({{0}, {s}, {0}, labour_share * output, 0, {}});
    b.value_added.push_back({{0}, {s}, {1}, (1 - labour_share) * output, 0, {}});
    b.use.push_back({{0}, {s}, {User::Kind::agent, 0}, {}, output, 0, {}});
  }
  inputs.nests.production.front().nests.front().sigma.factor = 1;
  inputs.nests.household.nests.front().sigma.factor = 1;
  inputs.options.world_markets = {{{0}, {{0}, {1}}, {"study.toml", 5}}};
  return inputs;
}

Shock world_price(int good, double factor) {
  Shock shock;
  shock.kind = ShockKind::world_price;
  shock.number = factor;
  shock.goods = {{good}};
  shock.text = "world price";
  shock.at = {"study.toml", 20};
  return shock;
}

// Coal and other goods of A at world prices, with a cap.
EconomyInputs small_country(double cut) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const Benchmark& b = inputs.benchmark;
  inputs.options.world_markets = {{{0}, {b.find_sector("COL"), b.find_sector("MAN")}, {"study.toml", 5}}};
  if (cut > 0) add_market(inputs, "A", cut);
  return inputs;
}

}  // namespace

TEST_CASE("a small country of two Cobb-Douglas goods produces and trades as its closed form says") {
  for (const double pw : {1.3, 0.7}) {
    CAPTURE(pw);
    EconomyInputs inputs = two_goods();
    inputs.policy.shocks = {world_price(0, pw)};
    const SolvedEconomy solved = checked_solution(inputs);
    // w/e from L_X + L_Y = L with L_i/L_i0 = (p_i/w)^(1/(1-a)); prices in foreign exchange.
    const double k = 1 / (1 - labour_share), share_x = output_x / (output_x + output_y);
    const double wage = std::pow(share_x * std::pow(pw, k) + 1 - share_x, 1 / k);
    const double x = output_x * std::pow(pw / wage, labour_share * k), y = output_y * std::pow(wage, -labour_share * k);
    const double income = pw * x + y;
    const double exports_x = x - share_x * income / pw, exports_y = y - (1 - share_x) * income;
    REQUIRE(std::abs(exports_x) > 5);
    CHECK((exports_x > 0) == (pw > 1));
    CHECK(pw * exports_x + exports_y == doctest::Approx(0).epsilon(exact));
    CHECK(variable(solved, "sales to the world market: good x, A") == doctest::Approx(exports_x).epsilon(1e-8));
    CHECK(variable(solved, "sales to the world market: good y, A") == doctest::Approx(exports_y).epsilon(1e-8));
    // The numeraire is the price of consumption: e pw^share = 1.
    const double exchange = std::pow(pw, -share_x);
    CHECK(variable(solved, "price of foreign exchange: A") == doctest::Approx(exchange).epsilon(exact));
    CHECK(solved.price("good x, A") == doctest::Approx(pw * exchange).epsilon(exact));
    CHECK(solved.price("labour, A") == doctest::Approx(wage * exchange).epsilon(exact));
    CHECK(solved.level("consumption, A") == doctest::Approx(income * exchange / (output_x + output_y)).epsilon(exact));
    CHECK(solved.level("consumption, A") > 1);  // trade gains, whichever price moves
  }
}

TEST_CASE("at benchmark prices nothing is traded, and all world prices together change nothing") {
  EconomyInputs inputs = two_goods();
  CHECK(std::abs(variable(checked_solution(inputs), "sales to the world market: good x, A")) < 1e-9);
  inputs.policy.shocks = {world_price(0, 1.5)};
  inputs.policy.shocks.front().goods.clear();
  const SolvedEconomy dearer = checked_solution(inputs);
  CHECK(std::abs(variable(dearer, "sales to the world market: good x, A")) < 1e-8);
  CHECK(variable(dearer, "price of foreign exchange: A") == doctest::Approx(1 / 1.5).epsilon(exact));
}

TEST_CASE("under a cap a small country sells the coal abroad that it no longer burns, at an unchanged price") {
  const SolvedEconomy solved = checked_solution(small_country(0.3)), closed = [] {
    EconomyInputs inputs = small_country(0.3);
    inputs.options.world_markets.clear();
    return solve(inputs);
  }();
  const double exchange = variable(solved, "price of foreign exchange: A");
  CHECK(solved.price("coal, A") == doctest::Approx(exchange).epsilon(exact));
  CHECK(solved.price("other goods and services, A") == doctest::Approx(exchange).epsilon(exact));
  CHECK(closed.price("coal, A") / closed.price("other goods and services, A") < 0.95);
  const double coal = variable(solved, "sales to the world market: coal, A");
  CHECK(coal > 100);
  CHECK(coal + variable(solved, "sales to the world market: other goods and services, A") ==
        doctest::Approx(0).epsilon(1e-6));
  CHECK(solved.level("coal, A") > closed.level("coal, A"));
}

TEST_CASE("a cap per real GDP counts what a small country sells to the world market") {
  EconomyInputs inputs = small_country(0.3);
  PermitMarket& market = inputs.policy.markets.front();
  market.cap_per_gdp_mt = {market.cap_mt[0], 0};
  market.cap_mt[0] = 0;
  inputs.policy.shocks = {world_price(inputs.benchmark.find_sector("COL").index, 1.2)};
  const SolvedEconomy solved = checked_solution(inputs);
  double gdp = 0, benchmark = 0;
  const BenchmarkValuation valuation(solved.economy);
  for_each_expenditure_on_gdp(solved.economy, AccountsIndex(solved.economy), valuation.prices(),
                              [&](Region region, int edge, double price) {
                                if (region != Region{0}) return;
                                gdp += price * solved.state.edge_quantity[edge];
                                benchmark += price * solved.economy.edges[edge].quantity0;
                              });
  const double without = gdp;
  for (const WorldSale& sale : solved.economy.world_sales) gdp += solved.state.variable[sale.variable];
  CHECK(std::abs(gdp - without) > 1);
  CHECK(variable(solved, "real GDP: A") == doctest::Approx(gdp / benchmark).epsilon(exact));
}

TEST_CASE("a shock to a world price grows along the path, or is there from its begin where shocks are kept") {
  EconomyInputs inputs = two_goods();
  inputs.policy.shocks = {world_price(0, 1.3)};
  const SolvedEconomy solved = checked_solution(inputs);
  Economy economy = inputs.build();
  CHECK(has_shocks(economy));
  CHECK_FALSE(has_shocks(two_goods().build()));
  move_along_path(economy, 0);
  CHECK(largest_residual(economy, EquilibriumSystem(economy).start()) < 1e-12);
  CHECK(largest_residual(economy, solved.report.x) > 0.1);
  keep_shocks(economy);
  move_along_path(economy, 0);
  CHECK(largest_residual(economy, solved.report.x) < 1e-8);
}

TEST_CASE("with fuel prices held the world market holds that of coal") {
  EconomyInputs inputs = small_country(0.3);
  inputs.options.hold_fuel_prices = true;
  const auto held = inputs.build().availabilities;
  REQUIRE(held.size() == 1);  // in A and B without the world market
  CHECK(held.front().region == Region{1});
  CHECK(checked_solution(inputs).state.permit_price[0] > 1);
}

TEST_CASE("world prices that can't be are refused with both places") {
  EconomyInputs inputs = two_goods();
  Shock one = world_price(0, 1.1), all = world_price(0, 1.2);
  all.goods.clear();
  all.at.line = 21;
  inputs.policy.shocks = {one, all};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "study.toml:21: the shock 'world price' can't determine the world price of good x, A: the shock "
                       "'world price' (study.toml:20) does so already; drop one of them",
                       InputError);
  inputs.options.world_markets.clear();
  inputs.policy.shocks = {one};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "study.toml:20: the shock 'world price' changes nothing: no world market gives the price; "
                       "[model] names its goods in world_prices",
                       InputError);
  EconomyInputs nobody = two_goods();
  nobody.benchmark.sectors.push_back({"Z", "good z", SectorRole::other});
  nobody.options.world_markets.front().goods.push_back({2});
  CHECK_THROWS_WITH_AS(static_cast<void>(nobody.build()),
                       "study.toml:5: nobody in A makes good z at the benchmark: it has no price there that a world "
                       "market could give",
                       InputError);
  EconomyInputs swapped = two_goods();
  Swap swap;
  swap.at = {"study.toml", 30};
  swap.fixed.kind = QuantityKind::price;
  swap.fixed.text = "price X A";
  swap.freed.kind = QuantityKind::output_tax;
  swap.freed.text = "output tax X A";
  swap.fixed.region = swap.freed.region = {0};
  swap.fixed.sector = swap.freed.sector = {0};
  swapped.policy.swaps = {swap};
  CHECK_THROWS_AS(static_cast<void>(swapped.build()), InputError);
}

}  // namespace etslink
