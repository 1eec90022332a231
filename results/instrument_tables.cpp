// SPDX-License-Identifier: Apache-2.0
#include "results/instrument_tables.h"

#include <algorithm>

namespace etslink {
namespace {

// Adds what one scenario has to the common axes.
class TableReader {
 public:
  TableReader(InstrumentTables& tables, const ScenarioResult& scenario)
      : tables_(tables), economy_(*scenario.economy), table_(list_conditions(economy_)), scenario_(scenario) {}

  InstrumentTables::OfScenario read() {
    read_variables();
    read_rules();
    read_contributions();
    read_supplies();
    read_arcs();
    read_charges(ChargeOwner::input, economy_.edges);
    read_charges(ChargeOwner::output, economy_.activities);
    read_charges(ChargeOwner::process, economy_.processes);
    return std::move(of_);
  }

 private:
  void read_variables() {
    std::map<std::string, int> seen;
    for (const Variable& variable : economy_.variables)
      of_.variable.push_back(tables_.variables.add({variable.name, seen[variable.name]++}));
  }

  void read_rules() {
    std::map<std::string, int> seen;
    for (const Rule& rule : economy_.rules) {
      const CommonPower determines = common({rule.determines, 1, false});
      of_.rule.push_back(tables_.rules.add({rule.name, seen[rule.name]++, determines, rule.is_complementary}));
      add_terms(TermOwner::rule, of_.rule.back(), rule.formula);
    }
  }

  void read_contributions() {
    for (const Contribution& item : economy_.contributions) {
      const int index = tables_.contributions.add({static_cast<int>(item.row.kind), item.row.index, item.what});
      add_terms(TermOwner::contribution, index, item.formula);
      of_.contribution[index] += value(item.formula);
    }
  }

  void read_supplies() {
    for (const PermitSupply& supply : economy_.supplies) {
      const int index = tables_.supplies.add({supply.market, supply.region.index, supply.source});
      add_terms(TermOwner::supply, index, supply.mt);
      of_.supply[index] += value(supply.mt);
    }
  }

  void read_arcs() {
    std::map<std::string, int> seen;
    for (const PermitArc& arc : economy_.arcs) of_.arc.push_back(tables_.arcs.add({arc.name, seen[arc.name]++}));
  }

  template <class Item>
  void read_charges(ChargeOwner owner, const std::vector<Item>& items) {
    const auto common = [&](int variable) { return variable < 0 ? -1 : of_.variable[variable]; };
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
      for (const Charge& charge : items[i].charges) {
        const ChargeKey key{owner,
                            i,
                            charge.kind,
                            charge.base,
                            charge.gas,
                            charge.is_counted,
                            charge.market,
                            common(charge.rate),
                            common(charge.multiple),
                            charge.receiver};
        of_.charge[tables_.charges.add(key)] += charge.coefficient.at(economy_.path);
      }
    }
  }

  void add_terms(TermOwner owner, int index, const Expression& formula) {
    for (const Term& term : formula.terms()) {
      std::vector<CommonPower> powers;
      for (const Power& power : term.powers) powers.push_back(common(power));
      std::sort(powers.begin(), powers.end());
      of_.coefficient[tables_.terms.add({static_cast<int>(owner), index, std::move(powers)})] +=
          term.coefficient.at(economy_.path);
    }
  }

  [[nodiscard]] CommonPower common(const Power& power) const {
    int index = power.symbol.index;
    switch (power.symbol.kind) {
      case Symbol::Kind::variable:
        index = of_.variable[index];
        break;
      case Symbol::Kind::permit_price:
      case Symbol::Kind::emissions:
        index = economy_.pools[index].markets.front();
        break;
      default:
        break;
    }
    return {static_cast<int>(power.symbol.kind), index, power.exponent, power.is_logarithm};
  }

  [[nodiscard]] double value(const Expression& formula) const {
    return scenario_.state ? value_of(economy_, table_, formula, scenario_.state->x) : 0;
  }

  InstrumentTables& tables_;
  const Economy& economy_;
  const TableOfContents table_;
  const ScenarioResult& scenario_;
  InstrumentTables::OfScenario of_;
};

}  // namespace

InstrumentTables::InstrumentTables(const StudyResult& study) {
  for (const ScenarioResult& scenario : study.scenarios) of.push_back(TableReader(*this, scenario).read());
}

}  // namespace etslink
