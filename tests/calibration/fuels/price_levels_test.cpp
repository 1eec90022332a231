// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/price_levels.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

const Benchmark world = fuel_world();

double coal_price(const std::vector<FuelUse>& uses, const PhysicalRecipe& recipe) {
  return price_levels(fuel_tables(world, uses, Fuel::coal, {100, 0, 0}), world, recipe).basic[Fuel::coal](0);
}

}  // namespace

TEST_CASE("the basic price of coal is what the user pays up to whom a part of the energy is used, cheapest first") {
  const std::vector<FuelUse> uses = {fuel_use(world, "coal IND A", 70, 420), fuel_use(world, "coal ELE A", 20, 60),
                                     fuel_use(world, "coal SRV A", 10, 20)};  // 6, 3 and 2 USD/GJ
  PhysicalRecipe recipe = fuel_recipe();
  recipe.price.quantile = 0.10;
  CHECK(coal_price(uses, recipe) == doctest::Approx(2).epsilon(1e-12));
  recipe.price.quantile = 0.15;
  CHECK(coal_price(uses, recipe) == doctest::Approx(3).epsilon(1e-12));
  recipe.price.quantile = 0.31;
  CHECK(coal_price(uses, recipe) == doctest::Approx(6).epsilon(1e-12));
}

TEST_CASE("the basic price of coal stays inside the range of the recipe") {
  PhysicalRecipe recipe = fuel_recipe();
  recipe.price.coal = {2.5, 5};
  CHECK(coal_price({fuel_use(world, "coal IND A", 10, 10)}, recipe) == 2.5);
  CHECK(coal_price({fuel_use(world, "coal IND A", 10, 90)}, recipe) == 5);
}

TEST_CASE("what the sector of a fuel buys of it says nothing about its price") {
  const std::vector<FuelUse> uses = {fuel_use(world, "coal COL A", 90, 1), fuel_use(world, "coal IND A", 10, 40)};
  CHECK(coal_price(uses, fuel_recipe()) == doctest::Approx(4).epsilon(1e-12));
}

TEST_CASE("crude oil costs what refineries pay, inside the range, and less only where exports pay a duty") {
  const auto price = [](double value, const PhysicalRecipe& recipe) {
    const auto tables = fuel_tables(world, {fuel_use(world, "crude OIL A", 10, value)}, Fuel::crude, {10, 0, 0});
    return price_levels(tables, world, recipe).basic[Fuel::crude](0);
  };
  PhysicalRecipe recipe = fuel_recipe();
  CHECK(price(90, recipe) == doctest::Approx(9).epsilon(1e-12));
  CHECK(price(40, recipe) == 6.5);
  CHECK(price(400, recipe) == doctest::Approx(0.72 * 16.5).epsilon(1e-12));
  recipe.price.export_duty = {"A"};
  CHECK(price(40, recipe) == doctest::Approx(4).epsilon(1e-12));
  recipe.price.crude_least_at_home = 5;
  CHECK(price(40, recipe) == 5);
  CHECK(price(60, recipe) == doctest::Approx(6).epsilon(1e-12));
  recipe.price.crude_least_at_home = 9;
  CHECK(price(40, recipe) == 6.5);
  recipe.price.export_duty = {"B"};
  CHECK(price(40, recipe) == 6.5);
}

TEST_CASE("a region that has to import shares one price with its main supplier where that is dearer") {
  Benchmark benchmark = fuel_world();
  const Sector coal = benchmark.find_sector("COL");
  benchmark.trade = {{Region{0}, coal, Region{1}, 100, 0, 0, {}}, {Region{2}, coal, Region{1}, 20, 0, 0, {}}};
  const std::vector<FuelUse> uses = {fuel_use(benchmark, "coal IND A", 30, 120),  // 4 USD/GJ, net exporter
                                     fuel_use(benchmark, "coal IND B", 10, 20),   // 2 USD/GJ, net importer
                                     fuel_use(benchmark, "coal IND C", 10, 60)};  // 6 USD/GJ, small supplier
  const PriceLevels levels =
      price_levels(fuel_tables(benchmark, uses, Fuel::coal, {36, 2, 12}), benchmark, fuel_recipe());
  const double shared = std::exp((30 * std::log(4.0) + 10 * std::log(2.0)) / 40);
  CHECK(levels.basic[Fuel::coal](0) == doctest::Approx(shared).epsilon(1e-12));
  CHECK(levels.basic[Fuel::coal](1) == levels.basic[Fuel::coal](0));
  CHECK(levels.basic[Fuel::coal](2) == doctest::Approx(6).epsilon(1e-12));
  CHECK(levels.first[Fuel::coal](1) == doctest::Approx(2).epsilon(1e-12));
  CHECK(levels.adjustments.size() == 2);
}

TEST_CASE("importers that pay more than their supplier gets keep their price") {
  Benchmark benchmark = fuel_world();
  benchmark.trade = {{Region{0}, benchmark.find_sector("COL"), Region{1}, 100, 0, 0, {}}};
  const std::vector<FuelUse> uses = {fuel_use(benchmark, "coal IND A", 30, 60),
                                     fuel_use(benchmark, "coal IND B", 10, 50)};
  const PriceLevels levels =
      price_levels(fuel_tables(benchmark, uses, Fuel::coal, {40, 0, 0}), benchmark, fuel_recipe());
  CHECK(levels.basic[Fuel::coal](0) == doctest::Approx(2).epsilon(1e-12));
  CHECK(levels.basic[Fuel::coal](1) == doctest::Approx(5).epsilon(1e-12));
  CHECK(levels.adjustments.empty());
}
