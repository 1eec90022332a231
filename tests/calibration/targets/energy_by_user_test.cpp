// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/energy_by_user.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "calibration/targets/measure.h"
#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

// Region A burns coal (industry, power, households) and oil (industry, services, households), B coal; 0.1 Mt/PJ.
struct UserWorld {
  Benchmark benchmark = fuel_world();
  PhysicalRecipe recipe = fuel_recipe();
  Co2Targets published;

  UserWorld() {
    published.consumption_pj = Eigen::MatrixXd::Zero(3, 3);
    add("A", "IND", "COL", 200);
    add("A", "ELE", "COL", 300);
    add("A", "HH_A", "COL", 100);
    add("A", "IND", "OIL", 100);
    add("A", "SRV", "OIL", 300);
    add("A", "HH_A", "OIL", 100);
    add("B", "IND", "COL", 50);
  }

  // Every user pays 4 USD/GJ and 1 of tax.
  void add(const std::string& region, const std::string& user, const std::string& fuel, double pj) {
    const Agent agent = benchmark.find_agent(user);
    const User who = agent.valid() ? User{User::Kind::agent, agent.index} : sector_user(benchmark, user);
    const Region place = benchmark.find_region(region);
    const Sector good = benchmark.find_sector(fuel);
    benchmark.energy.push_back({place, who, good, pj, {}, {}});
    benchmark.emissions.push_back({place, who, good, {}, Gas::co2, 0.1 * pj, {}, {}});
    benchmark.use.push_back({place, good, who, {}, 4 * pj, pj, {}, {}});
  }

  Target& want(const std::vector<std::string>& users, Fuel fuel, double wanted) {
    Target target;
    target.region = "A";
    target.users = users;
    target.fuels = {fuel};
    target.wanted = wanted;
    target.width = 0.1;
    recipe.targets.push_back(target);
    return recipe.targets.back();
  }

  EnergyByUser move() {
    TargetMoves moves;
    return move_energy_to_targets(benchmark, published, recipe, moves);
  }
};

std::map<std::pair<int, int>, double> totals(const Benchmark& benchmark) {
  std::map<std::pair<int, int>, double> mt;
  for (const EmissionFlow& flow : benchmark.emissions) mt[{flow.region.index, flow.fuel->index}] += flow.mt;
  return mt;
}

void check_totals(const Benchmark& benchmark) {
  for (const auto& [key, mt] : totals(UserWorld().benchmark)) CHECK(std::abs(totals(benchmark)[key] / mt - 1) < 1e-12);
  for (std::size_t i = 0; i < benchmark.energy.size(); ++i)  // one factor for each fuel
    CHECK(benchmark.emissions[i].mt == doctest::Approx(0.1 * benchmark.energy[i].pj).epsilon(1e-12));
}

}  // namespace

TEST_CASE("a target of CO2 within reach is met, and CO2 and energy of each region and fuel stay") {
  UserWorld world;
  const Target target = world.want({"IND", "HH"}, Fuel::coal, 25);  // 30 before
  CHECK(!target.holds(*measured(world.benchmark, target)));
  static_cast<void>(world.move());
  CHECK(target.holds(*measured(world.benchmark, target)));
  // Both users of the class share the change, as their errors are the same.
  CHECK(world.benchmark.emissions[0].mt / world.benchmark.emissions[2].mt == doctest::Approx(2).epsilon(1e-9));
  CHECK(world.benchmark.emissions[3].mt == 10);  // oil
  CHECK(world.benchmark.emissions[6].mt == 5);   // B
  check_totals(world.benchmark);
}

TEST_CASE("a target out of reach is drawn to and stays outside, and CO2 of each region and fuel stays") {
  UserWorld world;
  const Target target = world.want({"SRV"}, Fuel::oil, 80);  // all oil of A: 50
  TargetMoves moves;
  static_cast<void>(move_energy_to_targets(world.benchmark, world.published, world.recipe, moves));
  CHECK(moves.of(target).find("out of reach: all users of the region have 50 Mt CO2") != std::string::npos);
  const double reached = *measured(world.benchmark, target);
  CHECK(!target.holds(reached));
  CHECK(reached > 45);
  CHECK(reached < 50);
  check_totals(world.benchmark);
}

TEST_CASE("a cell without error keeps its energy, and the others move") {
  UserWorld world;
  world.recipe.energy_error = {{"A", {{"ELE", 0.0}}}};
  static_cast<void>(world.want({"IND"}, Fuel::coal, 25));
  static_cast<void>(world.move());
  CHECK(world.benchmark.energy[1].pj == doctest::Approx(300).epsilon(1e-12));
  CHECK(world.benchmark.energy[0].pj == doctest::Approx(250).epsilon(0.05));
  check_totals(world.benchmark);
}

