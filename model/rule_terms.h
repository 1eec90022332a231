// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "model/activity_terms.h"
#include "model/conditions.h"
#include "model/sinks.h"
#include "solvers/fischer_burmeister.h"

// Terms of instruments and closures: the rules of the economy and what they contribute to the conditions of the model.
namespace etslink {

template <class Sink>
class RuleTerms {
 public:
  using Scalar = typename Sink::template Number<max_local_unknowns>;

  RuleTerms(const Economy& economy, const TableOfContents& table, Sink& sink,
            std::span<const ProcessEmission* const> processes)
      : economy_(economy), table_(table), sink_(sink), activities_(economy, table, sink, processes) {}

  void add() {
    for (std::size_t i = 0; i < economy_.rules.size(); ++i) {
      if (economy_.rules[i].is_complementary)
        add_pair(economy_.rules[i], table_.rule[i]);
      else
        add_formula(economy_.rules[i].formula, table_.rule[i]);
    }
    for (const Contribution& contribution : economy_.contributions) add_contribution(contribution);
  }

 private:
  [[nodiscard]] int row_of(const Row& row) const {
    switch (row.kind) {
      case Row::Kind::zero_profit:
        return table_.zero_profit[row.index];
      case Row::Kind::market_clearing:
        return table_.market_clearing[row.index];
      case Row::Kind::income_balance:
        return table_.income_balance[row.index];
    }
    return -1;
  }

  void begin_term() {
    sink_.begin_term();
    known_.clear();
  }

  void add_formula(const Expression& formula, int row) {
    for (const Term& term : formula.terms()) {
      begin_term();
      sink_.add(row, value(term));
    }
  }

  void add_contribution(const Contribution& contribution) {
    const Row& row = contribution.row;
    for (const Term& term : contribution.formula.terms()) {
      begin_term();
      const Scalar part = value(term);
      if (row.kind == Row::Kind::income_balance)
        add_income(sink_, {row_of(row), row.index, contribution.what}, part);
      else
        sink_.add(row_of(row), part);
    }
  }

  // 0 <= unknown _|_ formula >= 0, both in their natural scales.
  void add_pair(const Rule& rule, int row) {
    begin_term();
    const ConditionEntry& entry = table_.entries[row];
    Scalar slack(0.0 * symbol(rule.determines));
    for (const Term& term : rule.formula.terms()) slack += value(term);
    const Scalar unknown = symbol(rule.determines) / entry.unknown_scale;
    const Scalar pair = fischer_burmeister(unknown, Scalar(slack / rule.scale), complementarity_smoothing);
    sink_.add(row, Scalar(rule.scale * pair));
    if constexpr (Sink::books)
      sink_.book_rule_pair(static_cast<int>(&rule - economy_.rules.data()), unknown, slack / rule.scale);
  }

  Scalar value(const Term& term) {
    using std::pow;
    Scalar product(term.coefficient.at(economy_.path));
    for (const Power& power : term.powers) {
      if (power.is_logarithm) {
        product = product * logarithm(power.symbol);
        continue;
      }
      const Scalar base = symbol(power.symbol);
      product = product * (power.exponent == 1 ? base : Scalar(pow(base, power.exponent)));
    }
    return product;
  }

  // Of a price or a level the unknown itself, which is its logarithm.
  Scalar logarithm(const Symbol& name) {
    using std::log;
    if (name.kind != Symbol::Kind::quantity) {
      const SymbolPlace place = place_of(economy_, table_, name);
      if (place.is_logarithm) return sink_.template unknown<max_local_unknowns>(place.unknown);
    }
    return log(symbol(name));
  }

  // Each symbol once in a term.
  Scalar symbol(const Symbol& symbol) {
    for (const auto& [name, number] : known_) {
      if (name == symbol) return number;
    }
    const Scalar number = new_symbol(symbol);
    known_.emplace_back(symbol, number);
    return number;
  }

  Scalar new_symbol(const Symbol& symbol) {
    switch (symbol.kind) {
      case Symbol::Kind::quantity:
        return activities_.template input<max_local_unknowns>(symbol.index);
      case Symbol::Kind::process:
        return activities_.template emitted<max_local_unknowns>(economy_.processes[symbol.index]);
      default:
        return unknown(place_of(economy_, table_, symbol));
    }
  }

  Scalar unknown(const SymbolPlace& place) {
    return place.is_logarithm ? sink_.template exponential<max_local_unknowns>(place.unknown)
                              : sink_.template unknown<max_local_unknowns>(place.unknown);
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Sink& sink_;
  ActivityTerms<Sink> activities_;
  std::vector<std::pair<Symbol, Scalar>> known_;
};

}  // namespace etslink
