// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "results/instrument_tables.h"
#include "results/state_columns.h"
#include "results/state_group.h"
#include "results/state_table.h"

namespace etslink {
namespace {

using Tables = InstrumentTables;
using OfScenario = InstrumentTables::OfScenario;

// Indices of the unknowns that taxes and endowments depend on, per scenario.
template <class Item>
std::vector<int> variables_of(const StudyResult& study, const Tables& tables, std::vector<Item> Economy::*items,
                              int Item::*variable) {
  std::vector<int> values;
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    for (const Item& item : (*study.scenarios[i].economy).*items)
      values.push_back(tables.variable_index(i, item.*variable));
  }
  return values;
}

void write_unknown_rates(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  state.write(
      {"activity_tax_variable", {"scenario", "activity"}, "", "index of the unknown added to the output tax", ""},
      variables_of(study, tables, &Economy::activities, &Activity::tax_variable));
  state.write({"edge_tax_variable", {"scenario", "edge"}, "", "index of the unknown added to the tax, -1: none", ""},
              variables_of(study, tables, &Economy::edges, &Edge::tax_variable));
  state.write({"endowment_variable",
               {"scenario", "endowment"},
               "",
               "index of the unknown that multiplies the endowment, -1: none",
               ""},
              variables_of(study, tables, &Economy::endowments, &Endowment::variable));
}

void write_subsidies(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  using Key = Tables::SubsidyKey;
  const std::vector<Key>& keys = tables.subsidies.keys();
  StateTable table(state, study, "subsidy", keys.size());
  table.keys("activity", "index of the activity", keys, [](const Key& key) { return std::get<0>(key); });
  table.keys("market", "index of the market", keys, [](const Key& key) { return std::get<1>(key); });
  table.keys("kind", "what the permits are earned by", keys,
             [](const Key& key) { return to_string(std::get<2>(key)); });
  table.keys("variable", "index of the unknown that multiplies beta, -1: none", keys,
             [](const Key& key) { return std::get<3>(key); });
  table.per_scenario({"beta", {}, "t/USD", "permits per unit of output; zero where the scenario has it not", ""}, 0.0,
                     [&](std::size_t i, std::vector<double>& slice) {
                       for (const auto& [index, beta] : tables.of[i].beta) slice[index] = beta;
                     });
}

void write_process_taxes(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  using Key = Tables::ProcessTaxKey;
  const std::vector<Key>& keys = tables.process_taxes.keys();
  StateTable table(state, study, "process_tax", keys.size());
  table.keys("process", "index of the process", keys, [](const Key& key) { return key.first; });
  table.keys("market", "index of the market with a fixed price that charges all its emissions", keys,
             [](const Key& key) { return key.second; });
  table.per_scenario<int>({"active", {}, "", "1: the scenario has it", ""}, 0,
                          [&](std::size_t i, std::vector<int>& slice) {
                            for (const int index : tables.of[i].process_tax) slice[index] = 1;
                          });
}

// The arc of each common index in one scenario, null where it has none.
std::vector<const PermitArc*> arcs_of(const StudyResult& study, const Tables& tables, std::size_t scenario) {
  std::vector<const PermitArc*> arcs(tables.arcs.size(), nullptr);
  const std::vector<PermitArc>& own = study.scenarios[scenario].economy->arcs;
  for (std::size_t a = 0; a < own.size(); ++a) arcs[tables.of[scenario].arc[a]] = &own[a];
  return arcs;
}

// Columns of the links: an int of each, the same in all scenarios that have it.
std::vector<int> common_field(const StudyResult& study, const Tables& tables, int PermitArc::*field) {
  std::vector<int> values(tables.arcs.size(), -1);
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    const std::vector<const PermitArc*> arcs = arcs_of(study, tables, i);
    for (std::size_t a = 0; a < arcs.size(); ++a) values[a] = arcs[a] ? arcs[a]->*field : values[a];
  }
  return values;
}

