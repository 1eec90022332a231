// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "model/conditions.h"

namespace etslink {

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
  }
  return {};
}

double value_of(const Economy& economy, const TableOfContents& table, const Expression& formula,
                std::span<const double> x) {
  double sum = 0;
  for (const Term& term : formula.terms()) {
    double product = term.coefficient.at(economy.path);
    for (const Power& power : term.powers) {
      const SymbolPlace place = place_of(economy, table, power.symbol);
      const double value = place.is_logarithm ? std::exp(x[place.unknown]) : x[place.unknown];
      product *= power.is_logarithm ? std::log(value) : power.exponent == 1 ? value : std::pow(value, power.exponent);
    }
    sum += product;
  }
  return sum;
}

}  // namespace etslink
