// SPDX-License-Identifier: Apache-2.0
#include "model/idle_activities.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "model/benchmark_equilibrium.h"
#include "model/equilibrium.h"
#include "model/rule_builder.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/instrument_checks.h"
#include "tests/fixtures/power_country.h"

namespace etslink {
namespace {

using power_country::coal_share, power_country::markup, power_country::mt_per_musd, power_country::own_coal0,
    power_country::power0, power_country::set_tax;

constexpr double exactly = 1e-8;

// Wage where power costs 1 + markup of it, in consumption, the numeraire.
double wage_at_entry() { return (power0 + own_coal0) / (power0 * (1 + markup) + own_coal0); }
double break_even_tax() { return markup * wage_at_entry() / (coal_share * mt_per_musd); }

double level(const SolvedEconomy& solved, const std::string& name) { return solved.level(name); }

// No activity that may stop runs at a loss, and none stands idle that would earn something.
void check_no_loss(const SolvedEconomy& solved) {
  for (std::size_t v = 0; v < solved.economy.variables.size(); ++v) {
    const VariableId& id = solved.economy.variables[v].id;
    if (id.role != VariableRole::loss) continue;
    const double loss = solved.state.variable[v], run = solved.state.activity_level[id.index];
    CAPTURE(solved.economy.variables[v].name);
    CHECK(loss > -1e-9);
    CHECK(run > -1e-9);
    CHECK(std::min(loss, run) < 1e-8);
  }
}

}  // namespace

TEST_CASE("an activity stands idle at the benchmark, at the loss of its mark-up") {
  for (const char* name : {"power", "tiny_idle"}) {
    CAPTURE(name);
    const bool is_fixture = std::string(name) == "tiny_idle";
    const SolvedEconomy solved = checked_solution(is_fixture ? economy_inputs(name) : power_country::inputs());
    int idle = 0;
    for (std::size_t n = 0; n < solved.economy.activities.size(); ++n) {
      const bool is_latent = is_idle(solved.economy.activities[n]);
      idle += is_latent;
      CHECK(solved.state.activity_level[n] == doctest::Approx(is_latent ? 0 : 1).epsilon(1e-9));
    }
    CHECK(idle >= (is_fixture ? 4 : 1));
    check_no_loss(solved);
    CHECK(variable(solved, is_fixture ? "loss: CAPTURE, A" : "loss: WIND, A") ==
          doctest::Approx(std::log1p(is_fixture ? 0.2 : markup)).epsilon(exactly));
  }
}

TEST_CASE("it enters at the tax that makes it break even, not a millionth before") {
  EconomyInputs inputs = power_country::inputs();
  const double tax = break_even_tax();
  set_tax(inputs, tax * (1 - 1e-6));
  const SolvedEconomy before = checked_solution(inputs);
  CHECK(std::abs(level(before, "WIND, A")) < 1e-9);
  CHECK(level(before, "power, A") == doctest::Approx(1).epsilon(exactly));
  CHECK(variable(before, "loss: WIND, A") > 1e-8);
  check_no_loss(before);

  set_tax(inputs, tax * 1.01);  // all or nothing: nearer to it the two are one solution to rounding
  const SolvedEconomy after = checked_solution(inputs);
  CHECK(std::abs(level(after, "power, A")) < 1e-9);
  CHECK(variable(after, "loss: power, A") > 1e-5);
  // All labour: X of each bundle of power and coal.
  const double bundles = (power0 + own_coal0) / ((1 + markup) * power0 + own_coal0);
  CHECK(level(after, "WIND, A") == doctest::Approx(bundles).epsilon(exactly));
  CHECK(level(after, "consumption, A") == doctest::Approx(bundles).epsilon(exactly));
  check_no_loss(after);
}

TEST_CASE("under a cap the price is that of entry, and the activity makes what the cap takes away") {
  for (const double cut : {0.1, 0.5, 0.9}) {
    CAPTURE(cut);
    EconomyInputs inputs = power_country::inputs();
    add_market(inputs, "A", cut);
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(solved.state.permit_price[0] == doctest::Approx(break_even_tax()).epsilon(exactly));
    CHECK(level(solved, "power, A") == doctest::Approx(1 - cut).epsilon(exactly));
    // Labour for coal to burn, power, wind and the coal of the household, which goes with all power.
    const double all = power0 + own_coal0;
    const double wind = (all - (1 - cut) * all) / ((1 + markup) * power0 + own_coal0);
    CHECK(level(solved, "WIND, A") == doctest::Approx(wind).epsilon(exactly));
    check_no_loss(solved);
  }
}

TEST_CASE("with taxes, trade, sluggish capital and several activities nothing runs at a loss at any tax") {
  bool entered = false;
  for (const double usd_per_t : {0.0, 5.0, 20.0, 60.0, 150.0}) {
    CAPTURE(usd_per_t);
    for (const ArmingtonOption option : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
      EconomyInputs inputs = economy_inputs("tiny_idle");
      inputs.options.armington = option;
      set_tax(inputs, usd_per_t);
      const SolvedEconomy solved = checked_solution(inputs);
      check_no_loss(solved);
      entered = entered || solved.level("WIND, A") > 0.01;
    }
  }
  CHECK(entered);
}

TEST_CASE("what an idle activity burns needs permits once it runs") {
  EconomyInputs inputs = economy_inputs("tiny_idle");
  std::erase_if(inputs.benchmark.activities, [](const IdleActivity& activity) { return activity.code != "CAPTURE"; });
  inputs.benchmark.activities.front().markup = 0.02;
  set_tax(inputs, 30);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.level("CAPTURE, A") > 0.01);
  const ActivityEmissions emissions = activity_emissions(solved.economy, solved.activity("CAPTURE, A"));
  CHECK(emissions.benchmark_mt == 0);
  double burnt = 0, counted = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    for (const Emission& emission : edge.emissions) {
      const double mt = emission.coefficient * solved.state.edge_quantity[e];
      if (solved.economy.activities[edge.activity].name == "CAPTURE, A") burnt += mt;
      if (solved.economy.activities[edge.activity].region == Region{0}) counted += mt;
    }
  }
  CHECK(burnt > 0.1);
  for (std::size_t p = 0; p < solved.economy.processes.size(); ++p) {
    if (solved.economy.activities[solved.economy.processes[p].activity].region == Region{0})
      counted += solved.state.process_emissions[p];
  }
  const double revenue = income(solved, "carbon tax", "government, A") + income(solved, "carbon tax", "household, A");
  CHECK(revenue == doctest::Approx(30 * counted).epsilon(1e-6));
}

