// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "model/conditions.h"
#include "model/technology.h"
#include "results/state_columns.h"
#include "results/state_group.h"

namespace etslink {
namespace {

void write_agents(NetcdfGroup& state, const Economy& economy) {
  const std::vector<EconomicAgent>& items = economy.agents;
  state.add_dimension("agent", items.size());
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("agent_") + name, {"agent"}, "", text, ""}, column(items, field));
  };
  write("name", "agent", [](const EconomicAgent& a) { return a.name; });
  write("region", "index of its region", [](const EconomicAgent& a) { return a.region.index; });
  state.write_categories({"agent_kind", {"agent"}, "", "kind of agent", ""},
                         column(items, [](const EconomicAgent& a) { return static_cast<int>(a.kind); }),
                         std::vector<std::string>{"household", "government", "investment"});
  write("demand_activity", "index of the demand it pays for, -1: none",
        [](const EconomicAgent& a) { return a.demand_activity; });
  write("stock_activity", "index of the stock change it pays for, -1: none",
        [](const EconomicAgent& a) { return a.stock_activity; });
  write("income0", "benchmark income, scale of its balance [million USD]",
        [](const EconomicAgent& a) { return a.income0; });
}

// Lump sum to a government or saving for an investor, which balances its budget; the first household of its region pays
// it.
std::vector<double> balancing_payments(const ScenarioResult& scenario) {
  const Economy& economy = *scenario.economy;
  const TableOfContents table = list_conditions(economy);
  std::vector<double> payments(economy.agents.size(), 0);
  for (std::size_t a = 0; a < payments.size(); ++a) {
    if (table.balancing[a] >= 0) payments[a] = economy.agents[a].income0 * scenario.state->x[table.balancing[a]];
  }
  return payments;
}

void write_transfers(NetcdfGroup& state, const Economy& economy) {
  const std::vector<NominalTransfer>& items = economy.transfers;
  state.add_dimension("transfer", items.size());
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("transfer_") + name, {"transfer"}, "", text, ""}, column(items, field));
  };
  write("from", "index of the paying agent, -1: rest of the world", [](const NominalTransfer& t) { return t.from; });
  write("to", "index of the receiving agent, -1: rest of the world", [](const NominalTransfer& t) { return t.to; });
  write("kind", "kind of transfer", [](const NominalTransfer& t) { return t.kind; });
  write("value", "payment, in units of its price [million USD]", [](const NominalTransfer& t) { return t.value; });
}

void write_numeraire(NetcdfGroup& state, const Economy& economy) {
  const Numeraire& numeraire = economy.numeraire;
  state.add_dimension("numeraire", numeraire.commodities.size());
  state.write({"numeraire_commodity", {"numeraire"}, "", "index of a commodity of the price index", ""},
              numeraire.commodities);
  state.write({"numeraire_weight", {"numeraire"}, "1", "weight w in the price index, sum w p = 1", ""},
              numeraire.weights);
  state.set_attribute("numeraire_slack_agent", numeraire.slack_agent);
  state.set_attribute("permit_price_scale", permit_price_scale);
  state.set_attribute("complementarity_smoothing", complementarity_smoothing);
}

using IncomeKey = std::pair<int, std::string>;

void write_income(NetcdfGroup& state, const StudyResult& study) {
  std::map<IncomeKey, std::size_t> position;  // scenarios differ in kinds of income: permit revenue
  for (const ScenarioResult& scenario : study.scenarios) {
    if (!scenario.state) continue;
    for (const IncomeItem& item : scenario.state->income) position.emplace(IncomeKey(item.agent, item.kind), 0);
  }
  std::vector<int> agents;
  std::vector<std::string> kinds;
  for (auto& [key, index] : position) {
    index = agents.size();
    agents.push_back(key.first);
    kinds.push_back(key.second);
  }
  state.add_dimension("income", agents.size());
  state.write({"income_agent", {"income"}, "", "index of the agent", ""}, agents);
  state.write({"income_kind", {"income"}, "", "kind of income or expenditure", ""}, kinds);
  state.write(
      {"income_value", {"scenario", "income"}, "million USD", "income, outflows negative; sums to zero per agent", ""},
      scenario_values(study, agents.size(), [&](const ScenarioResult& s) {
        std::vector<double> values(agents.size(), 0);
        for (const IncomeItem& item : s.state->income) values[position.at({item.agent, item.kind})] += item.value;
        return values;
      }));
}

// Conditions of all scenarios by name: pools, and with them their conditions, differ between linked and unlinked
// scenarios.
struct ConditionList {
  std::vector<ConditionEntry> entries;
  std::map<IncomeKey, std::size_t> position;          // (occurrence of the name, name)
  std::vector<std::vector<std::size_t>> of_scenario;  // per scenario: position of each of its conditions

