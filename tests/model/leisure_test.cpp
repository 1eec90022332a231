// SPDX-License-Identifier: Apache-2.0
#include "model/leisure.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Two regions without taxes, government and saving, and with balanced trade, where all income is wages.
EconomyInputs wages_only() {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  Benchmark& b = inputs.benchmark;
  std::vector<FactorFlow> payments;
  for (FactorFlow flow : b.value_added) {
    flow.factor = b.find_factor("LAB");
    const bool is_same_sector =
        !payments.empty() && payments.back().region == flow.region && payments.back().sector == flow.sector;
    if (is_same_sector)
      payments.back().value_musd += flow.value_musd;
    else
      payments.push_back(flow);
  }
  b.value_added = payments;
  return inputs;
}

const Edge& leisure_edge(const SolvedEconomy& solved, const std::string& region) {
  const Activity& utility = solved.economy.activities[solved.activity("utility, " + region)];
  return solved.economy.edges[utility.first_edge + 1];
}

struct LabourMarket {
  double supply, real_wage, leisure_per_utility;
};

LabourMarket labour_market(const SolvedEconomy& solved, const std::string& region) {
  const Edge& leisure = leisure_edge(solved, region);
  const auto e = static_cast<std::size_t>(&leisure - solved.economy.edges.data());
  const double time = solved.state.commodity_endowment[leisure.commodity];
  return {time - solved.state.edge_quantity[e],
          solved.price("labour, " + region) / solved.price("consumption, " + region),
          solved.state.edge_quantity[e] / solved.level("utility, " + region)};
}

// Region A where region B has `growth` times its labour, which moves A's terms of trade.
LabourMarket with_growth_abroad(const EconomyInputs& inputs, double growth) {
  SolvedEconomy solved{inputs.build(), {}, {}};
  const Edge& abroad = leisure_edge(solved, "B");
  for (Endowment& endowment : solved.economy.endowments) {
    if (endowment.commodity == abroad.commodity) endowment.quantity *= growth;
  }
  const EquilibriumSystem system(solved.economy);
  solved.report = solve_with_ipopt(system, system.start(), {});
  REQUIRE(solved.report.solved());
  solved.state = evaluate_state(solved.economy, solved.report.x);
  return labour_market(solved, "A");
}

}  // namespace

TEST_CASE("without leisure at the benchmark labour is fixed") {
  EconomyInputs fixed = economy_inputs("tiny_taxes");
  add_market(fixed, "A", 0.3);
  EconomyInputs choice = fixed;
  add_leisure(choice, 0, 0.8);
  const SolvedEconomy a = solve(fixed), b = solve(choice);
  REQUIRE(a.report.x.size() == b.report.x.size());
  for (std::size_t i = 0; i < a.report.x.size(); ++i) CHECK(std::abs(a.report.x[i] - b.report.x[i]) < 1e-10);
}

// Where wages are the only income and utility is Cobb-Douglas, income and substitution effect of a wage cancel: leisure
// takes a fixed share of time. Below and above that elasticity labour supply falls and rises with the real wage.
TEST_CASE("labour supply follows the real wage with the elasticity of the theory") {
  const double ratio = 0.5, share = ratio / (1 + ratio);
  for (const double sigma : {0.3, 1.0, 2.0}) {
    CAPTURE(sigma);
    EconomyInputs inputs = wages_only();
    add_leisure(inputs, ratio, sigma);
    const LabourMarket before = with_growth_abroad(inputs, 1), after = with_growth_abroad(inputs, 1.001);
    const double wage = std::log(after.real_wage / before.real_wage);
    const double supply = std::log(after.supply / before.supply);
    CHECK(std::abs(wage) > 1e-5);
    CHECK(supply / wage == doctest::Approx(share * (sigma - 1)).epsilon(1e-3));
    if (sigma == 1) CHECK(std::abs(with_growth_abroad(inputs, 1.5).supply / before.supply - 1) < 1e-10);
  }
}

TEST_CASE("with zero elasticity leisure follows utility, whatever the wage") {
  for (const double sigma : {0.0, 0.8}) {
    EconomyInputs inputs = economy_inputs("tiny_taxes");
    add_leisure(inputs, 0.4, sigma);
    const double before = labour_market(solve(inputs), "A").leisure_per_utility;
    add_market(inputs, "A", 0.4);
    const LabourMarket after = labour_market(solve(inputs), "A");
    CHECK(after.real_wage < 0.995);
    if (sigma == 0)
      CHECK(after.leisure_per_utility == doctest::Approx(before).epsilon(1e-12));
    else
      CHECK(after.leisure_per_utility > 1.001 * before);
  }
}

