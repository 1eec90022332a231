// SPDX-License-Identifier: Apache-2.0
#include "results/welfare_parts.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "tests/fixtures/mirror_economy.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

const std::vector<std::string> part_names = {"welfare_abatement",      "welfare_tax_use",       "welfare_tax_factor",
                                             "welfare_tax_output",     "welfare_tax_export",    "welfare_tariff",
                                             "welfare_terms_of_trade", "welfare_permit_trade",  "welfare_factor_income",
                                             "welfare_transfers",      "welfare_factor_supply", "welfare_fixed_demand",
                                             "welfare_technology"};

// Sum of the parts in a scenario, by region.
std::vector<double> sum_of_parts(const IndicatorSet& set, int scenario) {
  std::vector<double> sum(set.regions.size(), 0);
  for (const std::string& name : part_names) {
    const std::vector<double> part = set.slice(name, scenario);
    for (std::size_t r = 0; r < sum.size(); ++r) sum[r] += part[r];
  }
  return sum;
}

void check_sums(const IndicatorSet& set) {
  for (int s = 0; s < static_cast<int>(set.scenarios.size()); ++s) {
    const std::vector<double> sum = sum_of_parts(set, s), variation = set.slice("welfare_ev", s),
                              consumption = set.slice("consumption", s);
    for (std::size_t r = 0; r < sum.size(); ++r) {
      CAPTURE(set.scenarios[s]);
      CAPTURE(set.regions[r]);
      CHECK(std::abs(sum[r] - variation[r]) < 1e-9 * consumption[r]);
    }
  }
}

StudyResult before_and_after(const EconomyInputs& before, const EconomyInputs& after) {
  return study_of({solved_scenario("before", before), solved_scenario("after", after)});
}

// One region without taxes and trade: labour makes fuel, labour and fuel make goods, a household buys both. It cuts its
// emissions of 4 Mt by 40 %.
EconomyInputs closed_economy() {
  EconomyInputs inputs{{}, klem_nests(), {}, {}};
  Benchmark& b = inputs.benchmark;
  b.folder = "closed";
  b.regions = {{"A", "A"}};
  b.sectors = {{"FUEL", "fuel", SectorRole::coal}, {"GOODS", "goods", SectorRole::other}};
  b.factors = {{"LAB", "labour", FactorMobility::mobile}};
  b.agents = {{"HH_A", {0}, AgentKind::household}};
  b.value_added = {{{0}, {0}, {0}, 40, 0, {}}, {{0}, {1}, {0}, 60, 0, {}}};
  const User sector{User::Kind::sector, 1}, household{User::Kind::agent, 0};
  b.use = {
      {{0}, {0}, sector, {}, 30, 0, {}}, {{0}, {0}, household, {}, 10, 0, {}}, {{0}, {1}, household, {}, 90, 0, {}}};
  b.emissions = {{{0}, sector, Sector{0}, {}, Gas::co2, 3, {}}, {{0}, household, Sector{0}, {}, Gas::co2, 1, {}}};
  for (const char* name : {"esubva", "esubd", "esubm"}) b.elasticities.push_back({name, {}, {}, 1.5, {}});
  add_market(inputs, "A", 0.4);
  return inputs;
}

EconomyInputs without_policy(EconomyInputs inputs) {
  inputs.policy.active.assign(inputs.policy.active.size(), 0);
  return inputs;
}

// Both regions of tiny2x2 under one cap, of whose permits `shift` Mt more belong to A.
EconomyInputs linked(double shift) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.2);
  inputs.policy.links = {{{0, 1}, {}}};
  inputs.policy.markets[0].cap_mt[0] += shift;
  inputs.policy.markets[1].cap_mt[1] -= shift;
  return inputs;
}

// Change against no policy by a cut in A of tiny_taxes.
IndicatorSet cut_in_a(double cut) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", cut);
  return compute_indicators(before_and_after(without_policy(inputs), inputs));
}

double taxes(const IndicatorSet& set) {
  double sum = 0;
  for (const char* name : {"welfare_tax_use", "welfare_tax_factor", "welfare_tax_output"}) sum += set.slice(name, 1)[0];
  return sum;
}

}  // namespace

TEST_CASE("the parts of welfare sum to the equivalent variation") {
  for (const char* name : {"tiny2x2", "tiny_taxes", "tiny_leisure", "tiny_make", "tiny_households", "tiny_volumes"}) {
    CAPTURE(name);
    check_sums(compute_indicators(small_study(name)));
  }
  ModelOptions options;
  options.capital = CapitalOption::international;
  options.capital_factor = economy_inputs("tiny2x2").benchmark.find_factor("CAP");
  const IndicatorSet set = compute_indicators(small_study("tiny2x2", options));
  check_sums(set);
  CHECK(std::abs(set.slice("welfare_factor_income", linked_scenario)[0]) > 1e-3);
}

TEST_CASE("nothing changes in the reference") {
  const IndicatorSet set = compute_indicators(small_study("tiny_taxes"));
  for (const std::string& name : part_names) CHECK(set.slice(name, benchmark_scenario) == std::vector<double>{0, 0});
  CHECK(set.slice("welfare_price_weight", benchmark_scenario) == std::vector<double>{0.5, 0.5});
}

