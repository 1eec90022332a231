// SPDX-License-Identifier: Apache-2.0
#include "results/indicators.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/technology.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

const std::vector<std::string> fixtures = {"tiny2x2",       "tiny_taxes", "tiny_make",
                                           "tiny_products", "tiny_idle",  "tiny_technologies"};

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// GDP by income at the benchmark: factor payments and all taxes of a region, from the tables alone.
std::vector<double> income_gdp(const Benchmark& b) {
  std::vector<double> gdp(b.regions.size(), 0);
  for (const FactorFlow& flow : b.value_added) gdp[flow.region.index] += flow.value_musd + flow.tax_musd;
  for (const OutputTax& flow : b.output_tax) gdp[flow.region.index] += flow.tax_musd;
  for (const UseFlow& flow : b.use) gdp[flow.region.index] += flow.tax_musd;
  for (const TradeFlow& flow : b.trade) {
    gdp[flow.exporter.index] += flow.export_tax_musd;
    gdp[flow.importer.index] += flow.tariff_musd;
  }
  return gdp;
}

// The same in a solved scenario: factor income, taxes, and the carbon cost of the region's emissions.
std::vector<double> income_gdp(const ScenarioResult& scenario) {
  const Economy& economy = *scenario.economy;
  std::vector<double> gdp(economy.regions.size(), 0);
  for (const IncomeItem& item : scenario.state->income) {
    const bool is_earned = item.kind == "factor income" || item.kind == "tariff" || item.kind.ends_with(" tax");
    if (is_earned) gdp[economy.agents[item.agent].region.index] += item.value;
  }
  for (std::size_t m = 0; m < economy.markets.size(); ++m) {
    for (std::size_t r = 0; r < gdp.size(); ++r) {
      gdp[r] += scenario.state->permit_price[m] * scenario.state->market_emissions_by_region[m][r];
    }
  }
  return gdp;
}

}  // namespace

TEST_CASE("consumption is what households buy in the tables, and changes as welfare does") {
  for (const std::string& fixture : fixtures) {
    CAPTURE(fixture);
    const IndicatorSet set = compute_indicators(small_study(fixture));
    const Benchmark b = fixture_benchmark(fixture);
    std::vector<double> expected(b.regions.size(), 0);
    for (const UseFlow& flow : b.use) {
      const bool is_household =
          flow.user.kind == User::Kind::agent && b.agents[flow.user.index].kind == AgentKind::household;
      if (is_household) expected[flow.region.index] += flow.value_musd + flow.tax_musd;
    }
    for (std::size_t r = 0; r < expected.size(); ++r) {
      CHECK(expected[r] > 0);
      CHECK(set.slice("consumption", benchmark_scenario)[r] == doctest::Approx(expected[r]).epsilon(1e-12));
      const double change = set.slice("consumption", linked_scenario)[r] - expected[r];
      CHECK(change == doctest::Approx(set.slice("welfare_ev", linked_scenario)[r]).epsilon(1e-9));
    }
  }
}

TEST_CASE("GDP by expenditure equals GDP by income in the tables, real and nominal") {
  for (const std::string& fixture : fixtures) {
    CAPTURE(fixture);
    const IndicatorSet set = compute_indicators(small_study(fixture));
    const std::vector<double> expected = income_gdp(fixture_benchmark(fixture));
    for (std::size_t r = 0; r < expected.size(); ++r) {
      CHECK(set.slice("gdp", benchmark_scenario)[r] == doctest::Approx(expected[r]).epsilon(1e-12));
      CHECK(set.slice("gdp_nominal", benchmark_scenario)[r] == doctest::Approx(expected[r]).epsilon(1e-12));
      CHECK(set.slice("gdp_change", benchmark_scenario)[r] == 0);
    }
  }
}

TEST_CASE("nominal GDP equals factor income, taxes and carbon costs also where permits are traded") {
  for (const ArmingtonOption armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    ModelOptions options;
    options.armington = armington;
    const StudyResult study = small_study("tiny_taxes", options);
    const IndicatorSet set = compute_indicators(study);
    const std::vector<double> expected = income_gdp(study.scenarios[linked_scenario]);
    for (std::size_t r = 0; r < expected.size(); ++r) {
      CHECK(set.slice("gdp_nominal", linked_scenario)[r] == doctest::Approx(expected[r]).epsilon(1e-9));
    }
  }
}

