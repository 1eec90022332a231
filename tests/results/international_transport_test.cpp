// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "results/emissions.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

double sum_over(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

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

User transport_of(const Benchmark& data) { return {User::Kind::sector, data.find_sector("TRN").index}; }

void leave_out_transport(PermitMarket& market, const Benchmark& data) {
  for (Coverage& coverage : market.coverage) std::erase(coverage.users, transport_of(data));
}

// The policy of `inputs` in scenario 1, all its markets off in scenario 0; `named`: regions of the coalition.
IndicatorSet policy_against_none(const EconomyInputs& inputs, const std::vector<Region>& named) {
  EconomyInputs off = inputs;
  off.policy.active.assign(inputs.policy.markets.size(), 0);
  StudyResult study = study_of({solved_scenario("benchmark", off), solved_scenario("policy", inputs)});
  study.coalition = named;
  return compute_indicators(study);
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
    CHECK(world == doctest::Approx(sum_over(solved_set().slice("co2_by_user", scenario))).epsilon(1e-12));
    CHECK(world == doctest::Approx(sum_over(solved_set().slice("co2", scenario)) +
                                   sum_over(solved_set().slice("co2_international_transport", scenario)))
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
  const double reduction = solved_set().slice("coalition_abatement", s)[0];
  CHECK(sum_over(solved_set().slice("leakage_by_sector", s)) + 100 * final_users / reduction ==
        doctest::Approx(rate).epsilon(1e-10));
}

TEST_CASE(
    "transport that nobody regulates is outside of a coalition of all regions: what leaks there is all that leaks") {
  EconomyInputs inputs = economy_inputs("tiny_transport");
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  for (PermitMarket& market : inputs.policy.markets) leave_out_transport(market, inputs.benchmark);
  inputs.policy.markets[0].cap_mt[0] = 0.8 * benchmark_co2("A", false);
  inputs.policy.markets[1].cap_mt[1] = 0.7 * benchmark_co2("B", false);
  const IndicatorSet set = policy_against_none(inputs, {});
  CHECK(set.slice("in_coalition", 1) == std::vector<double>{1, 1});
  CHECK(set.slice("transport_in_coalition", 1) == std::vector<double>{0, 0});
  const double leaked = -sum(set.slice("abatement_international_transport", 1)),
               abatement = sum_over(set.slice("abatement", 1));
  CHECK(set.slice("coalition_abatement", 1)[0] == doctest::Approx(abatement).epsilon(1e-10));
  CHECK(set.slice("leakage_rate", 1)[0] == doctest::Approx(100 * leaked / abatement).epsilon(1e-10));
  CHECK(set.slice("leakage_international_transport", 1) == set.slice("leakage_rate", 1));
}

TEST_CASE("a market of transport alone cuts transport: inventories are outside, that of its region as well") {
  EconomyInputs inputs = economy_inputs("tiny_transport");
  add_market(inputs, "A", 0.2);
  inputs.policy.markets[0].coverage[0].users = {transport_of(inputs.benchmark)};
  const double of_a = benchmark_co2("A", true);
  inputs.policy.markets[0].cap_mt[0] = 0.8 * of_a;
  const IndicatorSet set = policy_against_none(inputs, {});
  CHECK(set.slice("in_coalition", 1) == std::vector<double>{0, 0});
  CHECK(set.slice("transport_in_coalition", 1) == std::vector<double>{1, 0});
  CHECK(set.slice("coalition_abatement", 1)[0] == doctest::Approx(0.2 * of_a).epsilon(1e-6));
  const std::vector<double> abatement = set.slice("abatement", 1),
                            transport = set.slice("abatement_international_transport", 1);
  const double leaked = -(abatement[0] + abatement[1] + transport[1]);
  CHECK(std::abs(leaked) > 0.01);
  CHECK(set.slice("leakage_rate", 1)[0] == doctest::Approx(100 * leaked / (0.2 * of_a)).epsilon(1e-6));
  CHECK(set.slice("leakage_by_region", 1)[0] == doctest::Approx(-100 * abatement[0] / transport[0]).epsilon(1e-9));
  CHECK(set.slice("leakage_international_transport", 1)[0] ==
        doctest::Approx(-100 * transport[1] / transport[0]).epsilon(1e-9));
  CHECK(std::abs(set.slice("domestic_leakage", 1)[0]) < 1e-6);
  CHECK(set.slice("inventory_coverage", 1)[0] == 0);
}

TEST_CASE("of two regulated transports that of a named region is inside") {
  EconomyInputs inputs = economy_inputs("tiny_transport");
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  const IndicatorSet set = policy_against_none(inputs, {Region{1}});
  CHECK(set.slice("in_coalition", 1) == std::vector<double>{0, 1});
  CHECK(set.slice("transport_in_coalition", 1) == std::vector<double>{0, 1});
  CHECK(set.slice("transport_in_coalition", 0) == std::vector<double>{0, 0});
  CHECK(set.slice("coalition_abatement", 1)[0] ==
        doctest::Approx(set.slice("abatement", 1)[1] + set.slice("abatement_international_transport", 1)[1])
            .epsilon(1e-12));
}

TEST_CASE("leakage into international transport is missing without such a sector, and where all regions are members") {
  StudyResult study = small_study("tiny_transport");
  study.coalition = {Region{0}, Region{1}};
  const IndicatorSet all = compute_indicators(study);  // their markets cover every user
  CHECK(all.slice("transport_in_coalition", linked_scenario) == std::vector<double>{1, 1});
  CHECK(std::isnan(all.slice("leakage_international_transport", linked_scenario)[0]));
  CHECK(std::isnan(all.slice("leakage_rate", linked_scenario)[0]));
  const IndicatorSet none = compute_indicators(small_study("tiny_taxes"));
  CHECK(std::isnan(none.slice("leakage_international_transport", unlinked_scenario)[0]));
  CHECK(std::isnan(none.slice("co2_international_transport", unlinked_scenario)[0]));
  CHECK(std::isnan(none.slice("abatement_international_transport", unlinked_scenario)[0]));
  CHECK(std::isnan(none.slice("transport_in_coalition", unlinked_scenario)[0]));
}

TEST_CASE("transport that a market covers by name is part of what is covered inside the coalition") {
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
  // add_market covers every user.
  const double inventory = set.slice("co2", 1)[0], transport = set.slice("co2_international_transport", 1)[0];
  CHECK(regulated_emissions(view, *scenario.state)[0] == doctest::Approx(inventory + transport).epsilon(1e-9));
  CHECK(covered_emissions(view, *scenario.state)[0][0] == doctest::Approx(inventory + transport).epsilon(1e-9));
  CHECK(set.slice("inventory_coverage", 1)[0] == doctest::Approx(100).epsilon(1e-9));
  CHECK(std::abs(set.slice("domestic_leakage", 1)[0]) < 1e-6);
}
