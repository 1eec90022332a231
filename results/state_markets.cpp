// SPDX-License-Identifier: Apache-2.0
#include "results/state_columns.h"
#include "results/state_group.h"

namespace etslink {
namespace {

using Axes = std::vector<std::string>;

void write_processes(NetcdfGroup& state, const StudyResult& study) {
  const std::vector<ProcessEmission>& items = study.scenarios.front().economy->processes;
  const Axes axis{"process"}, by_scenario{"scenario", "process"};
  state.add_dimension("process", items.size());
  const auto write = [&](const char* name, const char* units, const char* text, auto field) {
    state.write({std::string("process_") + name, axis, units, text, ""}, column(items, field));
  };
  write("activity", "", "index of the emitting activity", [](const ProcessEmission& p) { return p.activity; });
  write("abatement_commodity", "", "index of the abatement input b",
        [](const ProcessEmission& p) { return p.abatement_commodity; });
  write("intensity0", "t/USD", "unabated emissions eps0 per unit of output",
        [](const ProcessEmission& p) { return p.intensity0; });
  if (!study.scenarios.front().economy->idle_technologies.empty())
    write("captured0", "t/USD", "CO2 captured per unit of output",
          [](const ProcessEmission& p) { return p.captured0; });
  write("xhat", "USD/t", "scale of the abatement curve", [](const ProcessEmission& p) { return p.xhat; });
  write("nu", "1", "curvature of the abatement curve", [](const ProcessEmission& p) { return p.nu; });
  state.write({"process_emissions", by_scenario, "Mt", "process emissions, covered or not",
               "Q a (share eps(x) + (1 - share) eps(y)), eps(x) = eps0 (1 + x/xhat)^-nu, x: all that it is charged / "
               "p_b, y: less "
               "the charge that is on a share"},
              scenario_values(study, items.size(), [](const ScenarioResult& s) { return s.state->process_emissions; }));
  state.write({"process_abatement", by_scenario, "million benchmark USD", "demand for the abatement input",
               "Q a (share (k(x) - x k'(x)) + (1 - share) (k(y) - y k'(y)))"},
              scenario_values(study, items.size(), [](const ScenarioResult& s) { return s.state->process_abatement; }));
}

std::vector<double> caps(const Economy& economy) {
  std::vector<double> mt;
  for (const MarketNode& market : economy.markets)
    mt.insert(mt.end(), market.cap_by_region.begin(), market.cap_by_region.end());
  return mt;
}

std::vector<double> free_permits(const Economy& economy) {
  std::vector<double> mt;
  for (const MarketNode& market : economy.markets)
    mt.insert(mt.end(), market.free_by_region.begin(), market.free_by_region.end());
  return mt;
}

std::vector<int> revenue_agents(const Economy& economy) {
  std::vector<int> agents;
  for (const MarketNode& market : economy.markets) {
    agents.insert(agents.end(), market.revenue_agent.begin(), market.revenue_agent.end());
  }
  return agents;
}

}  // namespace

void write_markets(NetcdfGroup& state, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  write_processes(state, study);
  state.write({"market_pool", {"scenario", "market"}, "", "markets with the same number share one price; -1: off", ""},
              policy_values(study, [](const ScenarioResult& s) {
                return column(s.economy->markets, [](const MarketNode& m) { return m.pool; });
              }));
  state.write({"market_cap_by_region", {"scenario", "market", "region"}, "Mt", "allowances of each member", ""},
              policy_values(study, [](const ScenarioResult& s) { return caps(*s.economy); }));
  state.write({"market_revenue_agent",
               {"scenario", "market", "region"},
               "",
               "index of the agent that receives the allowances, -1: not a member",
               ""},
              policy_values(study, [](const ScenarioResult& s) { return revenue_agents(*s.economy); }));
  state.write({"market_free_by_region",
               {"scenario", "market", "region"},
               "Mt",
               "allowances that households get, whoever receives the rest",
               ""},
              policy_values(study, [](const ScenarioResult& s) { return free_permits(*s.economy); }));
  state.write({"market_benchmark_emissions", {"scenario", "market"}, "Mt", "covered emissions at the benchmark", ""},
              policy_values(study, [](const ScenarioResult& s) {
                return column(s.economy->markets, [](const MarketNode& m) { return m.benchmark_emissions; });
              }));
  state.write(
      {"market_price", {"scenario", "market"}, "USD/t", "permit price tau", ""},
      scenario_values(study, economy.markets.size(), [](const ScenarioResult& s) { return s.state->permit_price; }));
}

}  // namespace etslink
