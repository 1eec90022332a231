// SPDX-License-Identifier: Apache-2.0
#include "app/differentiate.h"

#include <cmath>
#include <limits>
#include <numeric>

#include "model/cap_derivative.h"

namespace etslink {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

void add_to(std::vector<double>& sum, double factor, const std::vector<double>& values) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += factor * values[i];
}

// The cap of a market that is off in this scenario has none.
bool has_effect(const ModelParameter& parameter, const Economy& economy) {
  return parameter.market < 0 || economy.markets[parameter.market].pool >= 0;
}

}  // namespace

Differentiation::Differentiation(SolvedModel& model, bool adjoint) : model_(model) {
  if (adjoint) solve_adjoints();
}

std::vector<Differentiation::Term> Differentiation::terms(const ModelParameter& parameter) const {
  std::vector<Term> terms;
  for (const auto& [offset, weight] : parameter.at_limit ? one_sided_difference() : central_difference()) {
    Term term{offset * parameter.step, weight / parameter.step, {}};
    for (std::size_t p = 0; p < model_.point_count(); ++p) {
      const auto source = model_.source(p);
      term.economies.push_back(has_effect(parameter, source.economy) ? parameter.shifted(source, term.change)
                                                                     : source.economy);
      require(have_same_structure(term.economies.back(), source.economy), "a parameter keeps the structure");
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<double> Differentiation::residual_slope(const ModelParameter& parameter, const std::vector<Term>& terms,
                                                    std::size_t point) {
  const Vector& x = model_.point(point).x;
  if (parameter.market >= 0) return cap_derivative(model_.point(point).economy, x, parameter.market);
  Vector slope(x.size(), 0);
  for (const Term& term : terms) {
    Vector residual(x.size());
    EquilibriumSystem(term.economies[point]).residual(x, residual);
    add_to(slope, term.weight, residual);
  }
  return slope;
}

std::vector<double> Differentiation::by(const ModelParameter& parameter) {
  const auto all_terms = terms(parameter);
  Vector derivative(model_.elements().size(), 0);
  std::vector<Vector> tangent;
  for (std::size_t p = 0; p < model_.point_count(); ++p) {
    const Vector by_parameter = residual_slope(parameter, all_terms, p);
    tangent.emplace_back(by_parameter.size(), 0);
    if (multipliers_.empty()) {
      auto slope = model_.point(p).derivative.forward(by_parameter);
      if (!slope) return Vector(derivative.size(), missing);
      tangent.back() = std::move(*slope);
      continue;
    }
    for (std::size_t e = 0; e < derivative.size(); ++e) {
      const Vector& multiplier = multipliers_[p][e];
      derivative[e] -= std::inner_product(multiplier.begin(), multiplier.end(), by_parameter.begin(), 0.0);
    }
  }
  for (const Term& term : all_terms) {
    std::vector<Vector> x;
    for (std::size_t p = 0; p < model_.point_count(); ++p) {
      x.push_back(model_.point(p).x);
      add_to(x.back(), term.change, tangent[p]);
    }
    add_to(derivative, term.weight, model_.results(term.economies, x));
  }
  return derivative;
}

void Differentiation::solve_adjoints() {
  for (std::size_t p = 0; p < model_.point_count(); ++p) {
    std::vector<Vector> of_elements;
    for (const Vector& slope : result_slopes(p)) {
      const bool is_missing = std::isnan(std::accumulate(slope.begin(), slope.end(), 0.0));
      auto multiplier = is_missing ? std::nullopt : model_.point(p).derivative.adjoint(slope);
      of_elements.push_back(multiplier ? std::move(*multiplier) : Vector(slope.size(), missing));
    }
    multipliers_.push_back(std::move(of_elements));
  }
}

// Differences of all results over each unknown of a point [element][unknown].
std::vector<Differentiation::Vector> Differentiation::result_slopes(std::size_t point) const {
  std::vector<Economy> economies;
  std::vector<Vector> x;
  for (std::size_t p = 0; p < model_.point_count(); ++p) {
    economies.push_back(model_.point(p).economy);
    x.push_back(model_.point(p).x);
  }
  const EquilibriumSystem system(economies[point]);
  std::vector<Vector> slopes(model_.elements().size(), Vector(x[point].size(), 0));
  for (std::size_t j = 0; j < x[point].size(); ++j) {
    const double step = relative_step * system.unknown_scale(static_cast<int>(j));
    const double here = x[point][j];
    for (const auto& [offset, weight] : central_difference()) {
      x[point][j] = here + offset * step;
      const Vector values = model_.results(economies, x);
      for (std::size_t e = 0; e < slopes.size(); ++e) slopes[e][j] += weight / step * values[e];
    }
    x[point][j] = here;
  }
  return slopes;
}

}  // namespace etslink
