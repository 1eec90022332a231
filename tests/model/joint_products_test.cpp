// SPDX-License-Identifier: Apache-2.0
#include "model/joint_products.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "model/instruments/output_rates.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr double exact = 1e-9;
constexpr double bread0 = 60, cake0 = 40;            // what the one sector makes of its two goods
constexpr double bread_tax0 = 0.1, cake_tax0 = 0.2;  // part of the market price
constexpr double sigma = 1.6;                        // between the goods, of the household

// One country whose only sector makes bread and cake of labour alone.
EconomyInputs bakery(double eta) {
  EconomyInputs inputs{{}, plain_nests(), {}, {}};
  Benchmark& b = inputs.benchmark;
  b.folder = "bakery";
  b.regions = {{"A", "A"}};
  b.sectors = {{"BREAD", "bread", SectorRole::other}, {"CAKE", "cake", SectorRole::other}};
  b.factors = {{"LAB", "labour", FactorMobility::mobile}};
  b.agents = {{"HH_A", {0}, AgentKind::household}};
  b.make = {{{0}, {0}, {0}, bread0, {}}, {{0}, {0}, {1}, cake0, {}}};
  b.output_tax = {{{0}, {0}, bread_tax0 * bread0, {}, {0}}, {{0}, {0}, cake_tax0 * cake0, {}, {1}}};
  b.value_added = {{{0}, {0}, {0}, (1 - bread_tax0) * bread0 + (1 - cake_tax0) * cake0, 0, {}}};
  b.use = {{{0}, {0}, {User::Kind::agent, 0}, {}, bread0, 0, {}}, {{0}, {1}, {User::Kind::agent, 0}, {}, cake0, 0, {}}};
  inputs.nests.household.nests.front().sigma.factor = sigma;
  inputs.nests.parameters.push_back({"make_transformation_elasticity", "", "", eta, {}});
  return inputs;
}

Shock output_tax(const EconomyInputs& inputs, const std::string& sector, const std::string& good, double change) {
  Shock shock;
  shock.kind = ShockKind::output_tax;
  shock.size = Shock::Size::change;
  shock.number = change;
  shock.sectors = {inputs.benchmark.find_sector(sector)};
  if (!good.empty()) shock.goods = {inputs.benchmark.find_sector(good)};
  shock.regions = {Region{0}};
  shock.text = "output tax " + sector + " " + good + " A";
  return shock;
}

// The rows of a sector by good, in place of those it has, at the rates of `rate_of` (good).
template <class RateOf>
void set_rates(Benchmark& b, Region region, Sector sector, RateOf rate_of) {
  std::erase_if(b.output_tax, [&](const OutputTax& f) { return f.region == region && f.sector == sector; });
  for (const MakeFlow& flow : b.make) {
    if (flow.region == region && flow.sector == sector)
      b.output_tax.push_back({region, sector, rate_of(flow.good) * flow.value_musd, {}, flow.good});
  }
}

double output_of(const Benchmark& b, Region region, Sector sector) {
  double output = 0;
  for (const MakeFlow& flow : b.make) {
    if (flow.region == region && flow.sector == sector) output += flow.value_musd;
  }
  return output;
}

bool has_sales(const Economy& economy) {
  return std::any_of(economy.activities.begin(), economy.activities.end(),
                     [](const Activity& activity) { return activity.kind == ActivityKind::sale; });
}

}  // namespace

