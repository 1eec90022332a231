// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibration/assemble_inputs.h"
#include "calibration/correct_flows.h"
#include "tests/calibration/tiny_world.h"

using namespace etslink;
using test::TinyWorld;

TEST_CASE("energy of the users adds up to consumption with one emission factor per region and fuel") {
  const TinyWorld world;
  for (int region = 0; region < 2; ++region) {
    for (const Co2Source fuel : {Co2Source::coal, Co2Source::gas}) {
      const int source = static_cast<int>(fuel);
      const Eigen::VectorXd energy = world.targets.energy_pj(region, fuel);
      CHECK(energy.sum() == doctest::Approx(world.targets.consumption_pj(region, source)).epsilon(1e-12));
      const Eigen::VectorXd co2 = world.targets.mt[region].col(source);
      CHECK((co2 / co2.sum() - energy / energy.sum()).cwiseAbs().maxCoeff() < 1e-14);
    }
  }
}

TEST_CASE("prior CO2 is scaled to the national totals by source") {
  const TinyWorld world;
  for (int region = 0; region < 2; ++region)
    for (int source = 0; source < co2_source_count; ++source)
      CHECK(world.targets.mt[region].col(source).sum() ==
            doctest::Approx(world.targets.totals_mt(region, source)).epsilon(1e-12));
}

TEST_CASE("the coal price is what power and gas supply pay per coal equivalent, at least the floor") {
  const TinyWorld world;
  for (int region = 0; region < 2; ++region) {
    const std::string code = world.recipe.regions[region].code;
    const double coal = world.targets.energy_pj(region, Co2Source::coal)(world.targets.user("ELE"));
    const double gas = world.targets.consumption_pj(region, static_cast<int>(Co2Source::gas));
    const double expected = world.purchase("m", code, "e") / (coal + 1.78 * gas);
    CHECK(world.prices.implied_coal(region) == doctest::Approx(expected).epsilon(1e-12));
    CHECK(expected < 0.9);
    CHECK(world.prices.coal(region) == 0.9);
    CHECK(world.prices.gas(region) == doctest::Approx(0.9 * 1.78).epsilon(1e-12));
  }
}

TEST_CASE("industrial coal costs more only as far as the purchases leave room") {
  TinyWorld world;
  const int units = static_cast<int>(world.concordance.units.size());
  const int industry = position_of(world.concordance.unit_codes(), "IND");
  const double before = world.fuels.coal(0, industry), power = world.fuels.coal.row(0).head(units).sum() - before;
  world.recipe.energy.coal_industry_ratio = {{"A", 1.5}};
  world.fuels = unit_fuels(world.groups, world.targets, world.prices, {world.recipe, world.concordance, world.shares});
  CHECK(world.fuels.coal(0, industry) == doctest::Approx(1.5 * before).epsilon(1e-12));
  CHECK(world.fuels.coal.row(0).head(units).sum() - world.fuels.coal(0, industry) ==
        doctest::Approx(power).epsilon(1e-12));
  world.recipe.energy.coal_industry_ratio = {{"A", 100.0}};
  world.fuels = unit_fuels(world.groups, world.targets, world.prices, {world.recipe, world.concordance, world.shares});
  CHECK(world.fuels.coal(0, industry) == doctest::Approx(0.9 * world.purchase("m", "A", "IND")).epsilon(1e-12));
}

TEST_CASE("mining CO2 above the limit moves to the other users of the same fuel") {
  TinyWorld world;
  const Co2Targets before = world.targets;
  world.recipe.energy.mining_co2_limit = 0.3;
  limit_mining_co2(world.targets, world.groups, world.recipe);
  const int mining = position_of(world.groups.goods, "m");
  for (int region = 0; region < 2; ++region) {
    double co2 = 0;
    for (const std::string& code : world.recipe.energy.mining_sectors)
      co2 += world.targets.mt[region].row(world.targets.user(code)).head(3).sum();
    CHECK(co2 == doctest::Approx(0.3 * world.groups.output(region, mining) / 1000).epsilon(1e-12));
    CHECK((world.targets.mt[region].colwise().sum() - before.mt[region].colwise().sum()).cwiseAbs().maxCoeff() < 1e-12);
  }
}

