// SPDX-License-Identifier: Apache-2.0
// Technologies that stand idle at the benchmark: capture of CO2, and the resource of each alone.
#include <doctest/doctest.h>

#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "model/equilibrium.h"
#include "tests/fixtures/instrument_checks.h"
#include "tests/fixtures/power_country.h"

namespace etslink {
namespace {

using power_country::coal_share, power_country::markup, power_country::mt_per_musd, power_country::own_coal0,
    power_country::power0, power_country::set_tax;

constexpr double size = 0.2, elasticity = 3;

// WIND has a resource of its own.
EconomyInputs country() {
  EconomyInputs inputs = power_country::inputs();
  inputs.benchmark.activities[0].resource_share = size;
  inputs.benchmark.activities[0].resource_elasticity = elasticity;
  return inputs;
}

double wage(const SolvedEconomy& solved) { return solved.price("labour, A"); }

IdleActivity& activity_of(EconomyInputs& inputs, const std::string& code) {
  for (IdleActivity& activity : inputs.benchmark.activities)
    if (activity.code == code) return activity;
  FAIL("no activity ", code);
  return inputs.benchmark.activities.front();
}

// Emissions of an activity and what it captures, in a solution.
double emitted(const SolvedEconomy& solved, int n) {
  double mt = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    if (solved.economy.edges[e].activity != n) continue;
    for (const Emission& emission : solved.economy.edges[e].emissions)
      mt += emission.coefficient * solved.state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < solved.economy.processes.size(); ++i)
    if (solved.economy.processes[i].activity == n) mt += solved.state.process_emissions[i];
  return mt;
}

}  // namespace

TEST_CASE("a technology with a resource enters at its break-even price to a millionth, and smoothly") {
  EconomyInputs inputs = country();
  const double entry = markup / (coal_share * mt_per_musd);
  // In units of the wage there: labour is all that there is, and consumption, the numeraire, is dearer by then.
  const double wage_there = (power0 + own_coal0) / (power0 * (1 + markup) + own_coal0);
  set_tax(inputs, entry * wage_there * (1 - 1e-6));
  const SolvedEconomy before = checked_solution(inputs);
  CHECK(std::abs(before.level("WIND, A")) < 1e-9);
  set_tax(inputs, entry * wage_there * (1 + 1e-6));
  const SolvedEconomy after = checked_solution(inputs);
  // To first order size x elasticity x how far the price of power is above the costs: 0.2 x 3 x 1e-6 x 0.25/1.25.
  CHECK(after.level("WIND, A") == doctest::Approx(1.2e-7).epsilon(0.3));
}

TEST_CASE("what it makes follows the price over its costs, and the rent is what it earns above them") {
  for (const double tax : {25.0, 40.0, 120.0}) {
    CAPTURE(tax);
    EconomyInputs inputs = country();
    set_tax(inputs, tax);
    const SolvedEconomy solved = checked_solution(inputs);
    const double ratio = solved.price("power, A") / (wage(solved) * (1 + markup));
    REQUIRE(ratio > 1);
    const double level = solved.level("WIND, A");
    CHECK(level == doctest::Approx(size * (std::pow(ratio, elasticity) - 1)).epsilon(1e-8));
    const double rent = solved.price("power, A") - wage(solved) * (1 + markup);
    CHECK(variable(solved, "rent of the resource of WIND, A") == doctest::Approx(rent).epsilon(1e-8));
    CHECK(income(solved, "levy", "household, A") == doctest::Approx(rent * power0 * level).epsilon(1e-8));
  }
}

TEST_CASE("two technologies of one cost share what they make by the size of their resources") {
  EconomyInputs inputs = country();
  IdleActivity sun = country().benchmark.activities[0];
  sun.code = "SUN";
  sun.resource_share = 3 * size;
  inputs.benchmark.activities.push_back(sun);
  set_tax(inputs, 30);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.level("WIND, A") > 0.001);
  CHECK(solved.level("SUN, A") == doctest::Approx(3 * solved.level("WIND, A")).epsilon(1e-8));
}

TEST_CASE("with capture 0 a plant is the plain one, with capture 1 it emits nothing") {
  for (const double tax : {0.0, 30.0}) {
    CAPTURE(tax);
    EconomyInputs plain = economy_inputs("tiny_idle");
    activity_of(plain, "CAPTURE").markup = 0.02;
    EconomyInputs same = plain;
    activity_of(same, "CAPTURE").capture = 0;
    EconomyInputs clean = plain;
    activity_of(clean, "CAPTURE").capture = 1;
    EconomyInputs by_hand = plain;
    for (ActivityInput& input : activity_of(by_hand, "CAPTURE").inputs) input.mt_per_musd = 0;
    for (EconomyInputs* inputs : {&plain, &same, &clean, &by_hand}) set_tax(*inputs, tax);
    CHECK(solve(same).state.x == solve(plain).state.x);
    const SolvedEconomy captured = checked_solution(clean), hand = solve(by_hand);
    CHECK(captured.level("CAPTURE, A") == doctest::Approx(hand.level("CAPTURE, A")).epsilon(1e-9));
    CHECK(emitted(captured, captured.activity("CAPTURE, A")) == 0);
  }
}

