// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "results/state_columns.h"
#include "results/state_group.h"

namespace etslink {
namespace {

using Axes = std::vector<std::string>;

// The pairs (edge, market) that are charged in any scenario; scenarios may cover different uses.
struct EmissionList {
  std::vector<int> edge, market;
  std::vector<double> physical;  // whole coefficient of the edge in its first entry, zero in others
  std::map<std::pair<int, int>, std::size_t> position;

  void add(int e, const EmissionUse& use, bool is_first_of_edge) {
    if (!position.emplace(std::pair(e, use.market), edge.size()).second) return;
    edge.push_back(e);
    market.push_back(use.market);
    physical.push_back(is_first_of_edge ? use.physical : 0);
  }
};

EmissionList list_emissions(const StudyResult& study) {
  EmissionList list;
  const std::size_t edges = study.scenarios.front().economy->edges.size();
  for (std::size_t e = 0; e < edges; ++e) {
    bool is_first = true;
    for (const ScenarioResult& scenario : study.scenarios) {
      for (const EmissionUse& use : scenario.economy->edges[e].emissions) {
        list.add(static_cast<int>(e), use, is_first);
        is_first = false;
      }
    }
  }
  return list;
}

// Charged coefficients of one scenario; zero where a use is not covered by an active market.
std::vector<double> charged(const Economy& economy, const EmissionList& list) {
  std::vector<double> coefficient(list.edge.size(), 0);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    for (const EmissionUse& use : economy.edges[e].emissions) {
      if (use.market < 0 || economy.markets[use.market].pool < 0) continue;
      coefficient[list.position.at({static_cast<int>(e), use.market})] = use.charged;
    }
  }
  return coefficient;
}

void write_emissions(NetcdfGroup& state, const StudyResult& study) {
  const EmissionList list = list_emissions(study);
  state.add_dimension("emission", list.edge.size());
  state.write({"emission_edge", {"emission"}, "", "index of the fuel use", ""}, list.edge);
  state.write({"emission_market", {"emission"}, "", "index of the market that may cover it, -1: none", ""},
              list.market);
  state.write(
      {"emission_physical", {"emission"}, "t/USD", "CO2 per unit of the fuel; sum it over the entries of an edge", ""},
      list.physical);
  state.write({"emission_coefficient",
               {"scenario", "emission"},
               "t/USD",
               "charged CO2 kappa per unit of the fuel",
               "physical coefficient x covered share; zero where the market is off"},
              policy_values(study, [&](const ScenarioResult& s) { return charged(*s.economy, list); }));
}

void write_process_policy(NetcdfGroup& state, const StudyResult& study) {
  const Axes by_scenario{"scenario", "process"};
  const auto is_active = [](const Economy& economy, const ProcessEmission& p) {
    return p.market >= 0 && economy.markets[p.market].pool >= 0;
  };
  state.write({"process_market", by_scenario, "", "index of the market that covers it, -1: none or off", ""},
              policy_values(study, [&](const ScenarioResult& s) {
                return column(s.economy->processes,
                              [&](const ProcessEmission& p) { return is_active(*s.economy, p) ? p.market : -1; });
              }));
  state.write({"process_share", by_scenario, "1", "covered share of the emissions", ""},
              policy_values(study, [](const ScenarioResult& s) {
                return column(s.economy->processes, [](const ProcessEmission& p) { return p.share; });
              }));
}

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
  write("xhat", "USD/t", "scale of the abatement curve", [](const ProcessEmission& p) { return p.xhat; });
  write("nu", "1", "curvature of the abatement curve", [](const ProcessEmission& p) { return p.nu; });
  write_process_policy(state, study);
  state.write(
      {"process_emissions", by_scenario, "Mt", "process emissions, covered or not",
       "Q a (share eps(x) + (1 - share) eps(y)), eps(x) = eps0 (1 + x/xhat)^-nu, x = (tau + taxes)/p_b, y = taxes/p_b"},
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
  write_emissions(state, study);
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
  state.write({"market_benchmark_emissions", {"scenario", "market"}, "Mt", "covered emissions at the benchmark", ""},
              policy_values(study, [](const ScenarioResult& s) {
                return column(s.economy->markets, [](const MarketNode& m) { return m.benchmark_emissions; });
              }));
  state.write(
      {"market_price", {"scenario", "market"}, "USD/t", "permit price tau", ""},
      scenario_values(study, economy.markets.size(), [](const ScenarioResult& s) { return s.state->permit_price; }));
}

}  // namespace etslink
