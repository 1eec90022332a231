// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "model/shocked_economy.h"
#include "tests/fixtures/instrument_checks.h"
#include "tests/fixtures/mirror_economy.h"

namespace etslink {
namespace {

constexpr double exact = 1e-9;

Shock shock(ShockKind kind, double number, Shock::Size size = Shock::Size::factor) {
  Shock result;
  result.kind = kind;
  result.number = number;
  result.size = size;
  result.text = "of the test";
  return result;
}

std::vector<Region> region(const EconomyInputs& inputs, const std::string& code) {
  const Region found = inputs.benchmark.find_region(code);
  REQUIRE(found.valid());
  return {found};
}

std::vector<Sector> sector(const EconomyInputs& inputs, const std::string& code) {
  const Sector found = inputs.benchmark.find_sector(code);
  REQUIRE(found.valid());
  return {found};
}

std::vector<Factor> factor(const EconomyInputs& inputs, const std::string& code) {
  const Factor found = inputs.benchmark.find_factor(code);
  REQUIRE(found.valid());
  return {found};
}

std::vector<Factor> all_factors(const EconomyInputs& inputs) {
  std::vector<Factor> factors;
  for (int f = 0; f < static_cast<int>(inputs.benchmark.factors.size()); ++f) factors.push_back(Factor{f});
  return factors;
}

Shock endowments(const EconomyInputs& inputs, double number) {
  Shock result = shock(ShockKind::endowment, number);
  result.factors = all_factors(inputs);
  return result;
}

constexpr double home0 = mirror_home, abroad0 = mirror_abroad, output0 = home0 + abroad0;

// One country whose good is made of itself and labour in fixed proportion.
constexpr double own_share = 0.3;
EconomyInputs one_sector() {
  EconomyInputs inputs{{}, plain_nests(), {}, {}};
  Benchmark& b = inputs.benchmark;
  b.folder = "one sector";
  b.regions = {{"A", "A"}};
  b.sectors = {{"GOODS", "goods", SectorRole::other}};
  b.factors = {{"LAB", "labour", FactorMobility::mobile}};
  b.agents = {{"HH_A", {0}, AgentKind::household}};
  b.value_added = {{{0}, {0}, {0}, (1 - own_share) * output0, 0, {}}};
  b.use = {{{0}, {0}, {User::Kind::sector, 0}, {}, own_share * output0, 0, {}},
           {{0}, {0}, {User::Kind::agent, 0}, {}, (1 - own_share) * output0, 0, {}}};
  return inputs;
}

}  // namespace

TEST_CASE("all factors 7 % more: every quantity is 7 % more and every price the same") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  inputs.policy.shocks = {endowments(inputs, 1.07)};
  const SolvedEconomy solved = checked_solution(inputs);
  double current_account = 0;
  for (const NominalTransfer& transfer : solved.economy.transfers) current_account += std::abs(transfer.value);
  REQUIRE(current_account < 1e-6);  // it is fixed in nominal terms and would not grow
  for (const double level : solved.state.activity_level) CHECK(level == doctest::Approx(1.07).epsilon(exact));
  for (const double price : solved.state.commodity_price) CHECK(price == doctest::Approx(1).epsilon(exact));
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e)
    CHECK(solved.state.edge_quantity[e] == doctest::Approx(1.07 * solved.economy.edges[e].quantity0).epsilon(exact));
}

TEST_CASE("labour alone 10 % more: wages fall against the rent of capital, and output grows by less") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.policy.shocks = {shock(ShockKind::endowment, 1.1)};
  inputs.policy.shocks.front().factors = factor(inputs, "LAB");
  inputs.policy.shocks.front().regions = region(inputs, "A");
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.price("labour, A") < 0.99 * solved.price("capital, A"));
  const double growth = solved.level("consumption, A");
  CHECK(growth > 1.01);
  CHECK(std::abs(solved.level("consumption, B") - 1) < 0.2 * (growth - 1));
}

TEST_CASE("a tariff removed between countries that mirror one another follows the Armington demands") {
  constexpr double tariff = 0.25, sigma = 3;
  EconomyInputs inputs = mirror_economy(tariff, sigma);
  inputs.policy.shocks = {shock(ShockKind::tariff, 0)};
  const SolvedEconomy solved = checked_solution(inputs);
  // At equal prices imports per domestic purchase change by (1 + t)^sigma; all labour makes 100.
  const double ratio = abroad0 / home0 * std::pow(1 + tariff, sigma);
  const double imported = output0 * ratio / (1 + ratio);
  for (const char* code : {"A", "B"}) {
    CHECK(solved.level("imports of goods, " + std::string(code)) == doctest::Approx(imported / abroad0).epsilon(exact));
    CHECK(solved.level("goods, " + std::string(code)) == doctest::Approx(1).epsilon(exact));
    CHECK(solved.level("consumption, " + std::string(code)) > 1.001);
  }
  CHECK(std::abs(income(solved, "tariff")) < 1e-9);
  // The price of consumption is the numeraire: the good falls to it by what the tariff was worth.
  CHECK(solved.price("goods, A") == doctest::Approx(solved.price("goods, B")).epsilon(exact));
}

