// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "model/elasticities.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr double rate0 = 0.06, elasticity = 0.1;

Factor labour(const EconomyInputs& inputs) {
  const Factor factor = inputs.benchmark.find_factor("LAB");
  REQUIRE(factor.valid());
  return factor;
}

// A cap in A lowers the real wages of both regions.
EconomyInputs capped(std::vector<LabourRule> rules) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.3);
  inputs.options.labour = std::move(rules);
  return inputs;
}

LabourRule wage_curve(const EconomyInputs& inputs) {
  return {LabourOption::wage_curve, labour(inputs), rate0, elasticity};
}

double real_wage(const SolvedEconomy& solved) { return solved.price("labour, A") / solved.price("consumption, A"); }

// Fixed unemployment with a free labour tax, both of A.
Swap fixed_unemployment(const EconomyInputs& inputs, std::optional<double> rate) {
  Swap swap;
  swap.fixed.kind = QuantityKind::unemployment;
  swap.fixed.text = "unemployment A";
  swap.freed.kind = QuantityKind::factor_tax;
  swap.freed.text = "factor tax";
  swap.freed.factor = labour(inputs);
  swap.fixed.region = swap.freed.region = Region{0};
  swap.value = rate;
  return swap;
}

bool has_variable(const SolvedEconomy& solved, const std::string& name) {
  for (const Variable& variable : solved.economy.variables) {
    if (variable.name == name) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("each region has the labour rule of its own, and none where it is fixed") {
  EconomyInputs inputs = capped({});
  inputs.options.labour = {wage_curve(inputs), {}};
  const SolvedEconomy first = checked_solution(inputs);
  CHECK(variable(first, "unemployment rate: A") > rate0);
  CHECK_FALSE(has_variable(first, "unemployment rate: B"));
  inputs.options.labour = {{LabourOption::minimum_wage, labour(inputs)}, wage_curve(inputs)};
  const SolvedEconomy both = checked_solution(inputs);
  CHECK(real_wage(both) == doctest::Approx(1).epsilon(1e-8));
  const double wage_b = both.price("labour, B") / both.price("consumption, B");
  CHECK(wage_b == doctest::Approx(std::pow(variable(both, "unemployment rate: B") / rate0, -elasticity)).epsilon(1e-9));
}

TEST_CASE("one rule of all regions is that rule in each of them") {
  EconomyInputs all = capped({}), own = all;
  all.options.labour = {wage_curve(all)};
  own.options.labour = {wage_curve(own), wage_curve(own)};
  CHECK(checked_solution(all).report.x == checked_solution(own).report.x);
}

TEST_CASE("fixed unemployment with a free labour tax: the tax keeps the real wage where the wage curve has it") {
  EconomyInputs inputs = capped({});
  inputs.options.labour = {wage_curve(inputs), {}};
  inputs.policy.swaps = {fixed_unemployment(inputs, std::nullopt)};
  const SolvedEconomy kept = checked_solution(inputs);
  CHECK(variable(kept, "unemployment rate: A") == doctest::Approx(rate0).epsilon(1e-9));
  CHECK(real_wage(kept) == doctest::Approx(1).epsilon(1e-9));
  CHECK(variable(kept, "change of the tax on labour, A") < -1e-3);  // the cap would lower the wage: labour is relieved
  inputs.policy.swaps = {fixed_unemployment(inputs, 0.04)};
  const SolvedEconomy lower = checked_solution(inputs);
  CHECK(variable(lower, "unemployment rate: A") == doctest::Approx(0.04).epsilon(1e-9));
  CHECK(real_wage(lower) == doctest::Approx(std::pow(0.04 / rate0, -elasticity)).epsilon(1e-9));
  CHECK(variable(lower, "change of the tax on labour, A") < variable(kept, "change of the tax on labour, A"));
}

TEST_CASE("unemployment that is fixed by a swap is found again by the tax that it takes") {
  EconomyInputs inputs = capped({});
  inputs.options.labour = {wage_curve(inputs), {}};
  inputs.policy.swaps = {fixed_unemployment(inputs, 0.05)};
  const SolvedEconomy fixed = checked_solution(inputs);
  inputs.policy.swaps.clear();
  Shock tax;
  tax.kind = ShockKind::factor_tax;
  tax.size = Shock::Size::change;
  tax.number = variable(fixed, "change of the tax on labour, A");
  tax.factors = {labour(inputs)};
  tax.regions = {Region{0}};
  inputs.policy.shocks = {tax};
  CHECK(variable(checked_solution(inputs), "unemployment rate: A") == doctest::Approx(0.05).epsilon(1e-7));
}

TEST_CASE("unemployment can't be fixed where there is none, or at zero") {
  EconomyInputs inputs = capped({});
  inputs.options.labour = {{}, wage_curve(inputs)};
  inputs.policy.swaps = {fixed_unemployment(inputs, std::nullopt)};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "'unemployment A' does not exist: labour is fixed in that region; [model] states its rule",
                       InputError);
  inputs.options.labour = {{LabourOption::minimum_wage, labour(inputs)}, {}};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "'unemployment A' needs a value above 0: without unemployment nothing holds the wage",
                       InputError);
}

TEST_CASE("elasticities: region and sector go before a sector, a sector before a region, a region before any") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const auto stated = [&](const std::string& region, const std::string& sector, double value) {
    inputs.options.elasticities.push_back({"esubd", region, sector, value, {}});
  };
  const auto value = [&](int region, const std::string& sector) {
    return ElasticityTable(inputs.benchmark, inputs.nests, inputs.options)
        .value("esubd", {region}, inputs.benchmark.find_sector(sector), {});
  };
  stated("", "", 1.1);
  CHECK(value(0, "CEM") == 1.1);
  stated("A", "", 2.2);
  CHECK(value(0, "CEM") == 2.2);
  CHECK(value(1, "CEM") == 1.1);
  stated("", "CEM", 3.3);
  CHECK(value(0, "CEM") == 3.3);
  CHECK(value(0, "MAN") == 2.2);
  stated("A", "CEM", 4.4);
  CHECK(value(0, "CEM") == 4.4);
  CHECK(value(1, "CEM") == 3.3);
}

}  // namespace etslink