TEST_CASE("real GDP of the benchmark is the same with goods pooled over users and bought per user") {
  ModelOptions per_user;
  per_user.armington = ArmingtonOption::per_user;
  const std::vector<double> pooled = compute_indicators(small_study("tiny_taxes")).slice("gdp", 0);
  const std::vector<double> by_user = compute_indicators(small_study("tiny_taxes", per_user)).slice("gdp", 0);
  for (std::size_t r = 0; r < pooled.size(); ++r) CHECK(by_user[r] == doctest::Approx(pooled[r]).epsilon(1e-12));
}

TEST_CASE("real GDP values final uses and trade at benchmark prices: a doubled price level leaves it alone") {
  StudyResult study = small_study("tiny_taxes");
  EquilibriumState& state = *study.scenarios[linked_scenario].state;
  const IndicatorSet before = compute_indicators(study);
  for (double& price : state.commodity_price) price *= 2;
  for (double& price : state.edge_price) price *= 2;
  const IndicatorSet after = compute_indicators(study);
  for (int r = 0; r < 2; ++r) {
    CHECK(after.slice("gdp", linked_scenario)[r] == before.slice("gdp", linked_scenario)[r]);
    CHECK(after.slice("gdp_nominal", linked_scenario)[r] ==
          doctest::Approx(2 * before.slice("gdp_nominal", linked_scenario)[r]).epsilon(1e-12));
    CHECK(after.slice("terms_of_trade", linked_scenario)[r] ==
          doctest::Approx(before.slice("terms_of_trade", linked_scenario)[r]).epsilon(1e-9));
  }
}

TEST_CASE("terms of trade rise by ten per cent when all that a region sells abroad costs ten per cent more") {
  StudyResult study = small_study("tiny2x2");
  study.scenarios[linked_scenario].state = study.scenarios[benchmark_scenario].state;
  const Economy& economy = *study.scenarios.front().economy;
  EquilibriumState& state = *study.scenarios[linked_scenario].state;
  for (std::size_t c = 0; c < economy.commodities.size(); ++c) {
    const bool is_output = economy.commodities[c].kind == CommodityKind::output;
    if (is_output && economy.commodities[c].region.index == 0) state.commodity_price[c] *= 1.1;
  }
  const std::vector<double> change = compute_indicators(study).slice("terms_of_trade", linked_scenario);
  CHECK(change[0] == doctest::Approx(10).epsilon(1e-12));
  CHECK(change[1] == doctest::Approx(100 * (1 / 1.1 - 1)).epsilon(1e-12));
}

TEST_CASE("terms of trade weigh prices by the quantities of both states") {
  StudyResult study = small_study("tiny2x2");
  study.scenarios[linked_scenario].state = study.scenarios[benchmark_scenario].state;
  const Economy& economy = *study.scenarios.front().economy;
  EquilibriumState& state = *study.scenarios[linked_scenario].state;
  const TradeFlow* first = nullptr;
  double dearer = 0, others = 0;  // exports of A: one good costs 21 % more, of all others three times as much is sold
  const Benchmark b = fixture_benchmark("tiny2x2");
  for (const TradeFlow& flow : b.trade) {
    if (flow.exporter.index != 0) continue;
    if (!first) first = &flow;
    (&flow == first ? dearer : others) += flow.value_musd;
  }
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Edge& edge = economy.edges[e];
    if (edge.role != EdgeRole::origin || edge.exporter.index != 0) continue;
    if (edge.good == first->good)
      state.commodity_price[edge.commodity] = 1.21;
    else
      state.edge_quantity[e] *= 3;
  }
  const double laspeyres = (1.21 * dearer + others) / (dearer + others);
  const double paasche = (1.21 * dearer + 3 * others) / (dearer + 3 * others);
  const double change = compute_indicators(study).slice("terms_of_trade", linked_scenario)[0];
  REQUIRE(others > 0);
  CHECK(change == doctest::Approx(100 * (std::sqrt(laspeyres * paasche) - 1)).epsilon(1e-12));
}

