// SPDX-License-Identifier: Apache-2.0
// Technologies that stand idle, and policies of a sector with technologies.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "calibration/read_technologies.h"
#include "model/technology.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// Power by technology with a cap in A.
EconomyInputs with_technologies(double cut) {
  EconomyInputs inputs = economy_inputs("tiny_technologies");
  if (cut > 0) add_market(inputs, "A", cut);
  return inputs;
}

// What making a unit costs without permits, and emits [USD, t per USD of benchmark output].
struct UnitCost {
  double cost = 0, tonnes = 0;
};
UnitCost unit_cost(const SolvedEconomy& solved, const std::string& name) {
  const Activity& activity = solved.economy.activities[solved.activity(name)];
  const double made = activity.quantity0 * solved.level(name);
  UnitCost unit;
  const auto add = [&](const auto& self, const Activity& maker) -> void {
    for (int e = maker.first_edge; e < maker.last_edge; ++e) {
      const Edge& edge = solved.economy.edges[e];
      if (edge.role == EdgeRole::bundle) {
        const auto below = std::find_if(solved.economy.activities.begin(), solved.economy.activities.end(),
                                        [&](const Activity& a) { return a.output == edge.commodity; });
        self(self, *below);
        continue;
      }
      double tonnes = 0;
      for (const Emission& emission : edge.emissions) tonnes += emission.coefficient;
      const double q = solved.state.edge_quantity[e];
      unit.cost += (solved.state.edge_price[e] - tonnes * solved.state.permit_price[0]) * q / made;
      unit.tonnes += tonnes * q / made;
    }
  };
  add(add, activity);
  return unit;
}

// Coal power that catches a part of the CO2 of its coal, idle in A at a mark-up.
IdleActivity capture(const Benchmark& b, double caught, double markup) {
  const Sector plant = b.find_sector("ELE.coal");
  const Region region = b.find_region("A");
  const double cost = costs_of(b, region, plant);
  IdleActivity activity;
  activity.region = region;
  activity.code = "CAPTURE";
  activity.good = plant;
  activity.markup = markup;
  const auto add = [&](ActivityInput input, double value, double tax) {
    input.share = (value + tax) / cost;
    input.tax_rate = tax / value;
    activity.inputs.push_back(input);
  };
  std::map<Sector, std::pair<double, double>> goods;
  for (const UseFlow& flow : b.use) {
    if (flow.region != region || flow.user != User{User::Kind::sector, plant.index}) continue;
    goods[flow.good].first += flow.value_musd;
    goods[flow.good].second += flow.tax_musd;
  }
  for (const auto& [good, bought] : goods) {
    const bool is_coal = good == b.find_sector("COL");
    add({good, {}, 0, 0, is_coal ? (1 - caught) * 124 / bought.first : 0, {}}, bought.first, bought.second);
  }
  for (const FactorFlow& flow : b.value_added) {
    if (flow.region == region && flow.sector == plant)
      add({{}, flow.factor, 0, 0, 0, {}}, flow.value_musd, flow.tax_musd);
  }
  return activity;
}

}  // namespace

TEST_CASE("a latent technology of a technology enters where the permit price makes it break even") {
  EconomyInputs inputs = with_technologies(0.3);
  inputs.benchmark.activities = {capture(inputs.benchmark, 0.9, 0.3)};
  const SolvedEconomy solved = checked_solution(inputs);
  const double level = solved.level("CAPTURE, A"), plain = solved.level("electricity by coal, A");
  REQUIRE(level > 0.01);
  REQUIRE(plain > 0.01);
  const UnitCost with = unit_cost(solved, "CAPTURE, A"), without = unit_cost(solved, "electricity by coal, A");
  CHECK(with.tonnes == doctest::Approx(0.1 * 1.3 * without.tonnes).epsilon(0.1));  // more coal for a unit
  const double break_even = (with.cost - without.cost) / (without.tonnes - with.tonnes);
  CHECK(solved.state.permit_price[0] == doctest::Approx(break_even).epsilon(1e-6));
  // Below that price it stands idle, and all is as without it.
  inputs.policy.markets[0].cap_mt[0] *= 0.98 / 0.7;
  const SolvedEconomy below = solve(inputs);
  CHECK(below.level("CAPTURE, A") < 1e-9);
  inputs.benchmark.activities.clear();
  CHECK(solve(inputs).state.permit_price[0] == doctest::Approx(below.state.permit_price[0]).epsilon(1e-7));
}

TEST_CASE("capture that catches nothing is the plain plant at a mark-up, and never enters") {
  EconomyInputs inputs = with_technologies(0.3);
  const SolvedEconomy without = solve(inputs);
  inputs.benchmark.activities = {capture(inputs.benchmark, 0, 0.01)};
  const SolvedEconomy with = solve(inputs);
  CHECK(with.level("CAPTURE, A") < 1e-9);
  CHECK(with.state.permit_price[0] == doctest::Approx(without.state.permit_price[0]).epsilon(1e-7));
  CHECK(world_consumption(with) == doctest::Approx(world_consumption(without)).epsilon(1e-9));
}

TEST_CASE("a standard on a sector counts what its technologies emit against what it makes") {
  EconomyInputs inputs = with_technologies(0);
  const Sector power = inputs.benchmark.find_sector("ELE");
  Coverage coverage;
  coverage.region = {0};
  coverage.users.push_back({User::Kind::sector, power.index});
  for (const Sector technology : technologies_of(inputs.benchmark.sectors, power))
    coverage.users.push_back({User::Kind::sector, technology.index});
  coverage.fuels = {inputs.benchmark.find_sector("COL")};
  PermitMarket market;
  market.name = "power";
  market.coverage = {coverage};
  market.cap_mt.assign(2, 0);
  OutputRate rate;
  rate.region = {0};
  rate.sector = power;
  rate.relative = 0.9;
  market.standard = {rate};
  inputs.policy.markets = {market};
  inputs.policy.active = {1};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[0] > 1);
  const UnitCost coal = unit_cost(solved, "electricity by coal, A");
  const int plant = solved.activity("electricity by coal, A");
  const double mt = coal.tonnes * solved.economy.activities[plant].quantity0 * solved.level("electricity by coal, A");
  CHECK(mt / 124 == doctest::Approx(0.9 * solved.level("electricity, A")).epsilon(1e-7));
}

}  // namespace etslink