TEST_CASE("in a closed economy without taxes abatement is all of the loss") {
  const EconomyInputs inputs = closed_economy();
  const IndicatorSet set = compute_indicators(before_and_after(without_policy(inputs), inputs));
  const double variation = set.slice("welfare_ev", 1)[0];
  CHECK(variation < -1);
  CHECK(std::abs(set.slice("welfare_abatement", 1)[0] - variation) < 1e-9 * 100);
  for (std::size_t p = 1; p < part_names.size(); ++p) {
    CAPTURE(part_names[p]);
    CHECK(std::abs(set.slice(part_names[p], 1)[0]) < 1e-9 * 100);
  }
  // Demand falls less and less as its price rises: less than the triangle of price and tonnes is lost.
  CHECK(set.slice("welfare_price_weight", 1)[0] < 0.49);
  CHECK(set.slice("welfare_price_weight", 1)[0] > 0.2);
}

TEST_CASE("of a small cut abatement costs by the square, what it does to taxes in proportion") {
  const IndicatorSet small = cut_in_a(0.002), twice = cut_in_a(0.004);
  const double abatement = twice.slice("welfare_abatement", 1)[0] / small.slice("welfare_abatement", 1)[0];
  CHECK(small.slice("welfare_abatement", 1)[0] < 0);
  CHECK(abatement == doctest::Approx(4).epsilon(0.02));
  CHECK(taxes(small) < 0);
  CHECK(taxes(twice) / taxes(small) == doctest::Approx(2).epsilon(0.02));
  CHECK(small.slice("welfare_price_weight", 1)[0] == doctest::Approx(0.5).epsilon(0.01));
}

TEST_CASE("permits that are given to another region are seen as permit trade") {
  const double shift = 5;
  const IndicatorSet set = compute_indicators(before_and_after(linked(0), linked(shift)));
  const std::vector<double> permits = set.slice("welfare_permit_trade", 1), variation = set.slice("welfare_ev", 1);
  const double value = shift * set.slice("carbon_price", 1)[0];
  CHECK(permits[0] == doctest::Approx(value / set.slice("consumer_price", 1)[0]).epsilon(0.02));
  CHECK(permits[1] == doctest::Approx(-value / set.slice("consumer_price", 1)[1]).epsilon(0.02));
  CHECK(variation[0] > 0);
  CHECK(variation[1] < 0);
  for (const char* name : {"welfare_abatement", "welfare_tax_use", "welfare_tariff", "welfare_factor_supply"}) {
    for (const double part : set.slice(name, 1)) {
      CAPTURE(name);
      CHECK(std::abs(part) < 0.02 * value);
    }
  }
}

TEST_CASE("a large country that gives up its tariff wins by it and loses by the terms of trade") {
  EconomyInputs inputs = mirror_economy(0.1, 3);
  const EconomyInputs before = inputs;
  Shock free_trade;
  free_trade.kind = ShockKind::tariff;
  free_trade.size = Shock::Size::value;
  free_trade.number = 0;
  free_trade.regions = {Region{0}};
  free_trade.text = "tariff";
  inputs.policy.shocks = {free_trade};
  const IndicatorSet set = compute_indicators(before_and_after(before, inputs));
  check_sums(set);
  const std::vector<double> tariff = set.slice("welfare_tariff", 1), trade = set.slice("welfare_terms_of_trade", 1);
  CHECK(tariff[0] > 0.05);
  CHECK(trade[0] < -0.1);
  CHECK(trade[1] > 0.1);
  CHECK(tariff[0] + trade[0] == doctest::Approx(set.slice("welfare_ev", 1)[0]).epsilon(1e-9));
}

TEST_CASE("a better technology is worth what it saves") {
  EconomyInputs inputs = closed_economy();
  const EconomyInputs before = without_policy(inputs);
  inputs = before;
  Shock better;
  better.kind = ShockKind::productivity;
  better.number = 1.1;
  better.sectors = {Sector{1}};
  better.text = "productivity";
  inputs.policy.shocks = {better};
  const IndicatorSet set = compute_indicators(before_and_after(before, inputs));
  check_sums(set);
  // A tenth of 90 million USD, less what the household, which wants fuel as well, gets out of it.
  CHECK(set.slice("welfare_technology", 1)[0] == doctest::Approx(set.slice("welfare_ev", 1)[0]).epsilon(1e-9));
  CHECK(set.slice("welfare_technology", 1)[0] > 8);
  CHECK(set.slice("welfare_technology", 1)[0] < 10);
}

TEST_CASE("parts are missing where a scenario or its reference was not solved") {
  StudyResult study = small_study("tiny_taxes");
  study.scenarios[linked_scenario].state.reset();
  CHECK(std::isnan(compute_indicators(study).slice("welfare_abatement", linked_scenario)[0]));
  study.scenarios[benchmark_scenario].state.reset();
  CHECK(std::isnan(compute_indicators(study).slice("welfare_abatement", unlinked_scenario)[0]));
}