TEST_CASE("pooled oil CO2 follows the purchases of refined oil") {
  TinyWorld world;
  pool_oil_co2(world.targets, world.groups, world.recipe);
  const int oil = static_cast<int>(Co2Source::oil);
  for (int region = 0; region < 2; ++region) {
    const std::string code = world.recipe.regions[region].code;
    const double services =
        world.targets.mt[region](world.targets.user("SRV"), oil) / world.purchase("OIL", code, "SRV");
    const double households =
        world.targets.mt[region](world.targets.user("HH"), oil) / world.purchase("OIL", code, "HH");
    CHECK(services == doctest::Approx(households).epsilon(1e-12));
  }
}

TEST_CASE("a patch moves a purchase between users and keeps its origins") {
  TinyWorld world;
  const UseTable before = world.groups;
  const Adjustments adjustments = apply_patches(world.groups, world.recipe);
  REQUIRE(adjustments.size() == 1);
  CHECK(adjustments[0].size == 2.0);
  CHECK((world.groups.flow.rowwise().sum() - before.flow.rowwise().sum()).cwiseAbs().maxCoeff() < 1e-12);
  const int good = position_of(before.goods, "m"), to = position_of(before.users, "e");
  CHECK(world.groups.purchases(good, 1, to) == doctest::Approx(before.purchases(good, 1, to) + 2).epsilon(1e-12));
}

TEST_CASE("fuel purchases are raised to their energy value and households keep their budget") {
  TinyWorld world;
  world.raise_coal_floor();
  const UseTable before = world.groups;
  const Adjustments adjustments = raise_fuel_purchases(world.groups, world.data());
  const int good = position_of(before.goods, "m"), households = position_of(before.users, "HH");
  CHECK(adjustments.size() >= 2);
  for (int region = 0; region < 2; ++region) {
    CHECK(world.groups.inputs(region, households) == doctest::Approx(before.inputs(region, households)).epsilon(1e-12));
    for (int user = 0; user < before.sector_count(); ++user) {
      const GroupFuels fuels = group_fuels(world.fuels, world.concordance, region, before.users[user]);
      const GasSources gas = gas_sources(world.groups, world.recipe, {region, user}, fuels.gas);
      CHECK(world.groups.purchases(good, region, user) >= (fuels.coal + gas.direct) * (1 - 1e-12));
    }
  }
}

TEST_CASE("netting own use leaves value added alone") {
  TinyWorld world;
  const Eigen::VectorXd before = to_io_table(world.groups).value_added;
  const double output = world.groups.flow.sum();
  const Adjustments adjustments = net_own_use(world.groups, world.data());
  CHECK((to_io_table(world.groups).value_added - before).cwiseAbs().maxCoeff() < 1e-10);
  double netted = 0;
  for (const Adjustment& item : adjustments) netted += item.size;
  CHECK(netted < -10);
  CHECK(world.groups.flow.sum() - output == doctest::Approx(netted).epsilon(1e-12));
}

TEST_CASE("imports that mining resells go to its buyers; trade, value added and every user's purchase stay") {
  TinyWorld world;
  const int good = position_of(world.groups.goods, "m"), mining = position_of(world.groups.users, "m"), here = 1;
  world.recipe.energy.pass_on_mining_imports = {world.groups.regions[here]};
  world.groups.flow(world.groups.row(0, good), world.groups.column(here, mining)) = 20;
  const UseTable before = world.groups;
  const Adjustments adjustments = pass_on_imports(world.groups, world.data());
  REQUIRE(adjustments.size() == 1);
  const double passed = adjustments[0].size;
  CHECK(passed > 5);
  CHECK(world.groups.output(here, good) == doctest::Approx(before.output(here, good) - passed).epsilon(1e-12));
  CHECK(world.groups.output(0, good) == doctest::Approx(before.output(0, good)).epsilon(1e-12));
  CHECK(world.groups.purchases(good, here, mining) ==
        doctest::Approx(before.purchases(good, here, mining) - passed).epsilon(1e-12));
  for (int user = 0; user < before.user_count(); ++user)
    if (user != mining)
      CHECK(world.groups.purchases(good, here, user) ==
            doctest::Approx(before.purchases(good, here, user)).epsilon(1e-12));
  CHECK((to_io_table(world.groups).value_added - to_io_table(before).value_added).cwiseAbs().maxCoeff() < 1e-10);
}

