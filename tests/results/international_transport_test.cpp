// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "results/emissions.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

const IndicatorSet& solved_set() {
  static const IndicatorSet set = compute_indicators(small_study("tiny_transport"));
  return set;
}

// CO2 of a region at the benchmark, of its transport sector or of all others [Mt].
double benchmark_co2(const std::string& region, bool of_transport) {
  const Benchmark data = fixture_benchmark("tiny_transport");
  double mt = 0;
  for (const EmissionFlow& flow : data.emissions) {
    const bool is_transport = data.user_code(flow.user) == "TRN";
    if (data.regions[flow.region.index].code == region && is_transport == of_transport) mt += flow.mt;
  }
  return mt;
}

}  // namespace

TEST_CASE("CO2 of international transport is in the world's total and in no region's") {
  const std::vector<double> co2 = solved_set().slice("co2", benchmark_scenario),
                            transport = solved_set().slice("co2_international_transport", benchmark_scenario);
  CHECK(co2[0] == doctest::Approx(benchmark_co2("A", false)).epsilon(1e-9));
  CHECK(co2[1] == doctest::Approx(benchmark_co2("B", false)).epsilon(1e-9));
  CHECK(transport[0] == doctest::Approx(benchmark_co2("A", true)).epsilon(1e-9));
  CHECK(transport[1] == doctest::Approx(benchmark_co2("B", true)).epsilon(1e-9));
  CHECK(transport[1] > 20);
  for (const int scenario : {benchmark_scenario, unlinked_scenario, linked_scenario}) {
    const double world = solved_set().slice("co2_world", scenario)[0];
    CHECK(world == doctest::Approx(sum(solved_set().slice("co2_by_user", scenario))).epsilon(1e-12));
    CHECK(world == doctest::Approx(sum(solved_set().slice("co2", scenario)) +
                                   sum(solved_set().slice("co2_international_transport", scenario)))
                       .epsilon(1e-12));
  }
}

TEST_CASE("leakage into regions and into international transport adds up to the rate, and so do its sectors") {
  const int s = unlinked_scenario;
  const double rate = solved_set().slice("leakage_rate", s)[0],
               transport = solved_set().slice("leakage_international_transport", s)[0];
  const std::vector<double> by_region = solved_set().slice("leakage_by_region", s);
  CHECK(std::isnan(by_region[0]));
  CHECK(std::abs(transport) > 0.01);
  CHECK(by_region[1] + transport == doctest::Approx(rate).epsilon(1e-10));

  const std::vector<double> now = solved_set().slice("co2_by_user", s),
                            before = solved_set().slice("co2_by_user", benchmark_scenario);
  const std::size_t users = solved_set().users.size(), sectors = solved_set().sectors.size();
  double final_users = 0;  // of B
  for (std::size_t user = sectors; user < users; ++user) final_users += now[users + user] - before[users + user];
  const double reduction = -solved_set().slice("abatement", s)[0];
  CHECK(sum(solved_set().slice("leakage_by_sector", s)) - 100 * final_users / reduction ==
        doctest::Approx(rate).epsilon(1e-10));
}

TEST_CASE("leakage into international transport is missing without such a sector, and where all regions are members") {
  StudyResult study = small_study("tiny_transport");
  study.coalition = {Region{0}, Region{1}};
  CHECK(std::isnan(compute_indicators(study).slice("leakage_international_transport", linked_scenario)[0]));
  const IndicatorSet none = compute_indicators(small_study("tiny_taxes"));
  CHECK(std::isnan(none.slice("leakage_international_transport", unlinked_scenario)[0]));
  CHECK(std::isnan(none.slice("co2_international_transport", unlinked_scenario)[0]));
}

TEST_CASE("transport that a market covers by name is no part of domestic leakage") {
  EconomyInputs inputs = economy_inputs("tiny_transport");
  add_market(inputs, "A", 0.2);
  EconomyInputs off = inputs;
  off.policy.active = {0};
  const StudyResult study = study_of({solved_scenario("benchmark", off), solved_scenario("cut", inputs)});
  const IndicatorSet set = compute_indicators(study);
  const auto& scenario = study.scenarios[1];
  const AccountsIndex accounts(*scenario.economy);
  const ScenarioView view{*scenario.economy, accounts, *study.scenarios[0].state,
                          *scenario.state,   scenario, {Region{0}}};
  // add_market covers every user: all that A emits in its own name is regulated, and its transport beside that.
  const double regulated = regulated_emissions(view, *scenario.state)[0];
  CHECK(regulated == doctest::Approx(set.slice("co2", 1)[0]).epsilon(1e-9));
  CHECK(covered_emissions(view, *scenario.state)[0][0] ==
        doctest::Approx(regulated + set.slice("co2_international_transport", 1)[0]).epsilon(1e-9));
  CHECK(std::abs(set.slice("domestic_leakage", 1)[0]) < 1e-6);
}
