// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/plant_price.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace etslink;

namespace {

// What is paid and wanted is stated per MWh.
Plants per_mwh(Plants plants) {
  plants.paid *= plants.quantity;
  plants.wanted_capital *= plants.quantity;
  return plants;
}

// Cheap, middle and dear plants, 10, 40 and 100 USD/MWh without capital, and supported ones.
struct RegionOfPlants {
  std::vector<Plants> plants{per_mwh({100, 10, 20, 0.5, 0.4}), per_mwh({200, 40, 10, 0.5, 0}),
                             per_mwh({10, 100, 15, 0.5, 0}), per_mwh({5, 10, 90, 1, 0.1})};
  double price = 0;

  explicit RegionOfPlants(double earned) : price(set_plant_price(earned, plants)) {}
};

double sum_of(const RegionOfPlants& region, double Plants::*item) {
  double sum = 0;
  for (const Plants& plants : region.plants) sum += plants.*item;
  return sum;
}

}  // namespace

TEST_CASE("plants earn in sum what the sector's plants earn, and sell at one price, the mean of their costs") {
  for (const double earned : {1.0, 900.0, 6000.0, 50000.0}) {
    CAPTURE(earned);
    const RegionOfPlants region(earned);
    const double all = sum_of(region, &Plants::capital) + sum_of(region, &Plants::rent);
    CHECK(std::abs(all / earned - 1) < 1e-12);
    CHECK(std::abs(sum_of(region, &Plants::pool)) < 1e-9 * region.price * 315);
    for (const Plants& plants : region.plants) {
      const double price = (plants.all() - plants.pool) / plants.quantity;
      CHECK(std::abs(price / region.price - 1) < 1e-12);
      CHECK(plants.capital >= 0);
      CHECK(plants.rent >= 0);
    }
  }
}

TEST_CASE("plants that earn more than their least do so as if all sold at one price before the pool") {
  const RegionOfPlants region(6000);
  const Plants &cheap = region.plants[0], &middle = region.plants[1];
  CHECK(cheap.capital + cheap.rent > 0.5 * cheap.wanted_capital + 1);
  CHECK(middle.capital + middle.rent > 0.5 * middle.wanted_capital + 1);
  CHECK(cheap.all() / cheap.quantity == doctest::Approx(middle.all() / middle.quantity).epsilon(1e-12));
}

TEST_CASE("a rent is what a price leaves beyond the capital of the source") {
  const RegionOfPlants region(6000);
  for (const Plants& plants : region.plants) {
    CAPTURE(plants.paid);
    if (plants.rent > 0) CHECK(plants.capital == plants.wanted_capital);
    CHECK(plants.capital <= plants.wanted_capital);
  }
  CHECK(region.plants[0].rent > 0);
  CHECK(region.plants[2].rent == 0);
}

TEST_CASE("plants earn at least their part of capital, and a pool gives dear plants what it takes from cheap ones") {
  const RegionOfPlants region(6000);
  CHECK(std::abs(region.plants[2].capital - 0.5 * 150) < 1e-9);
  CHECK(std::abs(region.plants[3].capital - 450) < 1e-9);
  CHECK(region.plants[0].pool < 0);
  CHECK(region.plants[2].pool > 0);
  CHECK(region.plants[3].pool > 0);
}

TEST_CASE("where capital income is short, its least parts are three quarters of it") {
  const RegionOfPlants region(400);
  const double least = 0.5 * (2000 + 2000 + 150) + 450;
  CHECK(std::abs(region.plants[3].capital - 450 * 300 / least) < 1e-9);
}

TEST_CASE("a resource has at least the site's part of capital and rent, and at least the rent") {
  const RegionOfPlants region(6000), poor(400);
  CHECK(region.plants[0].resource == region.plants[0].rent);
  CHECK(std::abs(poor.plants[0].resource - 0.4 * poor.plants[0].capital) < 1e-9);
  CHECK(std::abs(region.plants[3].resource - 0.1 * 450) < 1e-9);
  CHECK(region.plants[1].resource == region.plants[1].rent);
}
