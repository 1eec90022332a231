// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "model/elasticities.h"
#include "model/factors.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

EconomyInputs capped(const std::string& name, double cut) {
  EconomyInputs inputs = economy_inputs(name);
  add_market(inputs, "A", cut);
  return inputs;
}

// Gives all users of a good in a region the same share of imports, which leaves all totals as they are.
void equalize_import_shares(Benchmark& b) {
  std::map<std::pair<int, int>, std::pair<double, double>> totals;  // (region, good): domestic, imported
  std::map<std::tuple<int, int, User>, double> uses;
  for (const UseFlow& flow : b.use) {
    auto& total = totals[{flow.region.index, flow.good.index}];
    (flow.origin.kind == Origin::Kind::domestic ? total.first : total.second) += flow.value_musd;
    uses[{flow.region.index, flow.good.index, flow.user}] += flow.value_musd;
  }
  b.use.clear();
  for (const auto& [key, value] : uses) {
    const auto& [region, good, user] = key;
    const auto [domestic, imported] = totals[{region, good}];
    UseFlow flow;
    flow.region = {region};
    flow.good = {good};
    flow.user = user;
    flow.value_musd = value * domestic / (domestic + imported);
    b.use.push_back(flow);
    flow.origin.kind = Origin::Kind::imported;
    flow.value_musd = value * imported / (domestic + imported);
    if (imported > 0) b.use.push_back(flow);
  }
}

}  // namespace

TEST_CASE("Armington composites per user equal the pooled ones where all users have the same import share") {
  EconomyInputs pooled = capped("tiny2x2", 0.3);
  equalize_import_shares(pooled.benchmark);
  EconomyInputs per_user = pooled;
  per_user.options.armington = ArmingtonOption::per_user;
  const SolvedEconomy a = solve(pooled), b = solve(per_user);
  CHECK(b.economy.activities.size() > a.economy.activities.size());
  CHECK(a.state.permit_price[0] == doctest::Approx(b.state.permit_price[0]).epsilon(1e-9));
  CHECK(a.level("consumption, A") == doctest::Approx(b.level("consumption, A")).epsilon(1e-10));
  CHECK(a.level("iron and steel, B") == doctest::Approx(b.level("iron and steel, B")).epsilon(1e-10));
}

TEST_CASE("per-user Armington trade solves with all taxes, fixed stock changes and different import shares") {
  for (const char* name : {"tiny2x2", "tiny_taxes", "tiny_make"}) {
    CAPTURE(name);
    EconomyInputs inputs = capped(name, 0.2);
    inputs.options.armington = ArmingtonOption::per_user;
    const SolvedEconomy per_user = solve(inputs);
    CHECK(std::abs(per_user.state.walras_residual) < 1e-10);
    CHECK(per_user.state.permit_price[0] > 1);
  }
}

TEST_CASE("a constant supply elasticity holds along the whole cut") {
  EconomyInputs inputs = capped("tiny_taxes", 0.5);
  inputs.options.resources = ResourceOption::constant_elasticity;
  const SolvedEconomy solved = solve(inputs);
  const double price_ratio = solved.price("coal, A") / solved.price("non-resource of coal, A");
  CHECK(solved.level("coal, A") < 0.9);
  CHECK(solved.level("coal, A") == doctest::Approx(std::pow(price_ratio, 1.5)).epsilon(1e-9));
}

namespace {

// tiny_taxes with a constant supply elasticity and nine tenths of what the resource of A is paid given to labour.
EconomyInputs thin_resource() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.options.resources = ResourceOption::constant_elasticity;
  inputs.benchmark.endowments.clear();
  const Factor labour = inputs.benchmark.find_factor("LAB");
  for (FactorFlow& flow : inputs.benchmark.value_added) {
    const bool is_resource = inputs.benchmark.factors[flow.factor.index].mobility == FactorMobility::specific;
    if (flow.region.index != 0 || !is_resource) continue;
    const double moved = 0.9 * flow.value_musd, moved_tax = 0.9 * flow.tax_musd;
    flow.value_musd -= moved;
    flow.tax_musd -= moved_tax;
    for (FactorFlow& other : inputs.benchmark.value_added) {
      if (other.factor != labour || other.region != flow.region || other.sector != flow.sector) continue;
      other.value_musd += moved;
      other.tax_musd += moved_tax;
    }
  }
  return inputs;
}

