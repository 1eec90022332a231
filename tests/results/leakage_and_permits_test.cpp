// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "results/emissions.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Emissions of A fall by 10 %, of B grow by 2 %, by hand.
StudyResult study_with_known_leakage(const std::string& fixture) {
  StudyResult study = small_study(fixture);
  ScenarioResult& scenario = study.scenarios[unlinked_scenario];
  const std::vector<double> own_unknowns = scenario.state->x;  // the benchmark has no market: it has fewer
  scenario.state = study.scenarios[benchmark_scenario].state;
  scenario.state->x = own_unknowns;
  scale_emissions(*scenario.economy, *scenario.state, 0, 0.9);
  scale_emissions(*scenario.economy, *scenario.state, 1, 1.02);
  return study;
}

}  // namespace

TEST_CASE("leakage is what others emit more per tonne that the coalition emits less") {
  const IndicatorSet set = compute_indicators(study_with_known_leakage("tiny_taxes"));
  const std::vector<double> co2 = set.slice("co2", benchmark_scenario);
  const double expected = 100 * 0.02 * co2[1] / (0.1 * co2[0]);
  CHECK(set.slice("leakage_rate", unlinked_scenario)[0] == doctest::Approx(expected).epsilon(1e-10));
  CHECK(set.slice("leakage_by_region", unlinked_scenario)[1] == doctest::Approx(expected).epsilon(1e-10));
  CHECK(std::isnan(set.slice("leakage_by_region", unlinked_scenario)[0]));
  CHECK(std::isnan(set.slice("leakage_rate", benchmark_scenario)[0]));
}

TEST_CASE("leakage by sector and by final users adds up to the leakage rate") {
  const IndicatorSet set = compute_indicators(study_with_known_leakage("tiny_taxes"));
  const std::vector<double> by_user = set.slice("co2_by_user", benchmark_scenario),
                            co2 = set.slice("co2", benchmark_scenario);
  const std::size_t users = set.users.size(), sectors = set.sectors.size();
  const double final_users = sum({by_user.begin() + static_cast<long>(users + sectors), by_user.end()});
  const double rest = 100 * 0.02 * final_users / (0.1 * co2[0]);
  CHECK(sum(set.slice("leakage_by_sector", unlinked_scenario)) + rest ==
        doctest::Approx(set.slice("leakage_rate", unlinked_scenario)[0]).epsilon(1e-10));
}

namespace {

struct SmallCut {
  double rate = 0;  // of leakage
  double part = 0;  // the cut relative to what its largest source emits less
};

// A's emissions fall by 1 %: its largest source keeps a part of its own, all others grow.
SmallCut cut_of_one_per_cent(double kept_by_largest) {
  StudyResult study = study_with_known_leakage("tiny_taxes");
  const Economy& economy = *study.scenarios[unlinked_scenario].economy;
  EquilibriumState& state = *study.scenarios[unlinked_scenario].state;
  double largest = 0;
  std::size_t place = 0;
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    double mt = 0;
    for (const Emission& emission : economy.edges[e].emissions) mt += emission.coefficient * economy.edges[e].quantity0;
    if (economy.activities[economy.edges[e].activity].region.index != 0 || mt <= largest) continue;
    largest = mt;
    place = e;
  }
  const double total = compute_indicators(study).slice("co2", benchmark_scenario)[0];
  const double others = (0.99 * total - kept_by_largest * largest) / (total - largest);
  scale_emissions(economy, state, 0, others / 0.9);  // which they have been scaled by
  state.edge_quantity[place] = kept_by_largest * economy.edges[place].quantity0;
  const IndicatorSet set = compute_indicators(study);
  CHECK(set.slice("coalition_abatement", unlinked_scenario)[0] == doctest::Approx(0.01 * total).epsilon(1e-10));
  return {set.slice("leakage_rate", unlinked_scenario)[0], 0.01 * total / ((1 - kept_by_largest) * largest)};
}

}  // namespace

TEST_CASE("leakage is missing where a small cut is what is left of large changes inside the coalition") {
  const SmallCut most = cut_of_one_per_cent(0.95), rest = cut_of_one_per_cent(0.5);
  CHECK(most.part > 0.2);
  CHECK(std::isfinite(most.rate));
  CHECK(rest.part < 0.1);
  CHECK(std::isnan(rest.rate));
}

TEST_CASE("leakage is missing where the coalition is the world, empty, or does not reduce") {
  StudyResult study = study_with_known_leakage("tiny2x2");
  study.coalition = {Region{0}, Region{1}};
  CHECK(std::isnan(compute_indicators(study).slice("leakage_rate", unlinked_scenario)[0]));
  study.coalition = {};  // both regions have a market in this scenario
  CHECK(std::isnan(compute_indicators(study).slice("leakage_rate", unlinked_scenario)[0]));
  study.coalition = {Region{1}};
  CHECK(std::isnan(compute_indicators(study).slice("leakage_rate", unlinked_scenario)[0]));
}

