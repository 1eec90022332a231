// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/small_vector.h"

// Formulas of instruments and closures, written as they are read: rate * tau(seller) + fee * numeraire() + rent -
// tau(buyer). A formula is a sum of terms, each a coefficient times powers of symbols, so that the system, its
// derivatives and the result file all come from the one place where it is written.
namespace etslink {

// What a formula may contain, in levels: prices and activity levels, not their logarithms.
struct Symbol {
  enum class Kind {
    price,         // of a commodity [benchmark = 1]
    level,         // of an activity [benchmark = 1]
    variable,      // unknown of an instrument, in its own unit
    permit_price,  // of a pool [USD/t]
    emissions,     // covered by a pool, relative to its benchmark emissions
    balancing,     // lump sum of a government or saving of an investor, relative to its benchmark income
    numeraire,     // price of the world consumption basket
    // No unknowns, but functions of some:
    quantity,  // input of an edge [million benchmark USD]
    process    // emissions of a process [Mt CO2e]
  };
  Kind kind = Kind::variable;
  int index = -1;  // of the commodity, activity, variable, pool, agent, edge or process
  friend bool operator==(const Symbol&, const Symbol&) = default;
  friend auto operator<=>(const Symbol&, const Symbol&) = default;
};

// symbol^exponent, or log(symbol).
struct Power {
  Symbol symbol;
  double exponent = 1;
  bool is_logarithm = false;
  friend bool operator==(const Power&, const Power&) = default;
  friend auto operator<=>(const Power&, const Power&) = default;
};

// Coefficient of a term. Policies have their full size at the end of the path from the benchmark to the scenario and
// another one, mostly none, at its begin; coefficients are linear in between.
struct Coefficient {
  double begin = 1, end = 1;
  [[nodiscard]] double at(double path) const { return path == 1 ? end : begin + path * (end - begin); }
};

struct Term {
  Coefficient coefficient;
  SmallVector<Power, 3> powers;
};

// A sum of terms.
class Expression {
 public:
  Expression() = default;
  Expression(double constant);       // NOLINT: numbers are formulas
  Expression(const Symbol& symbol);  // NOLINT: symbols are formulas
  static Expression of(const Term& term);
  // A coefficient that is linear in the position on the path from the benchmark to the scenario.
  static Expression along_path(double begin, double end);

  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  // With the coefficients of the end of the path all along it.
  [[nodiscard]] Expression at_end() const;

  // Variable v becomes variable place_of[v].
  void number_variables(const std::vector<int>& place_of);

  Expression& operator+=(const Expression& other);
  Expression& operator-=(const Expression& other);

 private:
  std::vector<Term> terms_;
};

[[nodiscard]] inline Expression operator+(Expression a, const Expression& b) { return a += b; }
[[nodiscard]] inline Expression operator-(Expression a, const Expression& b) { return a -= b; }
[[nodiscard]] inline Expression operator-(const Expression& a) { return Expression() - a; }
[[nodiscard]] Expression operator*(const Expression& a, const Expression& b);
[[nodiscard]] inline Expression operator/(const Expression& a, double divisor) { return a * (1 / divisor); }

// symbol^exponent and log(symbol); the symbol stays positive in a solution.
[[nodiscard]] Expression pow(const Symbol& symbol, double exponent);
[[nodiscard]] Expression log(const Symbol& symbol);

[[nodiscard]] inline Symbol price(int commodity) { return {Symbol::Kind::price, commodity}; }
[[nodiscard]] inline Symbol level(int activity) { return {Symbol::Kind::level, activity}; }
[[nodiscard]] inline Symbol variable(int v) { return {Symbol::Kind::variable, v}; }
[[nodiscard]] inline Symbol tau(int pool) { return {Symbol::Kind::permit_price, pool}; }
[[nodiscard]] inline Symbol emissions(int pool) { return {Symbol::Kind::emissions, pool}; }
[[nodiscard]] inline Symbol balancing(int agent) { return {Symbol::Kind::balancing, agent}; }
[[nodiscard]] inline Symbol numeraire() { return {Symbol::Kind::numeraire, 0}; }
[[nodiscard]] inline Symbol quantity(int edge) { return {Symbol::Kind::quantity, edge}; }
[[nodiscard]] inline Symbol process_emissions(int process) { return {Symbol::Kind::process, process}; }

}  // namespace etslink
