// SPDX-License-Identifier: Apache-2.0
// Taxes on the output of technologies: amounts per unit.
#include "model/technology_pool.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

using namespace etslink;

namespace {

// A carbon tax in A [USD/t].
EconomyInputs taxed(double usd_per_t) {
  EconomyInputs inputs = economy_inputs("tiny_technologies");
  PermitMarket& market = inputs.policy.markets[add_market(inputs, "A", 0)];
  market.cap_mt.assign(2, 0);
  market.fixed_price = usd_per_t;
  return inputs;
}

// Coal power of A costs so much more capital, which the government pays instead of a lump sum: its price stays.
void pay_for_capital_of_coal_power(Benchmark& benchmark, double musd) {
  const Region a = benchmark.find_region("A");
  const Sector coal = benchmark.find_sector("ELE.coal");
  const Factor capital = benchmark.find_factor("CAP");
  benchmark.output_tax.push_back({a, coal, -musd, {}, {}});
  for (FactorFlow& flow : benchmark.value_added)
    if (flow.region == a && flow.sector == coal && flow.factor == capital) flow.value_musd += musd;
  for (EndowmentFlow& flow : benchmark.endowments)
    if (flow.region == a && flow.factor == capital) flow.value_musd += musd;
  for (TransferFlow& flow : benchmark.transfers)
    if (flow.from == benchmark.find_agent("GOV_A")) flow.value_musd -= musd;
}

double benchmark_value(const SolvedEconomy& solved, const std::string& name) {
  return solved.economy.activities[solved.activity(name)].quantity0;
}

}  // namespace

TEST_CASE("a technology that gets an amount per unit sells at its cost less that amount, whatever its price") {
  const SolvedEconomy solved = checked_solution(taxed(40));
  const Activity& wind = solved.economy.activities[solved.activity("electricity by wind, A")];
  CHECK(wind.output_tax == 0);
  REQUIRE(wind.charges.size() == 1);
  const double per_unit = -90 / wind.quantity0;
  const double gap = solved.price("electricity by wind, A") -
                     solved.state.activity_unit_revenue[solved.activity("electricity by wind, A")];
  CHECK(gap == doctest::Approx(per_unit * variable(solved, "price of payments per unit")).epsilon(1e-9));
  CHECK(std::abs(solved.price("electricity by wind, A") - 1) > 1e-3);
}

TEST_CASE("the benchmark with payments between technologies is an equilibrium") {
  EconomyInputs inputs = economy_inputs("tiny_technologies");
  pay_for_capital_of_coal_power(inputs.benchmark, 3000);
  const SolvedEconomy solved = solve(inputs);
  CHECK(solved.report.iterations == 0);
  CHECK(solved.report.residual < 1e-9);
}

TEST_CASE("what a plant pays for carbon raises its price by that, whether or not others pay for a part of its costs") {
  EconomyInputs inputs = taxed(10);
  const SolvedEconomy alone = solve(inputs);
  pay_for_capital_of_coal_power(inputs.benchmark, benchmark_value(alone, "electricity by coal, A"));
  const SolvedEconomy paid = checked_solution(inputs);  // half of its costs
  const double rise = alone.price("electricity by coal, A") - 1;
  CHECK(rise > 0.01);
  CHECK(paid.price("electricity by coal, A") - 1 == doctest::Approx(rise).epsilon(0.1));  // ad valorem: half of it
}

TEST_CASE("taxes on the output of sectors stay parts of their price") {
  const SolvedEconomy solved = solve(taxed(40));
  CHECK(solved.economy.activities[solved.activity("electricity, B")].output_tax > 0);
}

TEST_CASE("where users pay for payments between technologies, what the government has of them stays as it was") {
  EconomyInputs inputs = taxed(40);
  pay_for_capital_of_coal_power(inputs.benchmark, 3000);
  const SolvedEconomy government = checked_solution(inputs);
  CHECK(income(government, "levy") > -3090 + 100);  // less coal power than at the benchmark
  inputs.options.technology_pool = TechnologyPayer::users;
  const SolvedEconomy users = checked_solution(inputs);
  CHECK(income(users, "levy") == doctest::Approx(-3090).epsilon(1e-9));
  CHECK(users.price("electricity, A") < government.price("electricity, A"));  // they have what is left
}