TEST_CASE("a tariff or an export tax at the value that it has changes nothing") {
  EconomyInputs inputs = mirror_economy(0.25, 3);
  inputs.policy.shocks = {shock(ShockKind::tariff, 0.25, Shock::Size::value),
                          shock(ShockKind::export_tax, 0, Shock::Size::change)};
  const SolvedEconomy solved = checked_solution(inputs);
  for (const double level : solved.state.activity_level) CHECK(level == doctest::Approx(1).epsilon(exact));
}

TEST_CASE("an export tax of both mirrors acts as a tariff of both: only relative prices matter") {
  EconomyInputs tariff = mirror_economy(0, 3), export_tax = tariff;
  tariff.policy.shocks = {shock(ShockKind::tariff, 0.3, Shock::Size::value)};
  export_tax.policy.shocks = {shock(ShockKind::export_tax, 0.3, Shock::Size::value)};
  const SolvedEconomy a = checked_solution(tariff), b = checked_solution(export_tax);
  CHECK(a.level("consumption, A") < 0.9999);
  CHECK(b.level("consumption, A") == doctest::Approx(a.level("consumption, A")).epsilon(exact));
  CHECK(income(b, "export tax", "household, A") == doctest::Approx(income(a, "tariff", "household, A")).epsilon(exact));
}

TEST_CASE("productivity of all inputs: output of the same inputs; of labour: fewer hands per unit") {
  constexpr double growth = 1.2;
  EconomyInputs inputs = one_sector();
  inputs.policy.shocks = {shock(ShockKind::productivity, growth)};
  const SolvedEconomy neutral = checked_solution(inputs);
  // X own_share/A + C = X and (1 - own_share) X/A = labour.
  const double consumption = (growth - own_share) / (1 - own_share);
  CHECK(neutral.level("goods, A") == doctest::Approx(growth).epsilon(exact));
  CHECK(neutral.level("consumption, A") == doctest::Approx(consumption).epsilon(exact));
  CHECK(neutral.price("labour, A") == doctest::Approx(consumption).epsilon(exact));

  inputs.policy.shocks.front().is_by_input = true;
  inputs.policy.shocks.front().factors = factor(inputs, "LAB");
  const SolvedEconomy of_labour = checked_solution(inputs);
  CHECK(of_labour.level("consumption, A") == doctest::Approx(growth).epsilon(exact));
  CHECK(of_labour.price("labour, A") == doctest::Approx(growth).epsilon(exact));

  inputs.policy.shocks.front().factors = {};
  inputs.policy.shocks.front().goods = sector(inputs, "GOODS");
  const double material = (1 - own_share / growth) / (1 - own_share);
  CHECK(checked_solution(inputs).level("consumption, A") == doctest::Approx(material).epsilon(exact));
}

TEST_CASE("productivity of all inputs equals that of each input, at any elasticity of substitution") {
  EconomyInputs whole = economy_inputs("tiny_taxes");
  add_market(whole, "A", 0.1);
  EconomyInputs parts = whole;
  whole.policy.shocks = {shock(ShockKind::productivity, 1.15)};
  whole.policy.shocks.front().sectors = sector(whole, "CEM");
  whole.policy.shocks.front().regions = region(whole, "A");
  Shock each = whole.policy.shocks.front();
  each.is_by_input = true;
  each.factors = all_factors(parts);
  for (int s = 0; s < parts.benchmark.sector_count(); ++s) each.goods.push_back({s});
  parts.policy.shocks = {each};
  const SolvedEconomy a = checked_solution(whole), b = checked_solution(parts);
  CHECK(a.level("cement, A") > 1.005);
  CHECK(b.level("cement, A") == doctest::Approx(a.level("cement, A")).epsilon(exact));
  CHECK(b.level("consumption, A") == doctest::Approx(a.level("consumption, A")).epsilon(exact));
  CHECK(b.state.permit_price[0] == doctest::Approx(a.state.permit_price[0]).epsilon(exact));
}

