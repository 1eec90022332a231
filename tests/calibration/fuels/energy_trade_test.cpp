// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/energy_trade.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/input_error.h"
#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

struct CoalTrade {
  Benchmark benchmark = fuel_world();
  PhysicalRecipe recipe = fuel_recipe();
  PriceLevels prices;
  std::vector<double> production = {60, 0, 30};

  CoalTrade() {
    const Sector coal = benchmark.find_sector("COL");
    const auto domestic = [&](int region, double value) {
      benchmark.use.push_back({Region{region}, coal, sector_user(benchmark, "IND"), {}, value, 0, {}, {}});
    };
    domestic(0, 80);
    domestic(2, 100);
    benchmark.trade = {{Region{0}, coal, Region{1}, 40, 0, 0, {}},
                       {Region{2}, coal, Region{1}, 40, 0, 0, {}},
                       {Region{2}, coal, Region{0}, 20, 0, 0, {}},
                       {Region{0}, coal, Region{2}, 0.5, 0, 0, {}}};
    for (const Fuel fuel : all_fuels) prices.basic[fuel] = Eigen::VectorXd::Ones(3);
    prices.basic[Fuel::coal] << 2, 5, 4;
  }

  [[nodiscard]] EnergyTables tables() const {
    return fuel_tables(benchmark,
                       {fuel_use(benchmark, "coal IND A", 40, 80), fuel_use(benchmark, "coal IND B", 25, 125),
                        fuel_use(benchmark, "coal IND C", 25, 100)},
                       Fuel::coal, production);
  }
  [[nodiscard]] EnergyTrade run() const { return energy_trade(tables(), prices, benchmark, recipe); }
};

}  // namespace

TEST_CASE("energy from each exporter is its production, energy into each region its use") {
  const CoalTrade coal;
  const Eigen::MatrixXd pj = coal.run().pj[Fuel::coal];
  CHECK((pj.rowwise().sum() - coal.tables().production_pj[Fuel::coal]).cwiseAbs().maxCoeff() < 1e-11);
  CHECK((pj.colwise().sum().transpose() - coal.tables().use_pj[Fuel::coal]).cwiseAbs().maxCoeff() < 1e-11);
  CHECK(pj.minCoeff() >= 0);
}

TEST_CASE("flows to where the fuel is cheaper and flows below the smallest are dropped and listed") {
  const CoalTrade coal;
  const EnergyTrade trade = coal.run();
  CHECK(trade.pj[Fuel::coal](2, 0) == 0);  // C sells at 4, A pays 2
  CHECK(trade.pj[Fuel::coal](0, 2) == 0);  // 0.25 PJ
  CHECK(trade.pj[Fuel::coal](0, 1) == doctest::Approx(20).epsilon(1e-10));
  bool listed = false;
  for (const Adjustment& item : trade.adjustments)
    listed = listed || (item.place == "coal, C to A" && item.size == doctest::Approx(5).epsilon(1e-12));
  CHECK(listed);
}

TEST_CASE("production that nobody buys is refused with its region") {
  CoalTrade coal;
  coal.production = {60, 20, 10};  // B has no coal of its own to sell
  CHECK_THROWS_WITH_AS((void)coal.run(),
                       "recipe.toml:1: B produces 20 PJ of coal, and no flow of it is left: smaller than the smallest, "
                       "delivered for less than its price at home, or to where none is used",
                       InputError);
}

TEST_CASE("trade that can't agree with production and use is refused with the farthest region") {
  CoalTrade coal;
  coal.production = {30, 0, 60};  // A burns 40 PJ and may buy from itself only
  CHECK_THROWS_WITH_AS((void)coal.run(),
                       doctest::Contains("no trade in coal agrees with production and use; farthest: "), InputError);
}