TEST_CASE("reliable cells move less than others") {
  UserWorld world;
  world.recipe.energy_error = {{"default", {{"default", 0.5}, {"ELE", 0.1}}}};
  static_cast<void>(world.want({"IND"}, Fuel::coal, 30));  // 20 before
  static_cast<void>(world.move());
  const double power = world.benchmark.energy[1].pj / 300, households = world.benchmark.energy[2].pj / 100;
  CHECK(power < 1);
  CHECK(std::log(households) == doctest::Approx(25 * std::log(power)).epsilon(1e-6));
}

TEST_CASE("an error of a fuel holds for users that have none of their own") {
  UserWorld world;
  world.recipe.energy_error = {{"default", {{"oil", 0.0}, {"HH", 0.5}, {"SRV", 0.5}}}};
  static_cast<void>(world.want({"HH"}, Fuel::oil, 20));
  static_cast<void>(world.move());
  CHECK(world.benchmark.energy[3].pj == doctest::Approx(100).epsilon(1e-12));  // industry
  CHECK(world.benchmark.energy[5].pj > 190);
}

TEST_CASE("a lower bound that holds moves nothing, one that does not is drawn to") {
  UserWorld world;
  world.want({"SRV", "HH"}, Fuel::oil, 20).bound = TargetBound::least;
  const EnergyByUser none = world.move();
  CHECK(none.purchases.empty());
  for (const EnergyFlow& flow : world.benchmark.energy) CHECK(std::abs(std::remainder(flow.pj, 50)) < 1e-9);
  world.want({"HH"}, Fuel::oil, 30).bound = TargetBound::least;
  static_cast<void>(world.move());
  CHECK(*measured(world.benchmark, world.recipe.targets[1]) > 27);
  check_totals(world.benchmark);
}

TEST_CASE("targets of energy move the same cells as targets of their CO2") {
  UserWorld by_co2, by_energy;
  static_cast<void>(by_co2.want({"HH"}, Fuel::oil, 20));
  by_energy.want({"HH"}, Fuel::oil, 200).kind = TargetKind::energy;
  static_cast<void>(by_co2.move());
  static_cast<void>(by_energy.move());
  CHECK(*measured(by_energy.benchmark, by_energy.recipe.targets[0]) == doctest::Approx(200).epsilon(0.01));
  CHECK(by_co2.benchmark.energy[5].pj == doctest::Approx(by_energy.benchmark.energy[5].pj).epsilon(0.01));
}

TEST_CASE("what energy costs goes with it and sums to nothing") {
  UserWorld world;
  static_cast<void>(world.want({"HH"}, Fuel::oil, 20));  // 10 before, all others of oil give
  const EnergyByUser moved = world.move();
  double value = 0, tax = 0, households = 0;
  for (const MovedPurchase& purchase : moved.purchases) {
    value += purchase.value_musd;
    tax += purchase.tax_musd;
    if (purchase.user.kind == User::Kind::agent) households = purchase.value_musd;
  }
  CHECK(std::abs(value) < 1e-9);
  CHECK(std::abs(tax) < 1e-9);
  const double gained = world.benchmark.energy[5].pj - 100;
  CHECK(gained > 90);
  CHECK(households == doctest::Approx(4 * gained).epsilon(1e-9));
}

TEST_CASE("a user that pays more than the mean, for feedstock or coke, gives energy at the mean price of its region") {
  UserWorld world;
  world.benchmark.use[3].value_musd = 4000;  // industry: 40 USD/GJ; region: (4000 + 1200 + 400) / 700 PJ = 8
  world.published.consumption_pj(0, static_cast<int>(Co2Source::oil)) = 700;
  static_cast<void>(world.want({"HH"}, Fuel::oil, 20));
  const EnergyByUser moved = world.move();
  const double lost = 100 - world.benchmark.energy[3].pj;
  CHECK(lost > 10);
  CHECK(moved.purchases[0].value_musd == doctest::Approx(-8 * lost).epsilon(1e-9));
  CHECK(moved.purchases[0].tax_musd == doctest::Approx(-lost).epsilon(1e-9));
}

TEST_CASE("without targets of energy nothing moves") {
  UserWorld world;
  world.want({"IND"}, Fuel::coal, 5).kind = TargetKind::fuel_price;
  CHECK(world.move().purchases.empty());
  CHECK(world.benchmark.energy[0].pj == 200);
}

TEST_CASE("targets that no step comes nearer to are refused at the line of the one that is missed by most") {
  UserWorld world;
  world.want({"HH"}, Fuel::oil, 1e-6).fuels.clear();  // contradicts the next; a recipe with both is refused before
  world.want({"HH"}, Fuel::oil, 40).at = {"recipe.toml", 60};
  world.recipe.targets.front().at = {"recipe.toml", 50};
  for (Target& target : world.recipe.targets) target.width = 0;
  CHECK_THROWS_WITH_AS(
      static_cast<void>(world.move()),
      "recipe.toml:50: energy can't be moved to this target and the others together: emissions of HH, A "
      "has 20 Mt CO2, and 1e-06 Mt CO2 is wanted",
      InputError);
}
