// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "model/instruments/structure.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// tiny_taxes has a government and an investor in both regions.
EconomyInputs capped(double cut = 0.3) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", cut);
  return inputs;
}

Factor factor(const EconomyInputs& inputs, const std::string& code) {
  const Factor result = inputs.benchmark.find_factor(code);
  REQUIRE(result.valid());
  return result;
}

// Lump sum to the government of A in units of its consumer price.
double real_lump_sum(const SolvedEconomy& solved) {
  return income(solved, "lump sum", "government, A") / solved.price("consumption, A");
}

double benchmark_lump_sum() { return real_lump_sum(solve(economy_inputs("tiny_taxes"))); }

NamedTax labour_tax(const EconomyInputs& inputs) { return {NamedTax::Base::factor, factor(inputs, "LAB"), {}}; }

ModelQuantity quantity(QuantityKind kind) {
  ModelQuantity result;
  result.kind = kind;
  result.text = to_string(kind);
  result.region = Region{0};
  result.market = 0;
  return result;
}

}  // namespace

TEST_CASE("revenue that cuts a tax is neutral: the real lump sum stays at the benchmark") {
  const double benchmark = benchmark_lump_sum();
  EconomyInputs inputs = capped();
  const SolvedEconomy paid_out = solve(inputs);
  CHECK(std::abs(real_lump_sum(paid_out) - benchmark) > 1e-3);
  PermitMarket& market = inputs.policy.markets.front();
  market.revenue = RevenueUse::tax;
  market.recycled_tax = labour_tax(inputs);
  const SolvedEconomy cut = checked_solution(inputs);
  CHECK(real_lump_sum(cut) == doctest::Approx(benchmark).epsilon(1e-9));
  CHECK(variable(cut, "change of the tax on labour, A") < -1e-3);
  CHECK(income(cut, "permit revenue", "government, A") > 1);
  const std::vector<NamedTax> others{{NamedTax::Base::consumption, {}, {}}, {NamedTax::Base::output, {}, {}}};
  for (const NamedTax& tax : others) {
    market.recycled_tax = tax;
    CHECK(real_lump_sum(checked_solution(inputs)) == doctest::Approx(benchmark).epsilon(1e-9));
  }
}

TEST_CASE("a lump sum that a balanced budget needs at the benchmark keeps its value in consumer prices of the region") {
  EconomyInputs inputs = capped();
  TransferFlow& paid = inputs.benchmark.transfers.front();
  paid.value_musd /= 2;  // the other half is then the lump sum that balances the government
  const double benchmark = paid.value_musd;
  inputs.policy.markets.front().revenue = RevenueUse::spending;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(std::abs(solved.price("consumption, A") - 1) > 1e-4);
  CHECK(std::abs(real_lump_sum(solved)) == doctest::Approx(benchmark).epsilon(1e-9));
}

TEST_CASE("a tax on what pays none at the benchmark has a receiver") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  ModelQuantity output = quantity(QuantityKind::output), tax = quantity(QuantityKind::factor_tax);
  output.sector = tax.sector = inputs.benchmark.find_sector("STEEL");
  tax.factor = factor(inputs, "LAB");
  inputs.policy.swaps = {{output, tax, 0.97, {}}};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(std::abs(solved.state.walras_residual) < 1e-9);
  CHECK(income(solved, "factor tax") > 1);
}

TEST_CASE("revenue that is spent raises real government demand and leaves the lump sum") {
  EconomyInputs inputs = capped();
  inputs.policy.markets.front().revenue = RevenueUse::spending;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(real_lump_sum(solved) == doctest::Approx(benchmark_lump_sum()).epsilon(1e-9));
  CHECK(solved.level("government demand, A") > 1.001);
  CHECK(solved.level("government demand, B") == doctest::Approx(1).epsilon(1e-10));
}

TEST_CASE("two uses of the revenue of one region are rejected") {
  EconomyInputs inputs = capped();
  inputs.policy.markets.front().revenue = RevenueUse::tax;
  inputs.policy.markets.front().recycled_tax = labour_tax(inputs);
  inputs.options.balancing_tax = labour_tax(inputs);
  CHECK_THROWS_WITH_AS(inputs.build(),
                       "market 'A': a tax balances the government already; revenue = \"government\" cuts it",
                       InputError);
}

TEST_CASE("a tax that balances the government keeps the real lump sum") {
  EconomyInputs inputs = capped();
  inputs.options.balancing_tax = labour_tax(inputs);
  CHECK(real_lump_sum(checked_solution(inputs)) == doctest::Approx(benchmark_lump_sum()).epsilon(1e-9));
}