TEST_CASE("without a coalition of the study it is what each scenario regulates, whatever the others do") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  StudyResult study = small_study("tiny_taxes");
  inputs.policy.active = {1, 0};
  const SolvedEconomy alone = solve(inputs);
  ScenarioResult scenario = study.scenarios[unlinked_scenario];
  scenario.name = "A alone";
  scenario.economy = std::make_shared<const Economy>(alone.economy);
  scenario.state = alone.state;
  study.scenarios.push_back(scenario);
  const IndicatorSet named = compute_indicators(study);
  study.coalition = {};
  const IndicatorSet set = compute_indicators(study);
  const int last = static_cast<int>(study.scenarios.size()) - 1;
  CHECK(set.slice("in_coalition", last) == std::vector<double>{1, 0});
  CHECK(set.slice("in_coalition", unlinked_scenario) == std::vector<double>{1, 1});
  CHECK(set.slice("in_coalition", benchmark_scenario) == std::vector<double>{0, 0});
  CHECK(set.slice("leakage_rate", last)[0] > 1);
  CHECK(set.slice("leakage_rate", last) == named.slice("leakage_rate", last));  // there A is named
  CHECK(std::isnan(set.slice("leakage_rate", unlinked_scenario)[0]));
}

TEST_CASE("net of permits, what the coalition buys outside counts as reduction and as leaked") {
  const StudyResult study = small_study("tiny_taxes");
  const IndicatorSet set = compute_indicators(study);
  const std::vector<double> before = set.slice("co2", benchmark_scenario), now = set.slice("co2", linked_scenario);
  const double bought = set.slice("permit_imports", linked_scenario)[0];
  const double reduction = before[0] - now[0], leaked = now[1] - before[1];
  CHECK(std::abs(bought) > 1);
  CHECK(set.slice("leakage_rate_net_of_permits", linked_scenario)[0] ==
        doctest::Approx(100 * (leaked + bought) / (reduction + bought)).epsilon(1e-10));
  CHECK(set.slice("leakage_rate_net_of_permits", unlinked_scenario)[0] ==
        doctest::Approx(set.slice("leakage_rate", unlinked_scenario)[0]).epsilon(1e-10));
}

TEST_CASE("leakage net of permits is missing where the coalition sells all that it emits less") {
  const auto net_rate = [](double kept) {
    StudyResult study = small_study("tiny_taxes");
    ScenarioResult& scenario = study.scenarios[linked_scenario];
    const double reduction = compute_indicators(study).slice("coalition_abatement", linked_scenario)[0];
    Economy economy = *scenario.economy;
    double& cap_a = economy.markets[0].cap_by_region[0];
    double& cap_b = economy.markets[1].cap_by_region[1];
    const double cap = cap_a + cap_b;
    cap_a = scenario.state->market_emissions_by_region[0][0] + (1 - kept) * reduction;
    cap_b = cap - cap_a;
    scenario.economy = std::make_shared<const Economy>(economy);
    const IndicatorSet set = compute_indicators(study);
    CHECK(set.slice("permit_imports", linked_scenario)[0] == doctest::Approx((kept - 1) * reduction).epsilon(1e-6));
    return set.slice("leakage_rate_net_of_permits", linked_scenario)[0];
  };
  CHECK(std::isfinite(net_rate(0.5)));
  CHECK(std::isnan(net_rate(0.01)));
  CHECK(std::isnan(net_rate(-0.01)));
}

TEST_CASE("domestic leakage is the growth of uncovered emissions per reduction of covered ones") {
  StudyResult study = study_with_known_leakage("tiny2x2");
  ScenarioResult& scenario = study.scenarios[unlinked_scenario];
  Economy half_covered = *scenario.economy;
  for (Edge& edge : half_covered.edges) {
    const double kappa = edge.emissions.empty() ? 0 : edge.emissions.front().coefficient;
    for (Charge& charge : edge.charges) charge.coefficient = {0.5 * kappa, 0.5 * kappa};
  }
  scenario.economy = std::make_shared<const Economy>(half_covered);
  CHECK(compute_indicators(study).slice("domestic_leakage", unlinked_scenario)[0] ==
        doctest::Approx(-100).epsilon(1e-10));
}

TEST_CASE("domestic leakage is zero where a market covers everything") {
  CHECK(std::abs(compute_indicators(small_study("tiny_taxes")).slice("domestic_leakage", unlinked_scenario)[0]) < 1e-7);
}

