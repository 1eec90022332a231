// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/plant_price.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace etslink;

namespace {

SplitTechnology plant(int rule, double twh, double paid, double capital) {
  SplitTechnology technology;
  technology.rule = rule;
  technology.twh = twh;
  technology.reached.fuel = 0.5 * paid * twh;
  technology.reached.labour = 0.3 * paid * twh;
  technology.reached.goods = 0.2 * paid * twh;
  technology.wanted.capital = capital * twh;
  return technology;
}

TechnologyRule rule(double least_capital, double site) {
  TechnologyRule result;
  result.least_capital = least_capital;
  result.site = site;
  return result;
}

// Cheap, middle and dear plants, 10, 40 and 100 USD/MWh without capital, and supported ones.
struct Plants {
  std::vector<TechnologyRule> rules{rule(0.5, 0.4), rule(0.5, 0), rule(0.5, 0), rule(1, 0.1)};
  std::vector<SplitTechnology> technologies{plant(0, 100, 10, 20), plant(1, 200, 40, 10), plant(2, 10, 100, 15),
                                            plant(3, 5, 10, 90)};
  double earned = 6000, price = 0;

  explicit Plants(double earned_by_all) : earned(earned_by_all) {
    price = set_plant_price(earned, rules, technologies);
  }
};

double sum_of(const Plants& plants, double PlantCosts::*item) {
  double sum = 0;
  for (const SplitTechnology& technology : plants.technologies) sum += technology.reached.*item;
  return sum;
}

}  // namespace

TEST_CASE("plants earn in sum what the sector's plants earn, and sell at one price, the mean of their costs") {
  for (const double earned : {1.0, 900.0, 6000.0, 50000.0}) {
    CAPTURE(earned);
    const Plants plants(earned);
    const double all = sum_of(plants, &PlantCosts::capital) + sum_of(plants, &PlantCosts::rent);
    CHECK(std::abs(all / earned - 1) < 1e-12);
    CHECK(std::abs(sum_of(plants, &PlantCosts::pool)) < 1e-9 * plants.price * 315);
    for (const SplitTechnology& technology : plants.technologies) {
      const double price = (technology.reached.all() - technology.reached.pool) / technology.twh;
      CHECK(std::abs(price / plants.price - 1) < 1e-12);
      CHECK(technology.reached.capital >= 0);
      CHECK(technology.reached.rent >= 0);
    }
  }
}

TEST_CASE("plants that earn more than their least do so as if all sold at one price before the pool") {
  const Plants plants(6000);
  const SplitTechnology &cheap = plants.technologies[0], &middle = plants.technologies[1];
  CHECK(cheap.reached.capital + cheap.reached.rent > 0.5 * cheap.wanted.capital + 1);
  CHECK(middle.reached.capital + middle.reached.rent > 0.5 * middle.wanted.capital + 1);
  CHECK(cheap.reached.all() / cheap.twh == doctest::Approx(middle.reached.all() / middle.twh).epsilon(1e-12));
}

TEST_CASE("a rent is what a price leaves beyond the capital of the source") {
  const Plants plants(6000);
  for (const SplitTechnology& technology : plants.technologies) {
    CAPTURE(technology.rule);
    if (technology.reached.rent > 0) CHECK(technology.reached.capital == technology.wanted.capital);
    CHECK(technology.reached.capital <= technology.wanted.capital);
  }
  CHECK(plants.technologies[0].reached.rent > 0);
  CHECK(plants.technologies[2].reached.rent == 0);
}

TEST_CASE("plants earn at least their part of capital, and a pool gives dear plants what it takes from cheap ones") {
  const Plants plants(6000);
  CHECK(std::abs(plants.technologies[2].reached.capital - 0.5 * 150) < 1e-9);
  CHECK(std::abs(plants.technologies[3].reached.capital - 450) < 1e-9);
  CHECK(plants.technologies[0].reached.pool < 0);
  CHECK(plants.technologies[2].reached.pool > 0);
  CHECK(plants.technologies[3].reached.pool > 0);
}

TEST_CASE("where capital income is short, its least parts are three quarters of it") {
  const Plants plants(400);
  const double least = 0.5 * (2000 + 2000 + 150) + 450;
  CHECK(std::abs(plants.technologies[3].reached.capital - 450 * 300 / least) < 1e-9);
}

TEST_CASE("a resource has at least the site's part of capital and rent, and at least the rent") {
  const Plants plants(6000), poor(400);
  CHECK(plants.technologies[0].resource == plants.technologies[0].reached.rent);
  CHECK(std::abs(poor.technologies[0].resource - 0.4 * poor.technologies[0].reached.capital) < 1e-9);
  CHECK(std::abs(plants.technologies[3].resource - 0.1 * 450) < 1e-9);
  CHECK(plants.technologies[1].resource == plants.technologies[1].reached.rent);
}