TEST_CASE("terms of trade leave out what an aggregate of countries sells to itself") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  Benchmark& b = inputs.benchmark;
  // Half of what A's household buys at home is trade between countries of A.
  const auto bought = std::find_if(b.use.begin(), b.use.end(), [](const UseFlow& flow) {
    return flow.region.index == 0 && flow.user.kind == User::Kind::agent && flow.origin.kind == Origin::Kind::domestic;
  });
  REQUIRE(bought != b.use.end());
  bought->value_musd /= 2;
  bought->tax_musd /= 2;
  UseFlow imported = *bought;
  imported.origin.kind = Origin::Kind::imported;
  b.trade.push_back({imported.region, imported.good, imported.region, imported.value_musd, 0, 0, {}});
  b.use.push_back(imported);
  ScenarioResult dearer = solved_scenario("dearer", inputs);
  for (std::size_t c = 0; c < dearer.economy->commodities.size(); ++c) {
    const Commodity& commodity = dearer.economy->commodities[c];
    if (commodity.kind == CommodityKind::output && commodity.region.index == 0) dearer.state->commodity_price[c] *= 1.1;
  }
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("benchmark", inputs), dearer}));
  CHECK(set.slice("terms_of_trade", 1)[0] == doctest::Approx(10).epsilon(1e-9));
  CHECK(set.slice("terms_of_trade", 1)[1] == doctest::Approx(100 * (1 / 1.1 - 1)).epsilon(1e-9));
}

TEST_CASE("abatement and costs are positive where emissions and incomes fall") {
  const IndicatorSet set = compute_indicators(small_study("tiny_taxes"));
  for (const auto& [cost, level] : {std::pair("abatement", "co2"), std::pair("abatement_cost_gdp", "gdp")}) {
    CAPTURE(cost);
    const std::vector<double> before = set.slice(level, benchmark_scenario), now = set.slice(level, unlinked_scenario);
    for (int r = 0; r < 2; ++r) CHECK(set.slice(cost, unlinked_scenario)[r] == before[r] - now[r]);
  }
}

TEST_CASE("equivalent variation is the change of consumption at benchmark prices") {
  StudyResult study = small_study("tiny2x2");
  study.scenarios[linked_scenario].state = study.scenarios[benchmark_scenario].state;
  const Economy& economy = *study.scenarios.front().economy;
  const int household = economy.find_agent({0}, AgentKind::household);
  const int consumption = economy.agents[household].demand_activity;
  study.scenarios[linked_scenario].state->activity_level[consumption] *= 0.98;
  double spent = 0;
  for (const UseFlow& flow : fixture_benchmark("tiny2x2").use) {
    const bool is_household = flow.user == User{User::Kind::agent, 0};
    if (is_household) spent += flow.value_musd + flow.tax_musd;
  }
  const IndicatorSet set = compute_indicators(study);
  CHECK(set.slice("welfare_ev", linked_scenario)[0] == doctest::Approx(-0.02 * spent).epsilon(1e-12));
  CHECK(set.slice("welfare_change", linked_scenario)[0] == doctest::Approx(-2).epsilon(1e-12));
  CHECK(set.slice("abatement_cost_ev", linked_scenario)[0] == doctest::Approx(0.02 * spent).epsilon(1e-12));
  CHECK(std::abs(set.slice("welfare_ev", linked_scenario)[1]) < 1e-9);
}