// Rent of the coal of A relative to its other costs, and the part of the resource that stands idle.
struct CoalRent {
  double relative = 0, idle = 0;
};
CoalRent coal_rent(double cut) {
  EconomyInputs inputs = thin_resource();
  add_market(inputs, "A", cut);
  const SolvedEconomy solved = solve(inputs);
  CoalRent result;
  for (std::size_t v = 0; v < solved.economy.variables.size(); ++v) {
    if (solved.economy.variables[v].name == "idle resource: coal, A") result.idle = solved.state.variable[v];
  }
  const double cost = solved.price("non-resource of coal, A");
  const double curve = std::pow(solved.price("coal, A") / cost, 1.5);
  CHECK(solved.level("coal, A") == doctest::Approx((1 - result.idle) * curve).epsilon(1e-9));
  for (std::size_t c = 0; c < solved.economy.commodities.size(); ++c) {
    const Commodity& commodity = solved.economy.commodities[c];
    if (commodity.kind == CommodityKind::resource && commodity.region.index == 0)
      result.relative = solved.state.commodity_price[c] / cost;
  }
  return result;
}

}  // namespace

// The rent is what the price leaves over other costs: price / cost >= 1 - theta. A resource of a few per cent of the
// costs bears a small cut only; beyond that the price stays at cost and a part of the resource stands idle.
TEST_CASE("with a constant supply elasticity a resource that earns no rent stands idle") {
  const CoalRent small = coal_rent(0.005), large = coal_rent(0.1);
  CHECK(std::abs(small.idle) < 1e-9);
  CHECK(small.relative > idle_rent);
  CHECK(large.idle > 0.02);
  CHECK(large.relative == doctest::Approx(idle_rent).epsilon(1e-7));
}

TEST_CASE("both resource options have the same supply elasticity at the benchmark") {
  const auto supply_elasticity = [](ResourceOption option) {
    EconomyInputs inputs = capped("tiny_taxes", 0.002);
    inputs.options.resources = option;
    const SolvedEconomy solved = solve(inputs);
    return std::log(solved.level("coal, A")) /
           std::log(solved.price("coal, A") / solved.price("non-resource of coal, A"));
  };
  // Both follow eta = sigma (1 - theta)/theta of the price relative to the cost of all other inputs, to first order in
  // the shock; the calibration of benchmark_elasticity counts the resource tax in theta.
  CHECK(supply_elasticity(ResourceOption::constant_elasticity) == doctest::Approx(1.5).epsilon(1e-6));
  CHECK(supply_elasticity(ResourceOption::benchmark_elasticity) == doctest::Approx(1.5).epsilon(0.01));
}

TEST_CASE("held fuel prices follow the consumer price and the resource gives way") {
  EconomyInputs inputs = capped("tiny_taxes", 0.3);
  inputs.options.hold_fuel_prices = true;
  const SolvedEconomy held = solve(inputs);
  for (const char* region : {"A", "B"}) {
    CHECK(held.price(std::string("coal, ") + region) ==
          doctest::Approx(held.price(std::string("consumption, ") + region)).epsilon(1e-9));
  }
  CHECK(held.state.resource_availability[0] < 0.99);
  const double world_price_effect = solve(capped("tiny_taxes", 0.3)).price("coal, B");
  CHECK(world_price_effect < 1);  // without the option the cut lowers the price of coal
}

namespace {

// A cut with the top elasticity of every sector, extraction included, a plain number.
EconomyInputs with_number_at_top(double cut) {
  EconomyInputs inputs = capped("tiny_taxes", cut);
  inputs.nests.production.front().nests.front().sigma = {0.3, "", false, {}};
  return inputs;
}

}  // namespace

TEST_CASE("fuel prices are held whether the nest of extraction has a supply elasticity or a number") {
  EconomyInputs inputs = with_number_at_top(0.3);
  inputs.options.hold_fuel_prices = true;
  const SolvedEconomy held = solve(inputs);
  REQUIRE(held.economy.availabilities.size() == 2);
  for (const char* region : {"A", "B"}) {
    CHECK(held.price(std::string("coal, ") + region) ==
          doctest::Approx(held.price(std::string("consumption, ") + region)).epsilon(1e-9));
  }
}