TEST_CASE("what is captured and what is not is all that is burnt") {
  EconomyInputs inputs = economy_inputs("tiny_idle");
  IdleActivity& plant = activity_of(inputs, "CAPTURE");
  plant.markup = 0.02;
  plant.capture = 0.9;
  set_tax(inputs, 60);
  const SolvedEconomy solved = checked_solution(inputs);
  const int n = solved.activity("CAPTURE, A");
  REQUIRE(solved.state.activity_level[n] > 0.01);
  double burnt = 0, captured = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (edge.activity != n || edge.captured == 0) continue;
    captured += edge.captured * solved.state.edge_quantity[e];
    burnt += 0.0125 * solved.state.edge_quantity[e];  // activity_inputs.csv
  }
  CHECK(captured == doctest::Approx(0.9 * burnt).epsilon(1e-12));
  CHECK(emitted(solved, n) == doctest::Approx(0.1 * burnt).epsilon(1e-12));
}

TEST_CASE("captured biogenic CO2 is a negative emission that a market credits, process CO2 one that it charges") {
  EconomyInputs inputs = country();
  IdleActivity& plant = inputs.benchmark.activities.front();
  plant.capture = 0.9;
  plant.biogenic_mt = 0.01;
  plant.process_mt = 0.002;
  add_market(inputs, "A", 0.6);
  const SolvedEconomy solved = checked_solution(inputs);
  const int n = solved.activity("WIND, A");
  const double made = power0 * solved.state.activity_level[n];
  REQUIRE(made > 1);
  CHECK(emitted(solved, n) == doctest::Approx((0.1 * 0.002 - 0.9 * 0.01) * made).epsilon(1e-10));
  const double cap = 0.4 * mt_per_musd * coal_share * power0;
  CHECK(solved.state.market_emissions[0] == doctest::Approx(cap).epsilon(1e-9));
  // So coal emits more than the cap.
  CHECK(solved.level("power, A") * mt_per_musd * coal_share * power0 ==
        doctest::Approx(cap - emitted(solved, n)).epsilon(1e-9));
  // Its costs are those of labour less what the negative tonnes are worth.
  const double tau = solved.state.permit_price[0], rent = variable(solved, "rent of the resource of WIND, A");
  const double earned = solved.price("power, A") - tau * (0.1 * 0.002 - 0.9 * 0.01);
  const double ratio = earned / ((1 + markup) * wage(solved));
  CHECK(solved.state.activity_level[n] == doctest::Approx(size * (std::pow(ratio, elasticity) - 1)).epsilon(1e-7));
  CHECK(solved.price("power, A") - rent ==
        doctest::Approx((1 + markup) * wage(solved) + tau * (0.1 * 0.002 - 0.9 * 0.01)).epsilon(1e-8));
}

TEST_CASE("a plant whose credits alone pay its costs stays bounded by its resource") {
  EconomyInputs inputs = country();
  IdleActivity& plant = inputs.benchmark.activities.front();
  plant.capture = 1;
  plant.biogenic_mt = 0.02;
  set_tax(inputs, 100);  // a credit of 2 USD for each USD of power
  const SolvedEconomy solved = solve(inputs);
  const double rent = variable(solved, "rent of the resource of WIND, A");
  CHECK(rent > solved.price("power, A") * 0.5);
  const double ratio = (solved.price("power, A") + 100 * 0.02) / ((1 + markup) * wage(solved));
  CHECK(solved.level("WIND, A") == doctest::Approx(size * (std::pow(ratio, elasticity) - 1)).epsilon(1e-7));
}

TEST_CASE("capture and resources begin at the benchmark of their economy") {
  EconomyInputs inputs = economy_inputs("tiny_idle");
  for (IdleActivity& activity : inputs.benchmark.activities) {
    activity.capture = 0.5;
    activity.process_mt = 0.003;
    activity.biogenic_mt = 0.004;
    activity.resource_share = 0.1;
    activity.resource_elasticity = 2;
  }
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  check_begin_of_path(inputs);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.economy.idle_technologies.size() == 4);
}

}  // namespace etslink