TEST_CASE("emissions of the benchmark are those of co2.csv, by user") {
  for (const std::string& fixture : fixtures) {
    CAPTURE(fixture);
    const StudyResult study = small_study(fixture);
    const IndicatorSet set = compute_indicators(study);
    const Benchmark b = fixture_benchmark(fixture);
    const std::vector<double> found = set.slice("co2_by_user", benchmark_scenario);
    std::vector<double> expected(found.size(), 0);
    const int sectors = count_of_sectors(b.sectors);
    for (const EmissionFlow& flow : b.emissions) {
      const int agent_kind = flow.user.kind == User::Kind::agent ? static_cast<int>(b.agents[flow.user.index].kind) : 2;
      const int user =
          flow.user.kind == User::Kind::sector ? sector_of(b.sectors, {flow.user.index}).index : sectors + agent_kind;
      expected[flow.region.index * (sectors + 3) + user] += flow.mt;
    }
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(std::abs(found[i] - expected[i]) < 1e-9);
    CHECK(sum(set.slice("co2", linked_scenario)) ==
          doctest::Approx(sum(set.slice("co2_by_user", linked_scenario))).epsilon(1e-12));
  }
}

TEST_CASE("output, exports and imports of the benchmark are those of the tables") {
  const Benchmark b = fixture_benchmark("tiny_taxes");
  const IndicatorSet set = compute_indicators(small_study("tiny_taxes"));
  const int sectors = b.sector_count();
  std::vector<double> exports(b.regions.size() * sectors, 0), imports(exports);
  for (const TradeFlow& flow : b.trade) {
    exports[flow.exporter.index * sectors + flow.good.index] += flow.value_musd + flow.export_tax_musd;
    imports[flow.importer.index * sectors + flow.good.index] += flow.value_musd + flow.export_tax_musd;
  }
  for (const MarginFlow& flow : b.margins) imports[flow.importer.index * sectors + flow.good.index] += flow.value_musd;
  for (const MarginSupply& flow : b.margin_supply)
    exports[flow.region.index * sectors + flow.service.index] += flow.value_musd;
  for (std::size_t i = 0; i < exports.size(); ++i) {
    CHECK(std::abs(set.slice("exports", benchmark_scenario)[i] - exports[i]) < 1e-9);
    CHECK(std::abs(set.slice("imports", benchmark_scenario)[i] - imports[i]) < 1e-9);
  }
  CHECK(sum(set.slice("exports", benchmark_scenario)) ==
        doctest::Approx(sum(set.slice("imports", benchmark_scenario))).epsilon(1e-12));
}

TEST_CASE("an unsolved scenario is missing everywhere, with its status and its worst conditions") {
  StudyResult study = small_study("tiny2x2");
  ScenarioResult& failed = study.scenarios[linked_scenario];
  failed.state.reset();
  failed.report.status = SolverStatus::not_converged;
  failed.report.worst = {{"market clearing: steel, A", 0.25}};
  failed.reachable_cut = 0.4;
  const IndicatorSet set = compute_indicators(study);
  CHECK(std::isnan(set.slice("gdp", linked_scenario)[0]));
  CHECK(std::isnan(set.slice("leakage_rate", linked_scenario)[0]));
  CHECK(std::isfinite(set.slice("gdp_change", unlinked_scenario)[0]));
  CHECK(set.solver_status[linked_scenario] == SolverStatus::not_converged);
  CHECK(set.worst_conditions[linked_scenario] == "market clearing: steel, A (0.25)");
  CHECK(set.slice("reachable_cut", linked_scenario)[0] == 0.4);
}

TEST_CASE("without a solved reference changes are missing and levels are not") {
  StudyResult study = small_study("tiny2x2");
  study.scenarios[benchmark_scenario].state.reset();
  study.scenarios[benchmark_scenario].report.status = SolverStatus::not_converged;
  const IndicatorSet set = compute_indicators(study);
  CHECK(std::isnan(set.slice("gdp_change", unlinked_scenario)[0]));
  CHECK(std::isfinite(set.slice("gdp", unlinked_scenario)[0]));
}

TEST_CASE("scenarios of different structure are refused by name") {
  StudyResult study = small_study("tiny2x2");
  ModelOptions per_user;
  per_user.armington = ArmingtonOption::per_user;
  study.scenarios[unlinked_scenario] = small_study("tiny2x2", per_user).scenarios[unlinked_scenario];
  CHECK_THROWS_WITH_AS(
      (void)compute_indicators(study),
      "small: scenarios 'benchmark' and 'unlinked' have different structures; scenarios of one study may differ "
      "in markets, caps and links: run other options as a second study",
      InputError);
}