  void add(const ScenarioResult& scenario) {
    std::map<std::string, int> occurrences;
    std::vector<std::size_t> positions;
    const EquilibriumSystem system(*scenario.economy);
    for (const ConditionEntry& entry : system.conditions()) {
      const IncomeKey key(occurrences[entry.name]++, entry.name);
      const auto [it, is_new] = position.emplace(key, entries.size());
      if (is_new) entries.push_back(entry);
      positions.push_back(it->second);
    }
    of_scenario.push_back(std::move(positions));
  }
};

// x or residual of every scenario on the common axis; missing where the scenario has no such condition.
std::vector<double> on_common_axis(const StudyResult& study, const ConditionList& list,
                                   std::vector<double> EquilibriumState::*field) {
  std::vector<double> values;
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    std::vector<double> slice(list.entries.size(), missing_value);
    const auto& state = study.scenarios[i].state;
    for (std::size_t c = 0; state && c < list.of_scenario[i].size(); ++c)
      slice[list.of_scenario[i][c]] = ((*state).*field)[c];
    values.insert(values.end(), slice.begin(), slice.end());
  }
  return values;
}

void write_conditions(NetcdfGroup& state, const StudyResult& study) {
  ConditionList list;
  for (const ScenarioResult& scenario : study.scenarios) list.add(scenario);
  state.add_dimension("condition", list.entries.size());
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("condition_") + name, {"condition"}, "", text, ""}, column(list.entries, field));
  };
  write("name", "condition", [](const ConditionEntry& c) { return c.name; });
  state.write_categories({"condition_kind", {"condition"}, "", "kind of condition", ""},
                         column(list.entries, [](const ConditionEntry& c) { return static_cast<int>(c.kind); }),
                         category_names(ConditionKind::numeraire));
  write("unknown", "unknown that it determines", [](const ConditionEntry& c) { return c.unknown; });
  write("region", "index of its region, -1: couples regions", [](const ConditionEntry& c) { return c.region.index; });
  write("scale", "the residual is divided by it", [](const ConditionEntry& c) { return c.scale; });
  state.write({"condition_value",
               {"scenario", "condition"},
               "",
               "value of the unknown; missing where the scenario has it not",
               ""},
              on_common_axis(study, list, &EquilibriumState::x));
  state.write({"condition_residual", {"scenario", "condition"}, "1", "scaled residual", ""},
              on_common_axis(study, list, &EquilibriumState::residual));
}

// Of producers that are technologies their sector; nothing where there are none.
void write_technologies(NetcdfGroup& state, const Economy& economy) {
  if (technologies(economy.sectors).empty()) return;
  state.write({"sector_parent", {"sector"}, "", "index of the sector of a technology, -1: a sector", ""},
              column(economy.sectors, [](const SectorInfo& s) { return s.parent.index; }));
}

}  // namespace

void write_budgets(NetcdfGroup& state, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  write_agents(state, economy);
  state.write({"agent_balancing_payment",
               {"scenario", "agent"},
               "million USD",
               "lump sum to a government, saving for an investor, paid by the first household of its region",
               ""},
              scenario_values(study, economy.agents.size(), balancing_payments));
  write_transfers(state, economy);
  state.write({"transfer_price_commodity",
               {"scenario", "transfer"},
               "",
               "index of the commodity whose price it is fixed in, -1: the numeraire",
               ""},
              policy_values(study, [](const ScenarioResult& s) {
                return column(s.economy->transfers, [](const NominalTransfer& t) { return t.price_commodity; });
              }));
  write_numeraire(state, economy);
  write_income(state, study);
  write_conditions(state, study);
}

void write_state(NetcdfGroup& root, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  NetcdfGroup state = root.add_group("state");
  state.set_attribute("description", "the graph and every equilibrium; indices count from 0; see docs/results.md");
  state.add_dimension("scenario", column(study.scenarios, [](const ScenarioResult& s) { return s.name; }), "scenario");
  state.add_dimension("region", column(economy.regions, [](const RegionInfo& r) { return r.code; }), "region");
  state.add_dimension("sector", column(economy.sectors, [](const SectorInfo& s) { return s.code; }), "sector");
  write_technologies(state, economy);
  state.add_dimension("factor", column(economy.factors, [](const FactorInfo& f) { return f.code; }), "factor");
  state.write_categories({"factor_role", {"factor"}, "", "role of the factor", ""},
                         column(economy.factors, [](const FactorInfo& f) { return static_cast<int>(f.role); }),
                         std::vector<std::string>{"labour", "capital", "land", "resource", "other"});
  state.add_dimension("market", column(economy.markets, [](const MarketNode& m) { return m.name; }), "permit market");
  write_graph(state, study);
  write_markets(state, study);
  write_instruments(state, study);
  write_budgets(state, study);
}

}  // namespace etslink