TEST_CASE("an activity without a market for its good or its inputs is refused") {
  const auto expect = [](const std::function<void(IdleActivity&)>& change, const std::string& message) {
    EconomyInputs inputs = economy_inputs("tiny_idle");
    change(inputs.benchmark.activities.front());
    CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()), message.c_str(), InputError);
  };
  const std::string folder = fixture_folder("tiny_idle");
  expect([](IdleActivity& a) { a.inputs.front().factor = Factor{2}; },
         folder +
             "/activity_inputs.csv:2: activity 'WIND' in A needs RES, a factor that is specific to sectors; allowed: "
             "mobile and sluggish ones");
}

TEST_CASE("a composite of its own of goods whose volumes add up is refused") {
  EconomyInputs inputs = economy_inputs("tiny_volumes");
  inputs.nests.additive_goods = {inputs.benchmark.find_sector("COL")};
  IdleActivity kiln;
  kiln.region = {0};
  kiln.code = "KILN";
  kiln.good = inputs.benchmark.find_sector("CEM");
  kiln.markup = 0.1;
  kiln.inputs.push_back({inputs.benchmark.find_sector("COL"), {}, 1, 0, 0.04, {}});
  inputs.benchmark.activities = {kiln};
  CHECK_NOTHROW(static_cast<void>(inputs.build()));
  inputs.options.armington = ArmingtonOption::per_user;
  std::string message;
  try {
    static_cast<void>(inputs.build());
  } catch (const InputError& error) {
    message = error.what();
  }
  CHECK(message.find("activity 'KILN' in A buys coal, whose volumes add up") != std::string::npos);
}

TEST_CASE("credits and an idle activity may meet in one sector") {
  EconomyInputs inputs = economy_inputs("tiny_idle");
  add_market(inputs, "B", 0.2);
  add_market(inputs, "A", 0);
  PermitMarket& credits = inputs.policy.markets[1];
  credits.cap_mt[0] = 0;
  credits.coverage[0].users = {{User::Kind::sector, inputs.benchmark.find_sector("ELE").index}};
  credits.crediting = SectoralCrediting{};
  credits.crediting->baseline.push_back({{0}, inputs.benchmark.find_sector("ELE"), 1, {}, {}});
  RestrictedLink link;
  link.from = 1;
  link.to = 0;
  inputs.policy.restricted_links = {link};
  check_begin_of_path(inputs);
  check_no_loss(checked_solution(inputs));
}

}  // namespace etslink