TEST_CASE("saving as a share of income: saving and consumption keep their proportion") {
  const auto ratio = [](const SolvedEconomy& solved) {
    const double stocks = income(solved, "stock change", "investor, A");
    return (income(solved, "expenditure", "investor, A") + stocks) / income(solved, "expenditure", "household, A");
  };
  const double benchmark = ratio(solve(economy_inputs("tiny_taxes")));
  EconomyInputs inputs = capped();
  CHECK(std::abs(ratio(solve(inputs)) / benchmark - 1) > 1e-5);
  inputs.options.investment = InvestmentOption::fixed_saving_share;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(ratio(solved) == doctest::Approx(benchmark).epsilon(1e-9));
  CHECK(std::abs(solved.level("investment, A") - 1) > 1e-5);
}

TEST_CASE("government demand as a share keeps its part of private and public consumption") {
  const auto ratio = [](const SolvedEconomy& solved) {
    return income(solved, "expenditure", "government, A") / income(solved, "expenditure", "household, A");
  };
  const double benchmark = ratio(solve(economy_inputs("tiny_taxes")));
  EconomyInputs inputs = capped();
  inputs.options.government = GovernmentOption::fixed_share;
  CHECK(ratio(checked_solution(inputs)) == doctest::Approx(benchmark).epsilon(1e-9));
}

TEST_CASE("the current account may be fixed in a consumer price instead of the numeraire") {
  for (const bool is_listed : {true, false}) {  // in transfers.csv, else it follows from the budgets
    CAPTURE(is_listed);
    EconomyInputs inputs = economy_inputs("tiny_taxes");
    if (!is_listed) inputs.benchmark.transfers.clear();
    const char* kind = is_listed ? "current_account" : "current account";
    const double benchmark = income(solve(inputs), kind, "household, B");
    CHECK(std::abs(benchmark) > 1000);
    add_market(inputs, "A", 0.3);
    CHECK(income(solve(inputs), kind, "household, B") == doctest::Approx(benchmark).epsilon(1e-9));
    inputs.options.current_account = CurrentAccountOption::consumption_price;
    inputs.options.numeraire_region = "A";
    const SolvedEconomy solved = checked_solution(inputs);
    const double price = solved.price("consumption, A");
    CHECK(std::abs(price - 1) > 1e-4);
    for (const double sign : {1, -1})
      CHECK(income(solved, kind, sign > 0 ? "household, B" : "household, A") ==
            doctest::Approx(sign * benchmark * price).epsilon(1e-9));
  }
}

TEST_CASE("the wage curve: the real wage falls with the unemployment rate by its elasticity") {
  EconomyInputs inputs = capped();
  inputs.options.labour = {{LabourOption::wage_curve, factor(inputs, "LAB"), 0.05, 0.1}};
  const SolvedEconomy solved = checked_solution(inputs);
  const double rate = variable(solved, "unemployment rate: A");
  const double real_wage = solved.price("labour, A") / solved.price("consumption, A");
  CHECK(rate > 0.05);  // the cap lowers the real wage
  CHECK(real_wage == doctest::Approx(std::pow(rate / 0.05, -0.1)).epsilon(1e-9));
  CHECK(variable(solved, "employment: A") == doctest::Approx((1 - rate) / 0.95).epsilon(1e-9));
  CHECK(solved.level("consumption, A") < solve(capped()).level("consumption, A"));
}

TEST_CASE("a wage curve that is almost vertical is fixed labour") {
  EconomyInputs inputs = capped();
  inputs.options.labour = {{LabourOption::wage_curve, factor(inputs, "LAB"), 0.05, 50}};
  CHECK(solve(inputs).level("consumption, A") ==
        doctest::Approx(solve(capped()).level("consumption, A")).epsilon(2e-4));
}

TEST_CASE("a minimum wage that binds makes unemployment, one that does not bind none") {
  EconomyInputs inputs = capped();
  inputs.options.labour = {{LabourOption::minimum_wage, factor(inputs, "LAB")}};
  SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "unemployment rate: A") > 1e-3);
  CHECK(solved.price("labour, A") == doctest::Approx(solved.price("consumption, A")).epsilon(1e-9));
  inputs.options.labour.front().minimum_wage = 0.5;
  solved = checked_solution(inputs);
  CHECK(std::abs(variable(solved, "unemployment rate: A")) < 1e-7);
  CHECK(solved.level("consumption, A") == doctest::Approx(solve(capped()).level("consumption, A")).epsilon(1e-7));
}