TEST_CASE("the channels of leakage add up to the leakage rate") {
  StudyResult study = study_with_known_leakage("tiny2x2");
  ScenarioResult& scenario = study.scenarios[unlinked_scenario];
  scenario.fuel_prices_held_state = study.scenarios[benchmark_scenario].state;
  scale_emissions(*scenario.economy, *scenario.fuel_prices_held_state, 0, 0.9);
  scale_emissions(*scenario.economy, *scenario.fuel_prices_held_state, 1, 1.005);
  const IndicatorSet set = compute_indicators(study);
  const double rate = set.slice("leakage_rate", unlinked_scenario)[0];
  CHECK(set.slice("leakage_competitiveness_channel", unlinked_scenario)[0] == doctest::Approx(rate / 4).epsilon(1e-9));
  CHECK(set.slice("leakage_fuel_price_channel", unlinked_scenario)[0] == doctest::Approx(rate * 3 / 4).epsilon(1e-9));
}

TEST_CASE("permit trade sums to zero, is worth price times tonnes, and does not exist without a link") {
  const IndicatorSet set = compute_indicators(small_study("tiny_taxes"));
  const std::vector<double> mt = set.slice("permit_imports", linked_scenario);
  CHECK(std::abs(mt[0] + mt[1]) < 1e-7);
  CHECK(std::abs(sum(set.slice("permit_import_value", linked_scenario))) < 1e-5);
  const double price = set.slice("carbon_price", linked_scenario)[0];
  CHECK(set.slice("permit_import_value", linked_scenario)[0] == doctest::Approx(price * mt[0]).epsilon(1e-12));
  CHECK(set.slice("permit_imports", unlinked_scenario) == std::vector<double>{0, 0});
}

TEST_CASE("where the common cap does not bind, sellers keep equal shares of their surplus") {
  StudyResult study = small_study("tiny2x2");
  ScenarioResult& scenario = study.scenarios[linked_scenario];
  Economy loose = *scenario.economy;
  loose.markets[0].cap_by_region = {100, 0};
  loose.markets[1].cap_by_region = {0, 50};
  scenario.economy = std::make_shared<const Economy>(loose);
  scenario.state->market_emissions_by_region = {{60, 0}, {0, 70}};
  const std::vector<double> mt = compute_indicators(study).slice("permit_imports", linked_scenario);
  CHECK(mt[0] == doctest::Approx(-20).epsilon(1e-12));
  CHECK(mt[1] == doctest::Approx(20).epsilon(1e-12));
}

TEST_CASE("prices and caps are listed per market; a market that is off has neither") {
  const IndicatorSet set = compute_indicators(small_study("tiny2x2"));
  CHECK(set.markets == std::vector<std::string>{"A", "B"});
  CHECK(std::isnan(set.slice("carbon_price", benchmark_scenario)[0]));
  CHECK(std::isnan(set.slice("carbon_price_local", benchmark_scenario)[0]));
  CHECK_FALSE(set.is_on(benchmark_scenario, 0));
  CHECK(set.is_on(linked_scenario, 0));
  CHECK(set.is_on(linked_scenario, 0, 0));
  CHECK_FALSE(set.is_on(linked_scenario, 0, 1));
  CHECK(std::isnan(set.slice("co2_cap", benchmark_scenario)[0]));
  const std::vector<double> linked = set.slice("carbon_price", linked_scenario);
  CHECK(linked[0] == linked[1]);
  CHECK(sum(set.slice("co2_cap", linked_scenario)) ==
        doctest::Approx(sum(set.slice("co2_covered", linked_scenario))).epsilon(1e-9));
  const std::vector<double> local = set.slice("carbon_price_local", linked_scenario);
  CHECK(local[0] == doctest::Approx(linked[0] / set.slice("consumer_price", linked_scenario)[0]).epsilon(1e-12));
  CHECK(std::isnan(local[1]));
}

TEST_CASE("the curve cost is its area plus the payment for permits, and averages over the effort") {
  StudyResult study = small_study("tiny2x2");
  AbatementCost cost;
  cost.area = {100, 200};
  cost.error = {1, 2};
  study.scenarios[linked_scenario].abatement_cost = cost;
  const IndicatorSet set = compute_indicators(study);
  const std::vector<double> macc = set.slice("abatement_cost_macc", linked_scenario);
  CHECK(macc[0] == doctest::Approx(100 + set.slice("permit_import_value", linked_scenario)[0]).epsilon(1e-12));
  CHECK(sum(macc) == doctest::Approx(300).epsilon(1e-7));
  double emitted = 0;
  for (const EmissionFlow& flow : fixture_benchmark("tiny2x2").emissions)
    emitted += flow.region.index == 0 ? flow.mt : 0;
  CHECK(set.slice("average_abatement_cost", linked_scenario)[0] ==
        doctest::Approx(macc[0] / (0.2 * emitted)).epsilon(1e-10));
  CHECK(set.slice("abatement_cost_macc", benchmark_scenario) == std::vector<double>{0, 0});
  CHECK(std::isnan(set.slice("abatement_cost_macc", unlinked_scenario)[0]));
  CHECK(std::isnan(set.slice("average_abatement_cost", benchmark_scenario)[0]));
}

