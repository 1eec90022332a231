// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_prices.h"

#include <doctest/doctest.h>

#include <cmath>

#include "calibration/electricity/electricity_accounts.h"
#include "calibration/electricity/nonnegative_least_squares.h"
#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

const Benchmark world = fuel_world();

ElectricityBuyer buyer(const std::string& code, double twh, double value, double tax = 0) {
  ElectricityBuyer result;
  result.region = Region{0};
  result.user =
      world.find_agent(code).valid() ? User{User::Kind::agent, world.find_agent(code).index} : sector_user(world, code);
  ElectricityAccountsRecipe recipe;
  recipe.industry = {"IND"};
  result.kind = class_of(world, result.user, recipe);
  result.twh = twh;
  result.value_musd = value;
  result.tax_musd = tax;
  return result;
}

Target wanted(TargetKind kind, double value, const std::vector<std::string>& users) {
  Target target;
  target.kind = kind;
  target.region = "A";
  target.users = users;
  target.wanted = value;
  target.width = 0.01;
  return target;
}
Target wanted_price(double price, const std::vector<std::string>& users) {
  return wanted(TargetKind::electricity_price, price, users);
}
Target wanted_share(double share, const std::string& sector) {
  return wanted(TargetKind::fuel_cost_share, share, {sector});
}

// Households 20 % tax, industry and services, 10 TWh each for 500 million USD; B and C as A, without targets.
struct Case {
  std::vector<Generation> generation = std::vector<Generation>(3, {33, 2, 1});
  std::vector<ElectricityBuyer> buyers;
  std::vector<double> fuel_cost = {600, 600, 600}, net_of_tax = {0.9, 0.9, 0.9};
  std::vector<Target> targets;
  ElectricityAccountsRecipe recipe;

  Case() {
    for (int region = 0; region < 3; ++region) {
      for (ElectricityBuyer one : {buyer("HH_A", 10, 500, 100), buyer("IND", 10, 500), buyer("SRV", 10, 500)}) {
        one.region = Region{region};
        buyers.push_back(one);
      }
    }
    recipe.table_width = 10;  // hardly counts
    recipe.delivery_width = 1000;
  }
  [[nodiscard]] ElectricityPrices solve() const {
    return electricity_prices({world, generation, buyers, fuel_cost, net_of_tax, targets, recipe});
  }
};

}  // namespace

TEST_CASE("least squares without negative values are those of the unknowns that are not 0") {
  Eigen::MatrixXd a(3, 2);
  a << 1, 0, 0, 1, 1, 1;
  Eigen::VectorXd b(3);
  b << 1, 2, 3;
  CHECK((nonnegative_least_squares(a, b) - Eigen::Vector2d(1, 2)).norm() < 1e-12);
  b << 4, -3, 2;  // without the bound (10/3, -7/3 ...): the second is 0, the first the mean of 4 and 2
  CHECK((nonnegative_least_squares(a, b) - Eigen::Vector2d(3, 0)).norm() < 1e-12);
  b << -1, -2, -3;
  CHECK(nonnegative_least_squares(a, b).norm() == 0);
}

TEST_CASE("without targets electricity costs what the money says, and nobody pays delivery") {
  const ElectricityPrices prices = Case().solve();
  for (int region = 0; region < 3; ++region) {
    CHECK(prices.basic[static_cast<std::size_t>(region)] == doctest::Approx(50).epsilon(1e-9));
    CHECK(prices.delivery[static_cast<std::size_t>(region)].sum() < 1e-9);
  }
}

TEST_CASE("prices of classes are reached by a basic price and deliveries, taxes included") {
  Case c;
  c.targets = {wanted_price(120, {"HH_A"}), wanted_price(70, {"IND"}), wanted_price(90, {})};
  c.targets[0].users = {"HH"};
  const ElectricityPrices prices = c.solve();
  CHECK(prices.paid(c.buyers[0]) == doctest::Approx(120).epsilon(0.01));
  CHECK(prices.paid(c.buyers[1]) == doctest::Approx(70).epsilon(0.01));
  CHECK(prices.paid(c.buyers[2]) == doctest::Approx(80).epsilon(0.01));  // what the mean leaves
  CHECK(prices.delivery[0][ElectricityClass::industry] < 1e-6);
  CHECK(prices.basic[1] == doctest::Approx(50).epsilon(1e-9));  // of another region
}

TEST_CASE("a share of fuels is a wanted price of power, and gives way to published prices") {
  Case c;
  c.targets = {wanted_share(0.25, "ELE")};
  const double price = 600 / (0.25 * 0.9 * 33);
  CHECK(c.solve().basic[0] == doctest::Approx(price).epsilon(1e-3));
  c.targets.push_back(wanted_price(60, {"IND"}));
  c.recipe.target_weight = 1;
  const double equal = c.solve().basic[0];
  c.recipe.target_weight = 10;
  const double weighted = c.solve().basic[0];
  CHECK(weighted < equal);
  CHECK(equal < price);
  CHECK(weighted == doctest::Approx(60).epsilon(0.02));
}

TEST_CASE("shares of fuels in other sectors say nothing about electricity") {
  Case c;
  c.targets = {wanted_share(0.9, "OIL")};
  CHECK(c.solve().basic[0] == doctest::Approx(50).epsilon(1e-9));
}