void write_arc_values(StateTable& table, const StudyResult& study, const Tables& tables) {
  const auto values = [&](const VariableInfo& info, auto value) {
    table.per_solution(info, [&](std::size_t i, std::vector<double>& slice) {
      const ScenarioResult& scenario = study.scenarios[i];
      if (scenario.economy->arcs.empty()) return;
      const TableOfContents contents = list_conditions(*scenario.economy);
      const std::vector<const PermitArc*> arcs = arcs_of(study, tables, i);
      for (std::size_t a = 0; a < arcs.size(); ++a) {
        if (arcs[a])
          slice[a] = value(*arcs[a], [&](const Expression& formula) {
            return value_of(*scenario.economy, contents, formula, scenario.state->x);
          });
      }
    });
  };
  const auto or_none = [](const Expression& limit, auto of) {
    return limit.terms().empty() ? missing_value : of(limit);
  };
  values({"limit", {}, "Mt", "largest flow; missing where there is no limit", ""},
         [&](const PermitArc& arc, auto of) { return or_none(arc.limit, of); });
  values({"back_limit", {}, "Mt", "largest flow back; missing where there is no limit", ""},
         [&](const PermitArc& arc, auto of) { return or_none(arc.back_limit, of); });
  values({"fee", {}, "USD/t", "fee per permit, levied part of the buyer's price included", ""},
         [](const PermitArc& arc, auto of) { return of(arc.fee); });
  values({"flow", {}, "Mt", "flow in the buyer's permits, negative: back", ""},
         [](const PermitArc& arc, auto of) { return of(variable(arc.flow)); });
  const auto value_or_none = [](int v, auto of) { return v < 0 ? missing_value : of(variable(v)); };
  values({"limit_rent", {}, "USD/t", "shadow price of the limit", ""},
         [&](const PermitArc& arc, auto of) { return value_or_none(arc.rent, of); });
  values({"back_limit_rent", {}, "USD/t", "shadow price of the limit on the flow back", ""},
         [&](const PermitArc& arc, auto of) { return value_or_none(arc.back_rent, of); });
  values({"credit_limit_rent", {}, "USD/t", "shadow price of the buyer's credit limit, less that of the seller's", ""},
         [&](const PermitArc& arc, auto of) { return or_none(arc.credit_limit_rents, of); });
  values({"rent",
          {},
          "USD/t",
          "rents per permit, those on the way back negative",
          "tau_to flow = rate tau_from flow + fee flow + rent flow"},
         [](const PermitArc& arc, auto of) { return of(arc.rents); });
}

void write_arcs(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  StateTable table(state, study, "arc", tables.arcs.size());
  table.keys("name", "link or project", tables.arcs.keys(), [](const Tables::NameKey& key) { return key.first; });
  state.write({"arc_from", {"arc"}, "", "index of the selling market, -1: a project", ""},
              common_field(study, tables, &PermitArc::from));
  state.write({"arc_to", {"arc"}, "", "index of the buying market", ""}, common_field(study, tables, &PermitArc::to));
  std::vector<int> host(tables.arcs.size(), -1);
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    const std::vector<const PermitArc*> arcs = arcs_of(study, tables, i);
    for (std::size_t a = 0; a < arcs.size(); ++a) host[a] = arcs[a] ? arcs[a]->host.index : host[a];
  }
  // Links between the same markets share the unknown of whichever comes first in a scenario.
  table.per_scenario<int>(
      {"flow_variable", {}, "", "index of the unknown that the flow is, -1: the scenario has it not", ""}, -1,
      [&](std::size_t i, std::vector<int>& slice) {
        const std::vector<const PermitArc*> arcs = arcs_of(study, tables, i);
        for (std::size_t a = 0; a < arcs.size(); ++a) slice[a] = arcs[a] ? tables.variable_index(i, arcs[a]->flow) : -1;
      });
  state.write({"arc_host", {"arc"}, "", "index of the region of a project, -1: a link", ""}, host);
  table.per_scenario({"rate", {}, "1", "seller's permits per buyer's permit", ""}, missing_value,
                     [&](std::size_t i, std::vector<double>& slice) {
                       const std::vector<const PermitArc*> arcs = arcs_of(study, tables, i);
                       for (std::size_t a = 0; a < arcs.size(); ++a) slice[a] = arcs[a] ? arcs[a]->rate : missing_value;
                     });
  write_arc_values(table, study, tables);
}

}  // namespace

void write_instrument_places(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  write_unknown_rates(state, study, tables);
  write_subsidies(state, study, tables);
  write_process_taxes(state, study, tables);
  write_arcs(state, study, tables);
}

}  // namespace etslink