TEST_CASE("an output tax as a shock is the tax that a swap finds for the same output") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.policy.shocks = {shock(ShockKind::output_tax, 0.06, Shock::Size::change)};
  inputs.policy.shocks.front().sectors = sector(inputs, "CEM");
  inputs.policy.shocks.front().regions = region(inputs, "A");
  const SolvedEconomy taxed = checked_solution(inputs);
  const double output = taxed.level("cement, A");
  CHECK(output < 0.99);
  EconomyInputs swapped = economy_inputs("tiny_taxes");
  Swap swap;
  swap.fixed.kind = QuantityKind::output;
  swap.fixed.text = "output";
  swap.freed.kind = QuantityKind::output_tax;
  swap.freed.text = "output tax";
  for (ModelQuantity* quantity : {&swap.fixed, &swap.freed}) {
    quantity->region = region(swapped, "A").front();
    quantity->sector = sector(swapped, "CEM").front();
  }
  swap.value = output;
  swapped.policy.swaps = {swap};
  const SolvedEconomy found = checked_solution(swapped);
  CHECK(variable(found, "change of the output tax, CEM, A") == doctest::Approx(0.06).epsilon(1e-7));
  CHECK(income(found, "output tax") == doctest::Approx(income(taxed, "output tax")).epsilon(1e-8));
}

TEST_CASE("taxes on uses, factors and consumption are paid by whom they name") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const double before = income(solve(inputs), "use tax", "government, A");
  Shock vat = shock(ShockKind::use_tax, 0.05, Shock::Size::change);
  vat.regions = region(inputs, "A");
  vat.users = {inputs.benchmark.sector_count()};  // the household
  inputs.policy.shocks = {vat};
  const SolvedEconomy solved = checked_solution(inputs);
  double spent = 0;  // before the added tax
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const ShockedNumber* shocked = nullptr;
    for (const ShockedNumber& number : solved.economy.shocks) {
      if (number.index == static_cast<int>(e)) shocked = &number;
    }
    if (shocked == nullptr) continue;
    CHECK(shocked->scenario == doctest::Approx(shocked->benchmark + 0.05).epsilon(exact));
    spent += solved.state.edge_price[e] * solved.state.edge_quantity[e] / (1 + shocked->scenario);
  }
  CHECK(income(solved, "use tax", "government, A") > before + 0.045 * spent);
  CHECK(spent > 1000);

  Shock labour = shock(ShockKind::factor_tax, 0.1, Shock::Size::change);
  labour.regions = vat.regions;
  labour.factors = factor(inputs, "LAB");
  inputs.policy.shocks = {labour};
  const SolvedEconomy taxed = checked_solution(inputs);
  CHECK(taxed.price("labour, A") / taxed.price("consumption, A") < 0.95);  // labour is fixed and bears the tax
  CHECK(taxed.level("consumption, A") == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("a transfer is paid by the households of one region to those of another") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  Shock aid = shock(ShockKind::transfer, 500, Shock::Size::value);
  aid.regions = region(inputs, "A");
  aid.partners = region(inputs, "B");
  inputs.policy.shocks = {aid};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(income(solved, "transfer", "household, A") == doctest::Approx(-500).epsilon(exact));
  CHECK(income(solved, "transfer", "household, B") == doctest::Approx(500).epsilon(exact));
  CHECK(solved.level("consumption, A") < 0.999);
  CHECK(solved.level("consumption, B") > 1.001);
}

TEST_CASE("more people, each with the labour and the needs of one: everything grows with them") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  inputs.nests.parameters.push_back({"subsistence_share", "", "", 0.4, {}});
  Shock people = shock(ShockKind::population, 1.05);
  people.factors = all_factors(inputs);
  people.regions = {Region{0}, Region{1}};
  inputs.policy.shocks = {people};
  const SolvedEconomy solved = checked_solution(inputs);
  for (const double level : solved.state.activity_level) CHECK(level == doctest::Approx(1.05).epsilon(exact));
  // Needs alone: less is left for the rest, and all of it is bought.
  EconomyInputs without = inputs;
  without.policy.shocks = {endowments(inputs, 1.05)};
  CHECK(solve(without).level("subsistence, A") == doctest::Approx(1).epsilon(exact));
  CHECK(solve(without).level("consumption, A") > 1.06);
}

