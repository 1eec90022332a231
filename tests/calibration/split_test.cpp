// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibration/correct_flows.h"
#include "calibration/split_goods.h"
#include "calibration/split_users.h"
#include "tests/calibration/tiny_world.h"

using namespace etslink;
using test::TinyWorld;

namespace {

// The tiny world with purchases that carry their energy.
struct RaisedWorld : TinyWorld {
  RaisedWorld() {
    raise_coal_floor();
    (void)raise_fuel_purchases(groups, data());
  }
};

// Sum over the units of each group of a table with unit goods.
double group_row_sum(const TinyWorld& world, const UseTable& units, const std::string& group, Buyer place) {
  double sum = 0;
  for (const int unit : world.concordance.units_of_parent(group))
    sum += units.flow(units.row(place.region, unit), place.user);
  return sum;
}

}  // namespace

TEST_CASE("units are whole sectors first, then the parts of each split industry") {
  const TinyWorld world;
  CHECK(world.concordance.unit_codes() ==
        std::vector<std::string>{"OIL", "IND", "SRV", "m:COL", "m:CRU", "m:GAS", "m:OMN", "e:GAS", "e:ELE", "e:SRV"});
  CHECK(world.concordance.groups == std::vector<std::string>{"OIL", "IND", "SRV", "m", "e"});
}

TEST_CASE("sub-product shares blend the own country with the mean and sum to one") {
  const TinyWorld world;
  const Eigen::VectorXd blended = world.shares.use_shares(0, "e", "IND");
  CHECK(blended.sum() == doctest::Approx(1.0).epsilon(1e-12));
  Recipe own = read_recipe(world.recipe.file), mean = own;
  own.split.own_weight = 1;
  mean.split.own_weight = 0;
  const Eigen::VectorXd expected = 0.8 * SubProductShares(own, world.concordance).use_shares(0, "e", "IND") +
                                   0.2 * SubProductShares(mean, world.concordance).use_shares(0, "e", "IND");
  CHECK((blended - expected).cwiseAbs().maxCoeff() < 1e-14);
  for (int unit = 0; unit < 3; ++unit)
    CHECK(world.shares.input_shares(0, "e").col(unit).sum() == doctest::Approx(1.0).epsilon(1e-12));
}

TEST_CASE("a purchase of mining products divides into its energy values and a remainder") {
  const RaisedWorld world;
  const int industry = position_of(world.groups.users, "IND");
  const Eigen::VectorXd parts = split_purchase(world.groups, world.data(), {0, industry}, "m");
  const GroupFuels fuels = group_fuels(world.fuels, world.concordance, 0, "IND");
  CHECK(parts.sum() == doctest::Approx(world.purchase("m", "A", "IND")).epsilon(1e-12));
  CHECK(parts(0) == doctest::Approx(fuels.coal).epsilon(1e-12));
  CHECK(parts(1) == 0);
  CHECK(parts(3) >= 0.1 * parts.sum() * (1 - 1e-12));
  const int refinery = position_of(world.groups.users, "OIL");
  const Eigen::VectorXd crude = split_purchase(world.groups, world.data(), {0, refinery}, "m");
  CHECK(crude(1) > 0.9 * crude.sum());
}

TEST_CASE("splitting goods keeps every published flow by origin and user") {
  const RaisedWorld world;
  const UseTable units = split_goods(world.groups, world.data());
  CHECK(units.flow.minCoeff() >= world.groups.flow.minCoeff());
  for (int region = 0; region < 2; ++region) {
    for (int group = 0; group < world.groups.good_count(); ++group) {
      for (int column = 0; column < world.groups.flow.cols(); ++column) {
        const double published = world.groups.flow(world.groups.row(region, group), column);
        const double sum = group_row_sum(world, units, world.groups.goods[group], {region, column});
        CHECK(std::abs(sum - published) < 1e-9 * std::max(1.0, std::abs(published)));
      }
    }
  }
}

TEST_CASE("splitting users keeps what a parent buys of each product and gives all units value added") {
  const RaisedWorld world;
  const UseTable goods = split_goods(world.groups, world.data());
  const UseTable units = split_users(goods, world.data());
  for (int region = 0; region < 2; ++region) {
    for (const std::string& parent : world.recipe.split.parents) {
      const int user = position_of(goods.users, parent);
      Eigen::VectorXd sum = Eigen::VectorXd::Zero(goods.flow.rows());
      for (const int unit : world.concordance.units_of_parent(parent))
        sum += units.flow.col(units.column(region, unit));
      CHECK((sum - goods.flow.col(goods.column(region, user))).cwiseAbs().maxCoeff() < 1e-9);
    }
  }
  CHECK(units.flow.rowwise().sum().isApprox(goods.flow.rowwise().sum(), 1e-12));
}

TEST_CASE("coal of the energy networks goes to power plants") {
  const RaisedWorld world;
  const UseTable units = split_users(split_goods(world.groups, world.data()), world.data());
  const int coal = position_of(units.goods, "m:COL");
  for (int region = 0; region < 2; ++region) {
    const double power = units.purchases(coal, region, position_of(units.users, "e:ELE"));
    CHECK(power > 0);
    CHECK(units.purchases(coal, region, position_of(units.users, "e:GAS")) == 0);
    CHECK(power == doctest::Approx(group_fuels(world.fuels, world.concordance, region, "e").coal).epsilon(1e-9));
  }
}

TEST_CASE("gas in transit is netted without touching value added") {
  const RaisedWorld world;
  UseTable units = split_users(split_goods(world.groups, world.data()), world.data());
  const Eigen::VectorXd before = to_io_table(units).value_added;
  const Adjustments adjustments = net_gas_transit(units, world.data());
  REQUIRE(!adjustments.empty());
  Eigen::VectorXd change = to_io_table(units).value_added - before;
  for (int region = 0; region < 2; ++region) {
    double gas = 0;
    for (const int unit : world.concordance.units_of_sector("GAS")) {
      gas += change(units.row(region, unit));
      change(units.row(region, unit)) = 0;
    }
    CHECK(std::abs(gas) < 1e-9);
  }
  CHECK(change.cwiseAbs().maxCoeff() < 1e-9);
}

TEST_CASE("split flows and units that are too small are dropped") {
  TinyWorld world;
  (void)raise_fuel_purchases(world.groups, world.data());
  UseTable units = split_users(split_goods(world.groups, world.data()), world.data());
  world.recipe.split.smallest_flow_musd = 0.5;
  world.recipe.split.smallest_output_musd = 60;  // more than coal of B sells
  const int coal = position_of(units.goods, "m:COL");
  REQUIRE(units.output(1, coal) < 60);
  const Adjustments adjustments = drop_tiny_flows(units, world.data());
  CHECK(adjustments.at(0).size > 0);
  CHECK(units.output(1, coal) == 0);
  CHECK(units.inputs(1, position_of(units.users, "m:COL")) == 0);
  const auto split_rows = units.flow.middleRows(units.row(0, coal), 4).array();
  CHECK((split_rows != 0 && split_rows.abs() < 0.5).count() == 0);
}