TEST_CASE("the tax on one of two goods moves their prices and outputs as the closed form says") {
  for (const double eta : {0.0, 0.8, 3.0}) {
    CAPTURE(eta);
    EconomyInputs inputs = bakery(eta);
    constexpr double more = 0.15;
    inputs.policy.shocks = {output_tax(inputs, "BREAD", "BREAD", more)};
    const SolvedEconomy solved = checked_solution(inputs);
    // Demand b/c = (pb/pc)^-sigma meets supply (k pb/pc)^eta, k = (1-t)/(1-t0), relative to the benchmark.
    const double kept = (1 - bread_tax0 - more) / (1 - bread_tax0);
    const double ratio = std::pow(kept, -eta / (sigma + eta));
    const double made_of_bread = std::pow(ratio, -sigma);  // relative to cake
    // All labour is used, at what it makes: (net shares x outputs^((1+eta)/eta)) on the frontier.
    const double bread_share = (1 - bread_tax0) * bread0 / ((1 - bread_tax0) * bread0 + (1 - cake_tax0) * cake0);
    const double net_ratio = kept * ratio;  // of producer prices
    const double cake = std::pow(bread_share * std::pow(net_ratio, 1 + eta) + 1 - bread_share, -eta / (1 + eta));
    CHECK(solved.price("bread, A") / solved.price("cake, A") == doctest::Approx(ratio).epsilon(exact));
    CHECK(solved.level("sale of cake by bread, A") == doctest::Approx(cake).epsilon(exact));
    CHECK(solved.level("sale of bread by bread, A") == doctest::Approx(cake * made_of_bread).epsilon(exact));
    CHECK(solved.level("bread, A") == doctest::Approx(1).epsilon(exact));
    const double revenue = (bread_tax0 + more) * solved.price("bread, A") * bread0 * cake * made_of_bread +
                           cake_tax0 * solved.price("cake, A") * cake0 * cake;
    CHECK(income(solved, "output tax") == doctest::Approx(revenue).epsilon(exact));
  }
}

TEST_CASE("equal rates on all goods of a sector are the one rate of a sector") {
  EconomyInputs one = economy_inputs("tiny_products");
  const double tax = 240 - 25, rate = tax / output_of(one.benchmark, {1}, {2});  // STEEL of B
  EconomyInputs apart = one;
  set_rates(apart.benchmark, {1}, {2}, [&](Sector) { return rate; });
  std::erase_if(one.benchmark.output_tax,
                [](const OutputTax& f) { return f.region.index == 1 && f.sector.index == 2; });
  one.benchmark.output_tax.push_back({{1}, {2}, tax, {}});
  for (EconomyInputs* inputs : {&one, &apart}) {
    add_market(*inputs, "A", 0.2);
    inputs->policy.shocks = {output_tax(*inputs, "STEEL", "", 0.03)};
    inputs->policy.shocks.front().regions = {Region{1}};
  }
  const SolvedEconomy a = checked_solution(one), b = checked_solution(apart);
  CHECK(b.economy.activities.size() == a.economy.activities.size() + 2);
  CHECK(b.state.permit_price[0] == doctest::Approx(a.state.permit_price[0]).epsilon(exact));
  for (const char* name : {"iron and steel, B", "electricity, B", "consumption, A", "consumption, B"})
    CHECK(b.level(name) == doctest::Approx(a.level(name)).epsilon(exact));
  CHECK(income(b, "output tax") == doctest::Approx(income(a, "output tax")).epsilon(exact));
}

TEST_CASE("a row of all goods and a row of one add up") {
  const Economy economy = economy_inputs("tiny_products").build();
  std::map<std::string, double> rate;
  for (const Activity& activity : economy.activities) rate[activity.name] = activity.output_tax;
  double output = 0, power = 0;
  const Benchmark benchmark = economy_inputs("tiny_products").benchmark;
  for (const MakeFlow& flow : benchmark.make) {
    if (flow.region.index != 1 || flow.sector.index != 2) continue;
    output += flow.value_musd;
    if (flow.good.index == 1) power += flow.value_musd;
  }
  CHECK(rate["sale of iron and steel by iron and steel, B"] == doctest::Approx(240 / output).epsilon(1e-12));
  CHECK(rate["sale of electricity by iron and steel, B"] == doctest::Approx(240 / output - 25 / power).epsilon(1e-12));
}

