// SPDX-License-Identifier: Apache-2.0
#include "model/expression.h"

namespace etslink {

Expression::Expression(double constant) {
  if (constant != 0) terms_.push_back({{constant, constant}, {}});
}

Expression::Expression(const Symbol& symbol) : terms_(1) { terms_.front().powers.push_back({symbol, 1, false}); }

Expression Expression::of(const Term& term) {
  Expression result;
  result.terms_.push_back(term);
  return result;
}

Expression Expression::along_path(double begin, double end) {
  Expression result;
  result.terms_.push_back({{begin, end}, {}});
  return result;
}

void Expression::number_variables(const std::vector<int>& place_of) {
  for (Term& term : terms_) {
    for (Power& power : term.powers) {
      if (power.symbol.kind == Symbol::Kind::variable) power.symbol.index = place_of[power.symbol.index];
    }
  }
}

Expression Expression::at_end() const {
  Expression result = *this;
  for (Term& term : result.terms_) term.coefficient.begin = term.coefficient.end;
  return result;
}

Expression& Expression::operator+=(const Expression& other) {
  terms_.insert(terms_.end(), other.terms_.begin(), other.terms_.end());
  return *this;
}

Expression& Expression::operator-=(const Expression& other) {
  for (Term term : other.terms_) {
    term.coefficient = {-term.coefficient.begin, -term.coefficient.end};
    terms_.push_back(term);
  }
  return *this;
}

Expression operator*(const Expression& a, const Expression& b) {
  Expression result;
  for (const Term& x : a.terms()) {
    for (const Term& y : b.terms()) {
      Term term = x;
      term.coefficient.begin *= y.coefficient.begin;
      term.coefficient.end *= y.coefficient.end;
      for (const Power& power : y.powers) term.powers.push_back(power);
      result += Expression::of(term);
    }
  }
  return result;
}

Expression pow(const Symbol& symbol, double exponent) {
  Term term;
  term.powers.push_back({symbol, exponent, false});
  return Expression::of(term);
}

Expression log(const Symbol& symbol) {
  Term term;
  term.powers.push_back({symbol, 1, true});
  return Expression::of(term);
}

}  // namespace etslink