TEST_CASE("a swap fixes what was endogenous and frees what was exogenous") {
  EconomyInputs inputs = capped();
  const double price = 1.2 * solve(inputs).state.permit_price[0];
  inputs.policy.swaps = {{quantity(QuantityKind::permit_price), quantity(QuantityKind::cap), price, {}}};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[0] == doctest::Approx(price).epsilon(1e-9));
  CHECK(variable(solved, "change of the cap") < -0.1);

  // The other way round: the emissions of the swap at a price that was fixed.
  EconomyInputs tighter = capped();
  tighter.policy.markets.front().cap_mt[0] = solved.state.market_emissions[0];
  CHECK(solve(tighter).state.permit_price[0] == doctest::Approx(price).epsilon(1e-7));
}

TEST_CASE("output of a sector can be held by its tax, the real wage by the labour endowment, welfare by a transfer") {
  EconomyInputs inputs = capped();
  ModelQuantity output = quantity(QuantityKind::output), tax = quantity(QuantityKind::output_tax);
  output.sector = tax.sector = inputs.benchmark.find_sector("MAN");
  REQUIRE(output.sector.valid());
  ModelQuantity wage = quantity(QuantityKind::real_wage), labour = quantity(QuantityKind::endowment);
  wage.factor = labour.factor = factor(inputs, "LAB");
  ModelQuantity welfare = quantity(QuantityKind::consumption), transfer = quantity(QuantityKind::transfer);
  transfer.region = Region{1};
  transfer.partner = Region{0};
  inputs.policy.swaps = {{output, tax, {}, {}}, {wage, labour, {}, {}}, {welfare, transfer, {}, {}}};
  const SolvedEconomy solved = checked_solution(inputs);
  const int n = solved.activity(inputs.benchmark.sectors[output.sector.index].name + ", A");
  CHECK(solved.state.activity_level[n] == doctest::Approx(1).epsilon(1e-9));
  CHECK(solved.price("labour, A") == doctest::Approx(solved.price("consumption, A")).epsilon(1e-9));
  CHECK(solved.level("consumption, A") == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("swaps that leave no square system are explained by name") {
  EconomyInputs twice = capped();
  twice.policy.swaps = {{quantity(QuantityKind::permit_price), quantity(QuantityKind::cap), 10.0, {}}};
  ModelQuantity transfer = quantity(QuantityKind::transfer);
  transfer.partner = Region{1};
  twice.policy.swaps.push_back({quantity(QuantityKind::permit_price), transfer, 12.0, {}});
  CHECK_THROWS_WITH_AS(twice.build(),
                       doctest::Contains("can't determine the permit price: the swap of 'permit price' and 'cap'"),
                       InputError);

  EconomyInputs fixed = capped();
  fixed.policy.swaps = {{quantity(QuantityKind::government_demand), quantity(QuantityKind::cap), {}, {}}};
  CHECK_THROWS_WITH_AS(fixed.build(), doctest::Contains("fixed in real terms: government demand, A"), InputError);

  EconomyInputs unknown = capped();
  unknown.policy.swaps = {{quantity(QuantityKind::cap), quantity(QuantityKind::cap), {}, {}}};
  CHECK_THROWS_WITH_AS(unknown.build(), "'cap' is nothing that a swap can fix", InputError);
}

TEST_CASE("the cap of a market whose price is stated can't be set free: nobody would pay for its permits") {
  EconomyInputs tax = capped();
  tax.policy.markets.front().fixed_price = 10;
  tax.policy.markets.front().cap_mt.assign(tax.benchmark.regions.size(), 0);
  ModelQuantity cap = quantity(QuantityKind::cap);
  cap.text = "cap A";
  tax.policy.swaps = {{quantity(QuantityKind::consumption), cap, {}, {"study.toml", 12}}};
  CHECK_THROWS_WITH_AS(tax.build(),
                       "study.toml:12: 'cap A' can't be set free: the price of market 'A' is stated, and no cap "
                       "determines it",
                       InputError);

  // Credits that the government buys at a price it states.
  EconomyInputs credits = tax;
  PermitMarket& market = credits.policy.markets.front();
  market.coverage.front().users = {{User::Kind::sector, credits.benchmark.find_sector("ELE").index}};
  market.crediting = SectoralCrediting{};
  market.crediting->baseline = {{{0}, credits.benchmark.find_sector("ELE"), 1, {}, {}}};
  CHECK_THROWS_WITH_AS(credits.build(), doctest::Contains("'cap A' can't be set free"), InputError);
}

TEST_CASE("a quantity that two instruments set free or fix is refused, with both and their places") {
  EconomyInputs taxes = capped();
  taxes.policy.markets.front().revenue = RevenueUse::tax;
  taxes.policy.markets.front().recycled_tax = NamedTax{NamedTax::Base::factor, factor(taxes, "LAB"), {}};
  taxes.policy.markets.front().at = {"study.toml", 6};
  ModelQuantity output = quantity(QuantityKind::output), tax = quantity(QuantityKind::factor_tax);
  output.sector = tax.sector = taxes.benchmark.find_sector("MAN");
  tax.factor = factor(taxes, "LAB");
  taxes.policy.swaps = {{output, tax, 0.98, {"study.toml", 12}}};
  CHECK_THROWS_WITH_AS(
      taxes.build(),
      "study.toml:12: the swap of 'output' and 'factor tax' can't determine the tax on labour, MAN, A: "
      "the revenue of market 'A' (study.toml:6) does so already; drop one of them",
      InputError);
}

TEST_CASE("no two swaps, or a swap and a closure, determine one quantity") {
  ModelQuantity wage = quantity(QuantityKind::real_wage), endowment = quantity(QuantityKind::endowment),
                transfer = quantity(QuantityKind::transfer);
  wage.factor = endowment.factor = factor(capped(), "LAB");
  transfer.partner = Region{1};
  const ModelQuantity lump_sum = quantity(QuantityKind::lump_sum), demand = quantity(QuantityKind::government_demand),
                      consumption = quantity(QuantityKind::consumption),
                      investment = quantity(QuantityKind::investment);
  const std::vector<std::vector<Swap>> colliding{
      {{wage, endowment, {}, {}}, {consumption, endowment, {}, {}}},
      {{wage, endowment, {}, {}}, {wage, transfer, {}, {}}},
      {{lump_sum, demand, {}, {}}, {lump_sum, transfer, {}, {}}},
      {{lump_sum, demand, {}, {}}, {consumption, demand, {}, {}}},
      {{consumption, transfer, {}, {}}, {investment, transfer, {}, {}}},
      {{consumption, quantity(QuantityKind::cap), {}, {}}, {investment, quantity(QuantityKind::cap), {}, {}}}};
  for (const auto& swaps : colliding) {
    CAPTURE(swaps[1].fixed.text);
    CAPTURE(swaps[1].freed.text);
    EconomyInputs inputs = capped();
    inputs.policy.swaps = swaps;
    CHECK_THROWS_WITH_AS(inputs.build(), doctest::Contains("does so already; drop one of them"), InputError);
  }

  EconomyInputs labour = capped();
  labour.policy.swaps = {{wage, endowment, {}, {}}};
  labour.options.labour = {{LabourOption::minimum_wage, factor(labour, "LAB")}};
  labour.options.at = {"study.toml", 4};
  CHECK_THROWS_WITH_AS(labour.build(), doctest::Contains("the labour market (study.toml:4) does so already"),
                       InputError);
}

TEST_CASE("capital that moves between regions has one price and leaves the region with a cap") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.4);
  const SolvedEconomy at_home = solve(inputs);
  inputs.options.capital = CapitalOption::international;
  inputs.options.capital_factor = factor(inputs, "CAP");
  const SolvedEconomy solved = checked_solution(inputs);
  double used_in_a = 0, owned_in_a = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    const bool is_capital = solved.economy.commodities[edge.commodity].name == "capital, world market";
    if (is_capital && solved.economy.activities[edge.activity].region.index == 0)
      used_in_a += solved.state.edge_quantity[e];
  }
  for (const Endowment& endowment : solved.economy.endowments) {
    if (endowment.commodity == solved.commodity("capital, world market") &&
        solved.economy.agents[endowment.agent].region.index == 0)
      owned_in_a += endowment.quantity;
  }
  CHECK(used_in_a < owned_in_a - 1e-3);
  CHECK(at_home.price("capital, A") < at_home.price("capital, B"));
}

TEST_CASE("two closures that determine one unknown are rejected") {
  EconomyInputs inputs = capped();
  inputs.options.government = GovernmentOption::fixed_share;
  inputs.policy.markets.front().revenue = RevenueUse::spending;
  CHECK_THROWS_WITH_AS(inputs.build(), doctest::Contains("does so already; drop one of them"), InputError);
}

TEST_CASE("a market on process emissions and closures replicate the benchmark where nothing binds") {
  EconomyInputs inputs = capped(-0.1);
  inputs.options.investment = InvestmentOption::fixed_saving_share;
  inputs.options.government = GovernmentOption::fixed_share;
  inputs.options.labour = {{LabourOption::wage_curve, factor(inputs, "LAB"), 0.05}};
  const SolvedEconomy solved = solve(inputs);
  for (const double price : solved.state.commodity_price) CHECK(price == doctest::Approx(1).epsilon(1e-8));
}

}  // namespace etslink
