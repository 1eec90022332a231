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

// Index of the unknown that multiplies each endowment, per scenario.
void write_endowment_factors(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  std::vector<int> values;
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    for (const Endowment& endowment : study.scenarios[i].economy->endowments)
      values.push_back(tables.variable_index(i, endowment.variable));
  }
  state.write({"endowment_variable",
               {"scenario", "endowment"},
               "",
               "index of the unknown that multiplies the endowment, -1: none",
               ""},
              values);
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
  write_endowment_factors(state, study, tables);
  write_arcs(state, study, tables);
}

}  // namespace etslink