TEST_CASE("leisure costs the wage net of tax and pays no tax") {
  EconomyInputs inputs = economy_inputs("tiny_leisure");
  const Economy economy = inputs.build();
  double labour = 0;
  for (const FactorFlow& flow : inputs.benchmark.value_added) {
    if (flow.region.index == 0 && flow.factor == inputs.benchmark.find_factor("LAB")) labour += flow.value_musd;
  }
  const SolvedEconomy solved = solve(inputs);
  const Edge& leisure = leisure_edge(solved, "A");
  CHECK(leisure.quantity0 == doctest::Approx(0.4 * labour).epsilon(1e-14));
  CHECK(leisure.tax == 0);
  CHECK(solved.state.commodity_endowment[leisure.commodity] == doctest::Approx(1.4 * labour).epsilon(1e-14));
  const SolvedEconomy fixed = solve(economy_inputs("tiny_taxes"));
  for (const int c : solved.economy.numeraire.commodities)
    CHECK(solved.economy.commodities[c].kind == CommodityKind::consumption);
  CHECK(solved.economy.numeraire.weights[0] == doctest::Approx(fixed.economy.numeraire.weights[0]).epsilon(1e-14));
}

TEST_CASE("closures and swaps mean the consumption of goods, not leisure") {
  EconomyInputs inputs = economy_inputs("tiny_leisure");
  add_market(inputs, "A", 0.2);
  EconomyInputs share = inputs;
  share.options.government = GovernmentOption::fixed_share;
  const SolvedEconomy solved = solve(share);
  CHECK(std::abs(solved.level("consumption, A") - 1) > 1e-4);
  CHECK(solved.level("government demand, A") * solved.price("government demand, A") ==
        doctest::Approx(solved.level("consumption, A") * solved.price("consumption, A")).epsilon(1e-9));

  ModelQuantity consumption, transfer;
  consumption.kind = QuantityKind::consumption;
  consumption.region = transfer.partner = {0};
  transfer.kind = QuantityKind::transfer;
  transfer.region = {1};
  inputs.policy.swaps = {{consumption, transfer, {}, {}}};
  const SolvedEconomy held = solve(inputs);
  CHECK(held.level("consumption, A") == doctest::Approx(1).epsilon(1e-9));
  CHECK(std::abs(held.level("utility, A") - 1) > 1e-4);
}

// The weak double dividend (Goulder 1995): where labour is taxed and its supply a choice, permits whose revenue cuts
// that tax cost less than with a lump sum.
TEST_CASE("revenue that cuts the labour tax raises labour supply and welfare") {
  EconomyInputs inputs = economy_inputs("tiny_leisure");
  add_market(inputs, "A", 0.2);
  const SolvedEconomy paid_out = solve(inputs);
  PermitMarket& market = inputs.policy.markets.front();
  market.revenue = RevenueUse::tax;
  market.recycled_tax = NamedTax{NamedTax::Base::factor, inputs.benchmark.find_factor("LAB"), {}};
  const SolvedEconomy cut = solve(inputs);
  CHECK(labour_market(cut, "A").supply > 1.0005 * labour_market(paid_out, "A").supply);
  CHECK(cut.level("utility, A") > paid_out.level("utility, A") + 1e-5);
}

TEST_CASE("leisure and unemployment exclude each other") {
  EconomyInputs inputs = economy_inputs("tiny_leisure");
  inputs.options.labour = {{LabourOption::wage_curve, inputs.benchmark.find_factor("LAB")}};
  CHECK_THROWS_WITH_AS((void)inputs.build(), doctest::Contains("leisure is a choice, so that there is no unemployment"),
                       InputError);
}

TEST_CASE("only a mobile factor can be leisure") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_leisure(inputs, 0.4, 1);
  inputs.nests.household.nests[0].at = {"nests.toml", 7};
  inputs.nests.household.nests[0].inputs[0] = "leisure:RES";
  CHECK_THROWS_WITH_AS((void)inputs.build(),
                       "nests.toml:7: nest 'utility' of [household] has the input 'leisure:RES', but only a mobile "
                       "factor can be labour or leisure",
                       InputError);
}

}  // namespace etslink
