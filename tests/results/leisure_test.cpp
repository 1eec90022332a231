// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/results/small_study.h"

namespace etslink {

TEST_CASE("GDP counts no leisure and is factor income, taxes and permits without it") {
  const StudyResult study = small_study("tiny_leisure");
  const IndicatorSet set = compute_indicators(study), fixed = compute_indicators(small_study("tiny_taxes"));
  const ScenarioResult& scenario = study.scenarios[unlinked_scenario];
  const EquilibriumState& state = *scenario.state;
  for (int r = 0; r < 2; ++r) {
    CHECK(set.slice("gdp", benchmark_scenario)[r] ==
          doctest::Approx(fixed.slice("gdp", benchmark_scenario)[r]).epsilon(1e-10));
    double income = 0;
    for (const IncomeItem& item : state.income) {
      const bool is_income = item.kind == "factor income" || item.kind.find("tax") != std::string::npos ||
                             item.kind == "tariff" || item.kind == "permit revenue";
      if (is_income && scenario.economy->agents[item.agent].region.index == r) income += item.value;
    }
    const int household = scenario.economy->find_agent({r}, AgentKind::household);
    const Activity& utility = scenario.economy->activities[scenario.economy->agents[household].demand_activity];
    const int leisure = utility.first_edge + 1;
    income -= state.edge_price[leisure] * state.edge_quantity[leisure];
    CHECK(set.slice("gdp_nominal", unlinked_scenario)[r] == doctest::Approx(income).epsilon(1e-9));
  }
}

TEST_CASE("equivalent variation counts leisure and is stated in per cent of consumption") {
  const StudyResult study = small_study("tiny_leisure");
  const IndicatorSet set = compute_indicators(study);
  const Economy& economy = *study.scenarios.front().economy;
  const int household = economy.find_agent({0}, AgentKind::household);
  const int utility = economy.agents[household].demand_activity;
  const Activity& activity = economy.activities[utility];
  REQUIRE(economy.commodities[activity.output].kind == CommodityKind::utility);
  const double level = study.scenarios[unlinked_scenario].state->activity_level[utility];
  const double variation = set.slice("welfare_ev", unlinked_scenario)[0];
  CHECK(variation == doctest::Approx(activity.quantity0 * (level - 1)).epsilon(1e-7));
  double consumption = 0;
  const Benchmark b = fixture_benchmark("tiny_taxes");
  for (const UseFlow& flow : b.use) {
    const bool is_household = flow.region.index == 0 && flow.user.kind == User::Kind::agent &&
                              b.agents[flow.user.index].kind == AgentKind::household;
    if (is_household) consumption += flow.value_musd + flow.tax_musd;
  }
  CHECK(set.slice("welfare_change", unlinked_scenario)[0] ==
        doctest::Approx(100 * variation / consumption).epsilon(1e-7));
  CHECK(set.slice("consumer_price", unlinked_scenario)[0] ==
        doctest::Approx(study.scenarios[unlinked_scenario].state->commodity_price[economy.numeraire.commodities[0]])
            .epsilon(1e-14));
}

}  // namespace etslink
