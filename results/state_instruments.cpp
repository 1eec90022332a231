// SPDX-License-Identifier: Apache-2.0
#include "results/instrument_tables.h"
#include "results/state_columns.h"
#include "results/state_group.h"
#include "results/state_table.h"

namespace etslink {
namespace {

const std::vector<std::string> symbol_kinds = {"price",     "level",     "variable", "permit_price", "emissions",
                                               "balancing", "numeraire", "quantity", "process"};
using Tables = InstrumentTables;
using OfScenario = InstrumentTables::OfScenario;

const Economy& economy_of(const StudyResult& study, std::size_t scenario) { return *study.scenarios[scenario].economy; }

void write_variables(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  StateTable table(state, study, "variable", tables.variables.size());
  table.keys("name", "unknown of an instrument or closure", tables.variables.keys(),
             [](const Tables::NameKey& key) { return key.first; });
  std::vector<int> region(tables.variables.size(), -1);
  std::vector<double> scale(tables.variables.size(), 0);
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    const std::vector<Variable>& variables = economy_of(study, i).variables;
    for (std::size_t v = 0; v < variables.size(); ++v) {
      region[tables.of[i].variable[v]] = variables[v].region.index;
      scale[tables.of[i].variable[v]] = variables[v].scale;
    }
  }
  state.write({"variable_region", {"variable"}, "", "index of its region, -1: couples regions", ""}, region);
  state.write({"variable_scale", {"variable"}, "", "natural size", ""}, scale);
  table.per_solution({"value", {}, "", "value; missing where the scenario has it not", ""},
                     [&](std::size_t i, std::vector<double>& slice) {
                       const std::vector<double>& values = study.scenarios[i].state->variable;
                       for (std::size_t v = 0; v < values.size(); ++v) slice[tables.of[i].variable[v]] = values[v];
                     });
}

// Places of the rules of one scenario among its conditions.
struct RulePlace {
  int index = -1;  // on the common axis
  const Rule* rule = nullptr;
  const ConditionEntry* entry = nullptr;
};

template <class Value>
void for_each_rule(const StudyResult& study, const Tables& tables, std::size_t scenario, Value value) {
  const Economy& economy = economy_of(study, scenario);
  if (economy.rules.empty()) return;
  const TableOfContents contents = list_conditions(economy);
  for (std::size_t r = 0; r < economy.rules.size(); ++r)
    value(RulePlace{tables.of[scenario].rule[r], &economy.rules[r], &contents.entries[contents.rule[r]]}, contents);
}

void write_rule_sizes(StateTable& table, const StudyResult& study, const Tables& tables) {
  table.per_scenario<int>({"active", {}, "", "1: the scenario has it", ""}, 0,
                          [&](std::size_t i, std::vector<int>& slice) {
                            for (const int r : tables.of[i].rule) slice[r] = 1;
                          });
  table.per_scenario({"scale", {}, "", "natural size of the formula", ""}, missing_value,
                     [&](std::size_t i, std::vector<double>& slice) {
                       for_each_rule(study, tables, i, [&](const RulePlace& place, const TableOfContents&) {
                         slice[place.index] = place.rule->scale;
                       });
                     });
  table.per_scenario({"unknown_scale", {}, "", "natural size of the unknown", ""}, missing_value,
                     [&](std::size_t i, std::vector<double>& slice) {
                       for_each_rule(study, tables, i, [&](const RulePlace& place, const TableOfContents&) {
                         slice[place.index] = place.entry->unknown_scale;
                       });
                     });
}

void write_rules(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  StateTable table(state, study, "rule", tables.rules.size());
  const auto& keys = tables.rules.keys();
  using Key = Tables::RuleKey;
  table.keys("name", "condition of an instrument or closure", keys, [](const Key& key) { return std::get<0>(key); });
  table.kinds("symbol_kind", symbol_kinds, keys, [](const Key& key) { return std::get<2>(key).kind; });
  table.keys("symbol_index", "index of the unknown that it determines", keys,
             [](const Key& key) { return std::get<2>(key).index; });
  table.keys("is_complementary", "1: 0 <= unknown _|_ formula >= 0; 0: formula = 0", keys,
             [](const Key& key) { return int{std::get<3>(key)}; });
  write_rule_sizes(table, study, tables);
  table.per_solution({"formula", {}, "", "value of the formula", "sum over its terms"},
                     [&](std::size_t i, std::vector<double>& slice) {
                       for_each_rule(study, tables, i, [&](const RulePlace& place, const TableOfContents& contents) {
                         slice[place.index] =
                             value_of(economy_of(study, i), contents, place.rule->formula, study.scenarios[i].state->x);
                       });
                     });
}

// Values by common index.
auto fill_from(const Tables& tables, std::map<int, double> OfScenario::*field) {
  return [&tables, field](std::size_t i, std::vector<double>& slice) {
    for (const auto& [index, value] : tables.of[i].*field) slice[index] = value;
  };
}

void write_contributions(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  StateTable table(state, study, "contribution", tables.contributions.size());
  const auto& keys = tables.contributions.keys();
  using Key = Tables::ContributionKey;
  table.kinds("row_kind", {"zero_profit", "market_clearing", "income_balance"}, keys,
              [](const Key& key) { return std::get<0>(key); });
  table.keys("row_index", "index of the activity, commodity or agent", keys,
             [](const Key& key) { return std::get<1>(key); });
  table.keys("what", "what an instrument adds to that condition", keys,
             [](const Key& key) { return std::get<2>(key); });
  table.per_solution({"value", {}, "", "value: million USD of supply or of income, or log profit", ""},
                     fill_from(tables, &OfScenario::contribution));
}

void write_supplies(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  StateTable table(state, study, "supply", tables.supplies.size());
  const auto& keys = tables.supplies.keys();
  using Key = Tables::SupplyKey;
  table.keys("market", "index of the market", keys, [](const Key& key) { return std::get<0>(key); });
  table.keys("region", "index of the region that the permits belong to", keys,
             [](const Key& key) { return std::get<1>(key); });
  table.keys("kind", "where they come from", keys, [](const Key& key) { return to_string(std::get<2>(key)); });
  table.per_solution({"mt", {}, "Mt", "allowances beyond the cap, negative: taken from the market", ""},
                     fill_from(tables, &OfScenario::supply));
}

void write_terms(NetcdfGroup& state, const StudyResult& study, const Tables& tables) {
  StateTable table(state, study, "term", tables.terms.size());
  using Key = Tables::TermKey;
  table.kinds("owner_kind", {"rule", "contribution", "supply"}, tables.terms.keys(),
              [](const Key& key) { return std::get<0>(key); });
  table.keys("owner", "index of the rule, contribution or supply whose formula it is part of", tables.terms.keys(),
             [](const Key& key) { return std::get<1>(key); });
  table.per_scenario({"coefficient", {}, "", "coefficient; zero where the scenario has it not", ""}, 0.0,
                     fill_from(tables, &OfScenario::coefficient));
  std::vector<int> term;
  std::vector<CommonPower> powers;
  for (std::size_t t = 0; t < tables.terms.size(); ++t) {
    for (const CommonPower& power : std::get<2>(tables.terms.keys()[t])) {
      term.push_back(static_cast<int>(t));
      powers.push_back(power);
    }
  }
  StateTable power(state, study, "power", powers.size());
  state.write({"power_term", {"power"}, "", "index of the term that it is a factor of", ""}, term);
  power.kinds("symbol_kind", symbol_kinds, powers, [](const CommonPower& p) { return p.kind; });
  power.keys("symbol_index", "index of the commodity, activity, variable, agent, edge, or a market of the pool", powers,
             [](const CommonPower& p) { return p.index; });
  power.keys("exponent", "exponent", powers, [](const CommonPower& p) { return p.exponent; });
  power.keys("is_logarithm", "1: logarithm of the symbol", powers,
             [](const CommonPower& p) { return int{p.is_logarithm}; });
}

}  // namespace

void write_instruments(NetcdfGroup& state, const StudyResult& study) {
  const Tables tables(study);
  write_variables(state, study, tables);
  write_rules(state, study, tables);
  write_contributions(state, study, tables);
  write_supplies(state, study, tables);
  write_terms(state, study, tables);
  write_charges(state, study, tables);
  write_instrument_places(state, study, tables);
}

}  // namespace etslink
