// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "model/activity_terms.h"
#include "model/conditions.h"
#include "model/value_source.h"

namespace etslink {
namespace {

class FormulaValue {
 public:
  FormulaValue(const Economy& economy, const TableOfContents& table, std::span<const double> x)
      : economy_(economy), table_(table), x_(x), source_(x) {}

  [[nodiscard]] double of(const Expression& formula) {
    double sum = 0;
    for (const Term& term : formula.terms()) {
      double product = term.coefficient.at(economy_.path);
      for (const Power& power : term.powers) {
        if (power.is_logarithm) {
          product *= logarithm(power.symbol);
          continue;
        }
        const double value = of(power.symbol);
        product *= power.exponent == 1 ? value : std::pow(value, power.exponent);
      }
      sum += product;
    }
    return sum;
  }

 private:
  [[nodiscard]] double logarithm(const Symbol& symbol) {
    if (symbol.kind != Symbol::Kind::quantity) {
      const SymbolPlace place = place_of(economy_, table_, symbol);
      if (place.is_logarithm) return x_[place.unknown];
    }
    return std::log(of(symbol));
  }

  [[nodiscard]] double of(const Symbol& symbol) {
    if (symbol.kind == Symbol::Kind::quantity) return terms().input<1>(symbol.index);
    if (symbol.kind == Symbol::Kind::process) return terms().emitted<1>(economy_.processes[symbol.index]);
    const SymbolPlace place = place_of(economy_, table_, symbol);
    return place.is_logarithm ? std::exp(x_[place.unknown]) : x_[place.unknown];
  }

  [[nodiscard]] ActivityTerms<ValueSource> terms() {
    if (processes_.empty()) processes_ = process_index(economy_);
    return {economy_, table_, source_, processes_};
  }

  const Economy& economy_;
  const TableOfContents& table_;
  std::span<const double> x_;
  ValueSource source_;
  std::vector<const ProcessEmission*> processes_;  // made where a formula needs them
};

}  // namespace

SymbolPlace place_of(const Economy& economy, const TableOfContents& table, const Symbol& symbol) {
  switch (symbol.kind) {
    case Symbol::Kind::price:
      return {table.price[symbol.index], true};
    case Symbol::Kind::level:
      return {table.level[symbol.index], !economy.activities[symbol.index].is_latent_level};
    case Symbol::Kind::variable:
      return {table.variable[symbol.index], false};
    case Symbol::Kind::permit_price:
      return {table.permit_price[symbol.index], false};
    case Symbol::Kind::emissions:
      return {table.emissions[symbol.index], false};
    case Symbol::Kind::balancing:
      return {table.balancing[symbol.index], false};
    case Symbol::Kind::numeraire:
      return {table.numeraire_price, true};
    case Symbol::Kind::quantity:
    case Symbol::Kind::process:
      break;
  }
  return {};
}

double value_of(const Economy& economy, const TableOfContents& table, const Expression& formula,
                std::span<const double> x) {
  return FormulaValue(economy, table, x).of(formula);
}

}  // namespace etslink