TEST_CASE("where the path begins an economy with shocks is the benchmark, and where it ends they have full size") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.policy.shocks = {endowments(inputs, 1.3), shock(ShockKind::productivity, 0.8),
                          shock(ShockKind::tariff, 0.5, Shock::Size::value),
                          shock(ShockKind::output_tax, 0.1, Shock::Size::change)};
  const Economy scenario = inputs.build();
  Economy economy = scenario;
  CHECK(has_shocks(economy));
  move_along_path(economy, 0);
  const EquilibriumSystem system(economy);
  std::vector<double> f(system.size());
  system.residual(system.start(), f);
  for (const double residual : f) CHECK(std::abs(residual) < 1e-9);
  const Economy benchmark = economy_inputs("tiny_taxes").build();
  const AtBenchmark at_benchmark(scenario);
  for (std::size_t e = 0; e < benchmark.edges.size(); ++e) {
    CHECK(at_benchmark.economy().edges[e].tax == benchmark.edges[e].tax);
    CHECK(at_benchmark.economy().edges[e].price0 == benchmark.edges[e].price0);
    CHECK(at_benchmark.economy().edges[e].quantity0 == benchmark.edges[e].quantity0);
  }
  move_along_path(economy, 1);
  for (std::size_t e = 0; e < benchmark.edges.size(); ++e) CHECK(economy.edges[e].tax == scenario.edges[e].tax);
  for (std::size_t i = 0; i < benchmark.endowments.size(); ++i)
    CHECK(economy.endowments[i].quantity == 1.3 * benchmark.endowments[i].quantity);
  keep_shocks(economy);
  move_along_path(economy, 0);
  CHECK(economy.endowments.front().quantity == 1.3 * benchmark.endowments.front().quantity);
}

TEST_CASE("prices that all double leave the equilibrium of an economy with shocks: it is homogeneous of degree 0") {
  EconomyInputs inputs = mirror_economy(0.2, 2);
  inputs.policy.shocks = {shock(ShockKind::productivity, 1.1), shock(ShockKind::tariff, 0.05, Shock::Size::value)};
  inputs.policy.shocks.front().regions = region(inputs, "A");
  const SolvedEconomy solved = checked_solution(inputs);
  const EquilibriumSystem system(solved.economy);
  std::vector<double> x = solved.report.x, f(x.size());
  for (int u = 0; u < system.size(); ++u) {
    if (system.unknown_name(u).starts_with("price: ")) x[u] += std::log(2.0);
  }
  system.residual(x, f);
  for (int i = 0; i < system.size(); ++i) {
    if (system.condition_name(i) != "price of the numeraire = 1") CHECK(std::abs(f[i]) < 1e-8);
  }
}

TEST_CASE("a shock that changes nothing, leaves its range or meets another one is refused") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  const auto expect = [&](const std::vector<Shock>& shocks, const std::string& message) {
    inputs.policy.shocks = shocks;
    CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()), message.c_str(), InputError);
  };
  const std::string name = "the shock 'of the test'";
  expect({shock(ShockKind::tariff, 0.5)}, name +
                                              " changes nothing: the rates are zero at the benchmark, so that a "
                                              "factor leaves them there; write value or change");
  expect({shock(ShockKind::tariff, -1, Shock::Size::value)},
         name + " makes the rate of coal, B in imports of coal, A -1; it must be above -1");
  expect({shock(ShockKind::output_tax, 1, Shock::Size::value)},
         name + " makes the rate of coal, A 1; it must be below 1: it is a part of the market price");
  expect({shock(ShockKind::export_tax, -2, Shock::Size::change)},
         name + " makes the rate of exports, coal, B in imports of coal, A -2; it must be above -1");
  Shock nobody = shock(ShockKind::endowment, 1.1);
  nobody.factors = factor(inputs, "LAB");
  nobody.sectors = sector(inputs, "ELE");
  expect({nobody}, name + " changes nothing: there is no such thing at the benchmark");
  expect({endowments(inputs, 1.1), endowments(inputs, 1.1)},
         name + " can't determine the endowment of labour, A: " + name + " does so already; drop one of them");
  Shock home = shock(ShockKind::transfer, 5, Shock::Size::value);
  home.regions = home.partners = region(inputs, "A");
  expect({home}, name + " goes from a region to itself");
}

TEST_CASE("a shock to what a swap sets free is refused") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  Swap swap;
  swap.fixed.kind = QuantityKind::real_wage;
  swap.fixed.text = "real wage";
  swap.freed.kind = QuantityKind::endowment;
  swap.freed.text = "endowment";
  for (ModelQuantity* quantity : {&swap.fixed, &swap.freed}) {
    quantity->region = Region{0};
    quantity->factor = factor(inputs, "LAB").front();
  }
  inputs.policy.swaps = {swap};
  inputs.policy.shocks = {endowments(inputs, 1.1)};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "the shock 'of the test' can't determine the endowment of labour, A: the swap of 'real wage' "
                       "and 'endowment' does so already; drop one of them",
                       InputError);
  inputs.policy.swaps.front().freed.kind = QuantityKind::output_tax;
  inputs.policy.swaps.front().freed.sector = sector(inputs, "STEEL").front();
  inputs.policy.shocks = {shock(ShockKind::output_tax, 0.1, Shock::Size::value)};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "the shock 'of the test' can't determine the output tax of iron and steel, A: the swap of 'real "
                       "wage' and 'endowment' does so already; drop one of them",
                       InputError);
}

}  // namespace etslink