TEST_CASE("an average cost is missing where the target asks for less than a thousandth of emissions") {
  for (const double part : {2e-3, 5e-4}) {
    CAPTURE(part);
    StudyResult study = small_study("tiny2x2");
    ScenarioResult& scenario = study.scenarios[linked_scenario];
    scenario.abatement_cost = AbatementCost{{100, 200}, {1, 2}};
    double emitted = 0;
    for (const EmissionFlow& flow : fixture_benchmark("tiny2x2").emissions)
      emitted += flow.region.index == 0 ? flow.mt : 0;
    Economy economy = *scenario.economy;
    economy.markets[0].cap_by_region[0] = (1 - part) * emitted;
    scenario.economy = std::make_shared<const Economy>(economy);
    CHECK(std::isnan(compute_indicators(study).slice("average_abatement_cost", linked_scenario)[0]) == (part < 1e-3));
  }
}

TEST_CASE("a market of one region trades nothing abroad, whatever its surplus") {
  StudyResult study = small_study("tiny2x2");
  ScenarioResult& scenario = study.scenarios[unlinked_scenario];
  scenario.state->market_emissions_by_region[0][0] += 5;
  CHECK(compute_indicators(study).slice("permit_imports", unlinked_scenario) == std::vector<double>{0, 0});
}

TEST_CASE("covered emissions recomputed from quantities are those of the market, also with partial coverage") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  inputs.policy.markets[0].coverage[0].share = 0.6;
  inputs.policy.markets[0].cap_mt[0] *= 0.6;
  const SolvedEconomy solved = solve(inputs);
  const ScenarioResult result;
  const std::vector<Region> coalition;
  const AccountsIndex accounts(solved.economy);
  const ScenarioView view{solved.economy, accounts, solved.state, solved.state, result, coalition};
  REQUIRE(solved.state.permit_price[0] > 1);
  CHECK(covered_emissions(view, solved.state)[0][0] ==
        doctest::Approx(solved.state.market_emissions[0]).epsilon(1e-12));
  double emitted = 0;
  for (const EmissionFlow& flow : inputs.benchmark.emissions) emitted += flow.region.index == 0 ? flow.mt : 0;
  CHECK(covered_benchmark_emissions(solved.economy)[0][0] == doctest::Approx(0.6 * emitted).epsilon(1e-12));
}

TEST_CASE("covered emissions of a process that pays a tax beside the market of a share of it are those of the market") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  PermitMarket tax = inputs.policy.markets[0];
  inputs.policy.markets[0].coverage[0].share = 0.6;
  inputs.policy.markets[0].cap_mt[0] *= 0.6;
  tax.name = "tax";
  tax.fixed_price = 25;
  tax.cap_mt.assign(inputs.benchmark.regions.size(), 0);
  inputs.policy.markets.push_back(tax);
  inputs.policy.active.push_back(1);
  const SolvedEconomy solved = solve(inputs);
  const ScenarioResult result;
  const AccountsIndex accounts(solved.economy);
  const ScenarioView view{solved.economy, accounts, solved.state, solved.state, result, {}};
  for (const int market : {0, 1})
    CHECK(covered_emissions(view, solved.state)[market][0] ==
          doctest::Approx(solved.state.market_emissions[market]).epsilon(1e-12));
}

TEST_CASE("what a market charges for electricity is emitted elsewhere: regulated here is what is emitted here") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  Benchmark& b = inputs.benchmark;
  // Steel burns a part of what it buys of the sector that makes electricity: one purchase with emissions of both kinds.
  const User steel{User::Kind::sector, b.find_sector("STEEL").index};
  b.emissions.push_back({{0}, steel, b.find_sector("ELE"), {}, Gas::co2, 0.5, {}});
  add_market(inputs, "A", 0);
  PermitMarket& market = inputs.policy.markets[0];
  market.coverage[0].users = {steel};
  market.indirect = IndirectEmissions{};
  market.cap_mt[0] = 1e3;  // does not bind
  const SolvedEconomy solved = solve(inputs);
  const ScenarioResult result;
  const AccountsIndex accounts(solved.economy);
  const ScenarioView view{solved.economy, accounts, solved.state, solved.state, result, {}};
  double emitted = 0;
  for (const EmissionFlow& flow : b.emissions) emitted += flow.region.index == 0 && flow.user == steel ? flow.mt : 0;
  REQUIRE(solved.state.market_emissions[0] > emitted + 10);
  CHECK(regulated_emissions(view, solved.state)[0] == doctest::Approx(emitted).epsilon(1e-9));
}