TEST_CASE(
    "a swap finds the tax on one good that gives its output, and one on all goods of the sector adds to each rate") {
  EconomyInputs inputs = economy_inputs("tiny_products");
  inputs.policy.shocks = {output_tax(inputs, "STEEL", "ELE", 0.1)};
  const SolvedEconomy shocked = checked_solution(inputs);
  EconomyInputs swapped = economy_inputs("tiny_products");
  Swap swap;
  swap.fixed.kind = QuantityKind::price;
  swap.fixed.sector = swapped.benchmark.find_sector("ELE");
  swap.freed.kind = QuantityKind::output_tax;
  swap.freed.sector = swapped.benchmark.find_sector("STEEL");
  swap.freed.good = swapped.benchmark.find_sector("ELE");
  swap.fixed.region = swap.freed.region = Region{0};
  swap.value = shocked.price("electricity, A");
  swapped.policy.swaps = {swap};
  CHECK(variable(checked_solution(swapped), "change of the output tax, STEEL, ELE, A") ==
        doctest::Approx(0.1).epsilon(1e-6));

  EconomyInputs all = economy_inputs("tiny_products");
  all.policy.shocks = {output_tax(all, "STEEL", "", 0.1)};
  const SolvedEconomy taxed = checked_solution(all);
  swapped.policy.swaps.front().fixed.sector = swap.freed.sector;
  swapped.policy.swaps.front().freed.good = {};
  swapped.policy.swaps.front().value = taxed.price("iron and steel, A");
  CHECK(variable(checked_solution(swapped), "change of the output tax, STEEL, A") ==
        doctest::Approx(0.1).epsilon(1e-6));
}

TEST_CASE("permits per unit of output count output at market prices") {
  EconomyInputs inputs = economy_inputs("tiny_products");
  add_market(inputs, "A", 0.1);
  const Sector steel = inputs.benchmark.find_sector("STEEL");
  double output = 0;
  for (const MakeFlow& flow : inputs.benchmark.make) {
    if (flow.region.index == 0 && flow.sector == steel) output += flow.value_musd;
  }
  double mt = 0;
  for (const EmissionFlow& flow : inputs.benchmark.emissions) {
    if (flow.region.index == 0 && flow.user == User{User::Kind::sector, steel.index}) mt += flow.mt;
  }
  OutputRate rate;
  rate.region = {0};
  rate.sector = steel;
  inputs.policy.markets[0].output_based = {rate};
  const SolvedEconomy relative = checked_solution(inputs);
  inputs.policy.markets[0].output_based.front().t_per_usd = mt / output;
  const SolvedEconomy absolute = checked_solution(inputs);
  CHECK(absolute.state.permit_price[0] == doctest::Approx(relative.state.permit_price[0]).epsilon(exact));
  CHECK(income(absolute, "output-based allocation") ==
        doctest::Approx(income(relative, "output-based allocation")).epsilon(exact));
  const int n = find_production(relative.economy, {0}, steel);
  CHECK(output_at_market_prices(relative.economy)[n] == doctest::Approx(output).epsilon(1e-12));
}

TEST_CASE("sectors whose rows name no good have no sales, and a good without a rate of its own is refused by name") {
  EconomyInputs inputs = economy_inputs("tiny_make");
  CHECK_FALSE(has_sales(inputs.build()));
  inputs.policy.shocks = {output_tax(inputs, "STEEL", "ELE", 0.1)};
  CHECK_THROWS_WITH_AS(
      static_cast<void>(inputs.build()),
      "the shock 'output tax STEEL ELE A' changes nothing: no such sector pays a tax on such a good (a "
      "sector that makes several goods pays one rate on them unless output_tax.csv has rows for each "
      "good, of tax 0 too)",
      InputError);
  inputs.policy.shocks = {};
  Swap swap;
  swap.fixed.kind = QuantityKind::output;
  swap.fixed.text = "output STEEL A";
  swap.freed.kind = QuantityKind::output_tax;
  swap.freed.text = "output tax STEEL ELE A";
  swap.fixed.sector = swap.freed.sector = inputs.benchmark.find_sector("STEEL");
  swap.freed.good = inputs.benchmark.find_sector("ELE");
  swap.fixed.region = swap.freed.region = Region{0};
  inputs.policy.swaps = {swap};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "nobody pays the output tax, STEEL, ELE, A at the benchmark (a sector that makes several goods "
                       "pays one rate on them unless output_tax.csv has rows for each good, of tax 0 too)",
                       InputError);
  inputs.benchmark.output_tax.push_back({{0}, swap.freed.sector, 0, {}, swap.freed.good});
  CHECK(has_sales(inputs.build()));
}

}  // namespace etslink
