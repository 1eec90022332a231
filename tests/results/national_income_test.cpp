// SPDX-License-Identifier: Apache-2.0
#include "results/national_income.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/results/small_study.h"

namespace etslink {
namespace {

const int all_scenarios[] = {benchmark_scenario, unlinked_scenario, linked_scenario};

StudyResult with_mobile_capital() {
  ModelOptions options;
  options.capital = CapitalOption::international;
  options.capital_factor = economy_inputs("tiny2x2").benchmark.find_factor("CAP");
  return small_study("tiny2x2", options);
}

// What household, government and investor of a region pay for goods [million USD].
Values final_expenditure(const ScenarioResult& scenario) {
  Values sum(scenario.economy->regions.size(), 0);
  for (const FinalPurchase& use : AccountsIndex(*scenario.economy).final_uses)
    sum[use.region.index] += scenario.state->edge_price[use.edge] * scenario.state->edge_quantity[use.edge];
  return sum;
}

}  // namespace

TEST_CASE("national income is domestic product, factor income from abroad and permit income, to the last digit") {
  for (const StudyResult& study : {small_study("tiny_taxes"), with_mobile_capital()}) {
    const IndicatorSet set = compute_indicators(study);
    for (const int s : all_scenarios) {
      const auto income = set.slice("gni_nominal", s), product = set.slice("gdp_nominal", s),
                 factors = set.slice("net_factor_income", s), permits = set.slice("permit_import_value", s);
      for (int r = 0; r < 2; ++r) CHECK(income[r] == product[r] + factors[r] - permits[r]);
    }
  }
}

TEST_CASE("where no factor crosses a border there is no factor income from abroad, not even a rounding error") {
  const IndicatorSet set = compute_indicators(small_study("tiny_taxes"));
  for (const int s : all_scenarios) CHECK(set.slice("net_factor_income", s) == std::vector<double>{0, 0});
  CHECK(set.slice("gni_nominal", unlinked_scenario) == set.slice("gdp_nominal", unlinked_scenario));
  CHECK(set.slice("gni_nominal", linked_scenario) != set.slice("gdp_nominal", linked_scenario));
}

TEST_CASE("what capital earns abroad is what it is paid there") {
  const IndicatorSet set = compute_indicators(with_mobile_capital());
  const auto income = set.slice("net_factor_income", unlinked_scenario);
  CHECK(std::abs(income[0]) > 1);
  CHECK(std::abs(income[0] + income[1]) < 1e-7 * std::abs(income[0]));
  CHECK(std::abs(set.slice("net_factor_income", benchmark_scenario)[0]) < 1e-6);
}

// The balance of payments: the current account, the same in all scenarios in units of the numeraire.
TEST_CASE("national income less final expenditure is the current account, which is fixed") {
  for (const StudyResult& study : {small_study("tiny_taxes"), with_mobile_capital()}) {
    const IndicatorSet set = compute_indicators(study);
    for (int r = 0; r < 2; ++r) {
      const auto saved = [&](int s) {
        return set.slice("gni_nominal", s)[r] - final_expenditure(study.scenarios[s])[r];
      };
      const double size = set.slice("gni_nominal", benchmark_scenario)[r];
      for (const int s : all_scenarios) CHECK(std::abs(saved(s) - saved(benchmark_scenario)) < 1e-8 * size);
    }
  }
}

TEST_CASE("real income at the benchmark is domestic product, and it changes with what residents can buy") {
  const IndicatorSet set = compute_indicators(with_mobile_capital());
  CHECK(set.slice("final_expenditure_price", benchmark_scenario)[0] == doctest::Approx(1).epsilon(1e-12));
  for (int r = 0; r < 2; ++r) {
    CHECK(set.slice("gni", benchmark_scenario)[r] ==
          doctest::Approx(set.slice("gdp", benchmark_scenario)[r]).epsilon(1e-9));
    CHECK(set.slice("gni", linked_scenario)[r] * set.slice("final_expenditure_price", linked_scenario)[r] ==
          doctest::Approx(set.slice("gni_nominal", linked_scenario)[r]).epsilon(1e-14));
    for (const int s : {unlinked_scenario, linked_scenario})
      CHECK(set.slice("gni_change", s)[r] * set.slice("welfare_ev", s)[r] > 0);
  }
}

// What residents buy, at benchmark prices, and what the current account, fixed in the numeraire, could buy.
TEST_CASE("real income is the volume of final expenditure and the deflated current account") {
  const StudyResult study = with_mobile_capital();
  const IndicatorSet set = compute_indicators(study);
  const auto account = [&](int r) { return set.slice("gni_nominal", 0)[r] - final_expenditure(study.scenarios[0])[r]; };
  for (const int s : all_scenarios) {
    const ScenarioResult& scenario = study.scenarios[s];
    Values volume(2, 0);
    for (const FinalPurchase& use : AccountsIndex(*scenario.economy).final_uses)
      volume[use.region.index] += scenario.economy->edges[use.edge].price0 * scenario.state->edge_quantity[use.edge];
    for (int r = 0; r < 2; ++r) {
      const double expected = volume[r] + account(r) / set.slice("final_expenditure_price", s)[r];
      CHECK(set.slice("gni", s)[r] == doctest::Approx(expected).epsilon(1e-8));
    }
  }
}

TEST_CASE("a reference with permit trade of its own has its own national income") {
  StudyResult study = small_study("tiny_taxes");
  study.reference = linked_scenario;
  const IndicatorSet set = compute_indicators(study);
  CHECK(set.slice("gni_change", linked_scenario) == std::vector<double>{0, 0});
  for (int r = 0; r < 2; ++r) {
    CHECK(set.slice("abatement_cost_gni", unlinked_scenario)[r] ==
          set.slice("gni", linked_scenario)[r] - set.slice("gni", unlinked_scenario)[r]);
  }
}

}  // namespace etslink