TEST_CASE("the resource share of gas follows extraction over value added, that of crude oil extraction over output") {
  TinyWorld world;
  world.recipe.factors.resource_share = {{"A", "GAS", 0.4}, {"A", "CRU", 0.5}};
  IoTable table{world.recipe.region_codes(), {"GAS", "CRU"}, Eigen::MatrixXd::Zero(4, 4), {}, {}};
  table.final_demand.setZero(4, 8);
  const double gas = world.prices.gas(0) * world.targets.production_pj(0, static_cast<int>(Co2Source::gas));
  const double crude = world.prices.crude(0) * world.targets.production_pj(0, static_cast<int>(Co2Source::oil));
  REQUIRE(std::min(gas, crude) > 0);
  table.final_demand.col(0) << 8 * gas, 2 * crude, 1, 1;
  table.value_added = Eigen::Vector4d(2 * gas, crude, 1, 1);
  const auto shares = fuel_resource_shares(world.recipe, world.targets, world.prices, table);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].share == doctest::Approx(0.4 / 2).epsilon(1e-12));
  CHECK(shares[1].share == doctest::Approx(0.5 / 2).epsilon(1e-12));
  table.value_added(0) = gas / 2;  // bought gas leaves less value added than production is worth
  CHECK(fuel_resource_shares(world.recipe, world.targets, world.prices, table)[0].share == 0.4);
}

TEST_CASE("oil purchases move to users with much CO2 and keep the sales of every refinery") {
  TinyWorld world;
  world.recipe.energy.oil_coefficient_limit = 1.5;
  const UseTable before = world.groups;
  CHECK(!shift_oil_purchases(world.groups, world.data()).empty());
  CHECK((world.groups.flow.rowwise().sum() - before.flow.rowwise().sum()).cwiseAbs().maxCoeff() < 1e-10);
  const int oil = position_of(before.goods, "OIL"), user = position_of(before.users, "IND");
  for (int region = 0; region < 2; ++region) {
    double purchases = 0;
    for (int other = 0; other < before.user_count(); ++other) purchases += before.purchases(oil, region, other);
    const double mean = world.targets.mt[region].col(static_cast<int>(Co2Source::oil)).sum() / purchases;
    const double mt = group_fuels(world.fuels, world.concordance, region, "IND").oil_mt;
    CHECK(mt / world.groups.purchases(oil, region, user) <= 1.5 * mean * (1 + 1e-9));
  }
}

TEST_CASE("negative purchases become stock changes of the same product") {
  TinyWorld world;
  const int product = world.groups.row(0, 0), investment = world.groups.user_count() - 2;
  const double total = world.groups.flow.row(product).sum();
  const double before = world.groups.flow(product, world.groups.column(1, investment));
  world.groups.flow(product, world.groups.column(1, investment)) = -3;
  const Adjustments adjustments = move_negative_demand(world.groups);
  REQUIRE(adjustments.size() == 1);
  CHECK(adjustments[0].size == 3);
  CHECK(world.groups.flow(product, world.groups.column(1, investment)) == 0);
  CHECK(world.groups.flow.row(product).sum() == doctest::Approx(total - before - 3).epsilon(1e-12));
}

TEST_CASE("a stock run-down never exceeds what a region buys of the same origin") {
  TinyWorld world;
  const int product = world.groups.row(1, 1), stocks = world.groups.user_count() - 1;
  world.groups.flow(product, world.groups.column(0, stocks)) = -1e6;
  const Adjustments adjustments = limit_stock_run_down(world.groups);
  CHECK(adjustments.at(0).size > 9e5);
  const auto use = world.groups.flow.row(product).segment(world.groups.column(0, 0), world.groups.user_count());
  CHECK(std::abs(use.sum()) < 1e-9);
}

TEST_CASE("a sector whose inputs exceed its output sells some of them to households") {
  TinyWorld world;
  const int industry = position_of(world.groups.users, "IND");
  world.groups.flow.col(world.groups.column(0, industry)) *= 4;
  const double total = world.groups.flow.sum();
  REQUIRE(world.groups.inputs(0, industry) > world.groups.output(0, position_of(world.groups.goods, "IND")));
  CHECK(ensure_value_added(world.groups, 0.1).size() == 1);
  CHECK(world.groups.flow.sum() == doctest::Approx(total).epsilon(1e-12));
  const double output = world.groups.output(0, position_of(world.groups.goods, "IND"));
  CHECK(world.groups.inputs(0, industry) <= 0.9 * output * (1 + 1e-9));
}
