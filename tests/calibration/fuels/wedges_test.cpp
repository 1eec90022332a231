// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "calibration/fuels/trade_wedges.h"
#include "calibration/fuels/user_wedges.h"
#include "model/input_error.h"
#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

PriceLevels gas_prices(double a, double b, double c) {
  PriceLevels levels;
  for (const Fuel fuel : all_fuels) levels.basic[fuel] = Eigen::VectorXd::Constant(3, 10);
  levels.basic[Fuel::gas] << a, b, c;
  return levels;
}

EnergyTrade nothing_traded() {
  EnergyTrade trade;
  for (const Fuel fuel : all_fuels) trade.pj[fuel] = Eigen::MatrixXd::Zero(3, 3);
  return trade;
}

// What a user gets who pays `value` for 10 PJ of a fuel that costs 5 USD/GJ in its region.
DeliveredFuel delivered(const std::string& place, double value, double tax, const PhysicalRecipe& recipe) {
  const Benchmark world = fuel_world();
  FuelUse use = fuel_use(world, place, 10, value);
  use.tax_musd = tax;
  PriceLevels levels;
  for (const Fuel fuel : all_fuels) levels.basic[fuel] = Eigen::VectorXd::Constant(3, 5);
  return user_wedges(fuel_tables(world, {use}, use.fuel, {10, 0, 0}), levels, world, recipe).front();
}

PhysicalRecipe limits() {
  PhysicalRecipe recipe = fuel_recipe();
  recipe.delivery.margin[Fuel::gas] = 3;
  recipe.delivery.small_margin[Fuel::gas] = 8;
  recipe.delivery.small_users = {"SRV", "HH"};
  for (const Fuel fuel : all_fuels) recipe.delivery.tax[fuel] = 0.5;
  recipe.delivery.subsidised[Fuel::gas] = {"B"};
  return recipe;
}

void check_parts(const DeliveredFuel& found, double margin, double tax, double freed) {
  CHECK(found.base == doctest::Approx(50).epsilon(1e-12));
  CHECK(found.margin == doctest::Approx(margin).epsilon(1e-12));
  CHECK(std::abs(found.tax - tax) < 1e-12);
  CHECK(std::abs(found.freed() - freed) < 1e-12);
}

}  // namespace

TEST_CASE("a trade wedge is transport first, then the exporter's rent, then a tariff, and all origins cost the same") {
  EnergyTrade trade = nothing_traded();
  trade.pj[Fuel::gas](0, 1) = 2;
  trade.pj[Fuel::gas](2, 1) = 5;
  trade.pj[Fuel::gas](1, 1) = 7;
  EnergyTradeRecipe recipe;
  recipe.margin[Fuel::gas] = 3.5;
  recipe.rent[Fuel::gas] = 0.9;
  const std::vector<TradedFuel> flows = trade_wedges(trade, gas_prices(4, 12, 10), recipe);
  REQUIRE(flows.size() == 2);
  CHECK(flows[0].value == doctest::Approx(8).epsilon(1e-12));
  CHECK(flows[0].margin == doctest::Approx(7).epsilon(1e-12));
  CHECK(flows[0].export_tax == doctest::Approx(7.2).epsilon(1e-12));  // 0.9 of 4 USD/GJ
  CHECK(flows[0].tariff == doctest::Approx(1.8).epsilon(1e-12));
  CHECK(flows[1].margin == doctest::Approx(10).epsilon(1e-12));  // the wedge of 2 is below the limit
  CHECK(flows[1].export_tax == 0);
  CHECK(flows[1].tariff == 0);
  for (const TradedFuel& flow : flows) CHECK(flow.delivered() / flow.pj == doctest::Approx(12).epsilon(1e-12));
}

TEST_CASE("energy that flows to where it is cheaper is a fault of the program") {
  EnergyTrade trade = nothing_traded();
  trade.pj[Fuel::gas](0, 1) = 2;
  CHECK_THROWS_AS((void)trade_wedges(trade, gas_prices(4, 3, 3), EnergyTradeRecipe{}), std::logic_error);
}

TEST_CASE(
    "a user who pays more than the delivered price pays for delivery, then taxes, and the rest buys other goods") {
  check_parts(delivered("gas IND A", 70, 4, limits()), 20, 4, 0);
  check_parts(delivered("gas IND A", 95, 4, limits()), 30, 4 + 15, 0);
  // Added tax at most half of the delivered value; what buys other goods takes its part of the 4 along.
  check_parts(delivered("gas IND A", 120, 4, limits()), 30, 25 + 4 * 105.0 / 120, 15 + 4 * 15.0 / 120);
  check_parts(delivered("gas SRV A", 120, 4, limits()), 70, 4, 0);
  check_parts(delivered("gas HH_A A", 120, 4, limits()), 70, 4, 0);
}

TEST_CASE("a user who pays less loses taxes, is subsidised only where that is real, and then pays") {
  check_parts(delivered("gas IND A", 47, 4, limits()), 0, 1, 0);
  check_parts(delivered("gas IND A", 40, 4, limits()), 0, 0, -6);
  check_parts(delivered("gas IND A", 40, -2, limits()), 0, -2, -10);  // a subsidy of the table stays
  check_parts(delivered("gas IND B", 40, 4, limits()), 0, -6, 0);
  check_parts(delivered("gas IND B", 10, 4, limits()), 0, -25, -11);  // at most half of the delivered value
}

TEST_CASE("a published price above the money is paid, and other goods are bought for less") {
  const Benchmark world = fuel_world();
  FuelUse use = fuel_use(world, "gas IND A", 10, 50);
  use.wanted_musd = 65;
  PriceLevels levels = gas_prices(5, 5, 5);
  const auto found = user_wedges(fuel_tables(world, {use}, Fuel::gas, {10, 0, 0}), levels, world, limits()).front();
  check_parts(found, 15, 0, -15);
}

TEST_CASE("a fuel without a limit of added taxes has none, and a tax stays in proportion to the fuel") {
  PhysicalRecipe recipe = limits();
  recipe.delivery.tax[Fuel::gas] = 0;
  check_parts(delivered("gas IND A", 160, 8, recipe), 30, 4, 84);
}

TEST_CASE("crude oil has neither delivery nor new taxes") {
  check_parts(delivered("crude OIL A", 90, 2, limits()), 0, 2, 40);
  check_parts(delivered("crude OIL A", 20, 2, limits()), 0, 2, -30);
}

TEST_CASE("what steel pays for refined oil beyond the oil that it burns is coke and goes with its coal") {
  const Benchmark world = fuel_world();
  PhysicalRecipe recipe = limits();
  recipe.delivery.margin[Fuel::oil] = 8;
  const std::vector<FuelUse> uses = {fuel_use(world, "coal IND A", 40, 200), fuel_use(world, "oil IND A", 10, 1000)};
  PriceLevels levels;
  for (const Fuel fuel : all_fuels) levels.basic[fuel] = Eigen::VectorXd::Constant(3, 5);
  const EnergyTables tables = fuel_tables(world, uses, Fuel::coal, {40, 0, 0});
  CHECK(user_wedges(tables, levels, world, recipe)[0].coke == 0);
  recipe.coke.users = {"IND"};
  const std::vector<DeliveredFuel> found = user_wedges(tables, levels, world, recipe);
  const double coke = 1000 - 50 - 80 - 25;  // less base, delivery and tax
  CHECK(found[0].coke == doctest::Approx(coke).epsilon(1e-12));
  CHECK(found[0].freed() + found[1].freed() == doctest::Approx(0).epsilon(1e-9));
}