TEST_CASE("a resource below the top of its nest is found as well") {
  EconomyInputs inputs = capped("tiny_taxes", 0.3);
  std::vector<Nest>& nests = inputs.nests.production.front().nests;
  nests[0].sigma = {0.3, "", false, {}};
  nests[0].inputs = {"non-resource"};
  nests[3].inputs = {"factors:rest", "factors:specific"};  // value added
  CHECK(inputs.build().availabilities.empty());
  inputs.options.hold_fuel_prices = true;
  const SolvedEconomy held = solve(inputs);
  REQUIRE(held.economy.availabilities.size() == 2);
  CHECK(held.price("coal, B") == doctest::Approx(held.price("consumption, B")).epsilon(1e-9));
  inputs.options.resources = ResourceOption::constant_elasticity;
  CHECK_THROWS_WITH_AS((void)inputs.build(), doctest::Contains("needs a top nest of two inputs"), InputError);
}

TEST_CASE("a constant supply elasticity goes before the number at the top of extraction") {
  EconomyInputs number = with_number_at_top(0.3), word = capped("tiny_taxes", 0.3);
  number.options.resources = word.options.resources = ResourceOption::constant_elasticity;
  const SolvedEconomy a = solve(number), b = solve(word);
  CHECK(a.state.permit_price[0] == doctest::Approx(b.state.permit_price[0]).epsilon(1e-10));
  CHECK(a.level("coal, A") == doctest::Approx(b.level("coal, A")).epsilon(1e-10));
  CHECK(b.level("coal, A") < 0.99);
}

TEST_CASE("the region that carries the slack changes no result") {
  EconomyInputs first = capped("tiny_taxes", 0.2);
  EconomyInputs second = first;
  second.options.numeraire_region = "B";
  const SolvedEconomy a = solve(first), b = solve(second);
  CHECK(a.state.permit_price[0] == doctest::Approx(b.state.permit_price[0]).epsilon(1e-9));
  CHECK(a.price("labour, B") == doctest::Approx(b.price("labour, B")).epsilon(1e-10));
}

TEST_CASE("the numeraire is the world price of consumption") {
  const SolvedEconomy solved = solve(capped("tiny_taxes", 0.3));
  double sum = 0, weight = 0;
  for (const char* region : {"A", "B"}) {
    const double value = solved.economy.activities[solved.activity(std::string("consumption, ") + region)].quantity0;
    sum += value * solved.price(std::string("consumption, ") + region);
    weight += value;
  }
  CHECK(sum / weight == doctest::Approx(1).epsilon(1e-11));
}

TEST_CASE("elasticities of the study go before those of the benchmark, and these before the nest file") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const Region a = inputs.benchmark.find_region("A"), b = inputs.benchmark.find_region("B");
  const Sector coal = inputs.benchmark.find_sector("COL");
  const ElasticityTable table(inputs.benchmark, inputs.nests, inputs.options);
  CHECK(table.value("esubd", a, coal, {}) == 4);  // elasticities.csv: esubd,A,COL,4
  CHECK(table.value("esubd", b, coal, {}) == 3);  // esubd,,,3
  CHECK(table.value("supply_elasticity", a, coal, {}) == 1.5);
  inputs.options.elasticities = {{"esubd", "", "", 9, {}}, {"esubd", "B", "COL", 7, {}}};
  const ElasticityTable study(inputs.benchmark, inputs.nests, inputs.options);
  CHECK(study.value("esubd", a, coal, {}) == 9);
  CHECK(study.value("esubd", b, coal, {}) == 7);
  CHECK_THROWS_WITH_AS((void)study.value("esubq", a, coal, {"klem.toml", 7}),
                       doctest::Contains("klem.toml:7: elasticity parameter 'esubq' has no value"), InputError);
}

TEST_CASE("a higher elasticity between energy and value added lowers the permit price") {
  EconomyInputs rigid = capped("tiny2x2", 0.3);
  EconomyInputs flexible = rigid;
  for (Nest& nest : flexible.nests.production[0].nests) {
    if (nest.name == "kle") nest.sigma.factor = 0.9;
  }
  CHECK(solve(flexible).state.permit_price[0] < solve(rigid).state.permit_price[0]);
}

}  // namespace etslink
