// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/differentiate.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

#include "model/complementarity_pairs.h"
#include "solvers/parallel.h"

namespace etslink {
namespace {

constexpr double no_slope = std::numeric_limits<double>::quiet_NaN();

void add_to(std::vector<double>& sum, double factor, const std::vector<double>& values) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += factor * values[i];
}

// Do two economies have the same unknowns and conditions, though other numbers in them?
bool have_same_conditions(const Economy& a, const Economy& b) {
  return a.commodities.size() == b.commodities.size() && a.activities.size() == b.activities.size() &&
         a.edges.size() == b.edges.size() && a.endowments.size() == b.endowments.size() &&
         a.agents.size() == b.agents.size() && a.processes.size() == b.processes.size() &&
         a.pools.size() == b.pools.size() && a.variables.size() == b.variables.size() &&
         a.rules.size() == b.rules.size();
}

// Calls work(lane, i) for i = 0 .. count - 1: what a lane does comes one after the other.
template <class Work>
void share_out(int count, int lanes, Work work) {
  std::atomic<int> next{0};
  parallel_for(lanes, lanes, [&](int lane) {
    for (int i = next++; i < count; i = next++) work(lane, i);
  });
}

}  // namespace

Differentiation::Differentiation(SolvedModel& model, bool adjoint, int threads)
    : model_(model), threads_(std::max(1, threads)), lanes_(threads_ - 1) {
  parallel_for(threads_ - 1, threads_ - 1, [&](int lane) {
    for (std::size_t p = 0; p < model_.point_count(); ++p) {
      lanes_[lane].emplace_back();
      const bool is_finite =
          lanes_[lane].back().linearise(EquilibriumSystem(model_.point(p).economy), model_.point(p).x);
      require(is_finite, "a Jacobian that was finite is so again");
    }
  });
  if (adjoint) solve_adjoints();
}

ImplicitDerivative& Differentiation::derivative(int lane, std::size_t point) {
  return lane == 0 ? model_.point(point).derivative : lanes_[lane - 1][point];
}

std::vector<Differentiation::Vector> Differentiation::by(const std::vector<ModelParameter>& parameters,
                                                         const std::function<void(int)>& begins) {
  std::vector<Vector> derivatives(parameters.size());
  share_out(static_cast<int>(parameters.size()), threads_, [&](int lane, int i) {
    if (lane == 0) begins(i);
    derivatives[i] = by(parameters[i], lane);
  });
  return derivatives;
}

std::vector<Differentiation::Term> Differentiation::terms(const ModelParameter& parameter) const {
  std::vector<Term> terms;
  for (const auto& [offset, weight] : parameter.at_limit ? one_sided_difference() : central_difference()) {
    Term term{offset * parameter.step, weight / parameter.step, {}};
    for (std::size_t p = 0; p < model_.point_count(); ++p) {
      const auto source = model_.source(p);
      term.economies.push_back(parameter.shifted(source, term.change));
      require(have_same_conditions(term.economies.back(), source.economy), "a parameter keeps the structure");
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<double> Differentiation::residual_slope(const std::vector<Term>& terms, std::size_t point) const {
  const Vector& x = model_.point(point).x;
  const auto pairs = complementarity_pairs(model_.point(point).economy, x);
  Vector slope(x.size(), 0), slack_slope(pairs.size(), 0);
  for (const Term& term : terms) {
    Vector residual(x.size());
    EquilibriumSystem(term.economies[point]).residual(x, residual);
    add_to(slope, term.weight, residual);
    const auto shifted = complementarity_pairs(term.economies[point], x);
    for (std::size_t i = 0; i < pairs.size(); ++i) slack_slope[i] += term.weight * shifted[i].slack;
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) slope[pairs[i].row] = pairs[i].slope_in_slack() * slack_slope[i];
  return slope;
}

std::vector<double> Differentiation::by(const ModelParameter& parameter, int lane) {
  const auto all_terms = terms(parameter);
  Vector total(model_.elements().size(), 0);
  std::vector<Vector> tangent;
  for (std::size_t p = 0; p < model_.point_count(); ++p) {
    const Vector by_parameter = residual_slope(all_terms, p);
    tangent.emplace_back(by_parameter.size(), 0);
    if (multipliers_.empty()) {
      auto slope = derivative(lane, p).forward(by_parameter);
      if (!slope) return Vector(total.size(), no_slope);
      tangent.back() = std::move(*slope);
      continue;
    }
    for (std::size_t e = 0; e < total.size(); ++e) {
      const Vector& multiplier = multipliers_[p][e];
      total[e] -= std::inner_product(multiplier.begin(), multiplier.end(), by_parameter.begin(), 0.0);
    }
  }
  for (const Term& term : all_terms) {
    std::vector<Vector> x;
    for (std::size_t p = 0; p < model_.point_count(); ++p) {
      x.push_back(model_.point(p).x);
      add_to(x.back(), term.change, tangent[p]);
    }
    add_to(total, term.weight, model_.results(term.economies, x));
  }
  return total;
}

void Differentiation::solve_adjoints() {
  for (std::size_t p = 0; p < model_.point_count(); ++p) {
    const auto slopes = result_slopes(p);
    std::vector<Vector> of_elements(slopes.size());
    share_out(static_cast<int>(slopes.size()), threads_, [&](int lane, int e) {
      const bool is_missing = std::isnan(std::accumulate(slopes[e].begin(), slopes[e].end(), 0.0));
      auto multiplier = is_missing ? std::nullopt : derivative(lane, p).adjoint(slopes[e]);
      of_elements[e] = multiplier ? std::move(*multiplier) : Vector(slopes[e].size(), no_slope);
    });
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
  const int unknowns = static_cast<int>(x[point].size());
  std::vector<Vector> slopes(model_.elements().size(), Vector(unknowns, 0));
  std::vector<std::vector<Vector>> x_of_lane(threads_, x);
  share_out(unknowns, threads_, [&](int lane, int j) {
    const double step = relative_step * system.unknown_scale(j);
    double& changed = x_of_lane[lane][point][j];
    for (const auto& [offset, weight] : central_difference()) {
      changed = x[point][j] + offset * step;
      const Vector values = model_.results(economies, x_of_lane[lane]);
      for (std::size_t e = 0; e < slopes.size(); ++e) slopes[e][j] += weight / step * values[e];
    }
    changed = x[point][j];
  });
  return slopes;
}

}  // namespace etslink
