// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "analysis/sensitivity/solved_model.h"

namespace etslink {

// Total derivatives of all elements of a solved model. Residuals by a parameter are differences at fixed unknowns, of
// the slack where they belong to a complementarity pair: the economy is built with the parameter changed, nothing is
// solved. Forward, results are differenced along the tangent of the solution; adjoint, at fixed unknowns. Parameters
// and unknowns are shared out to threads, each with factors of its own: the numbers are the same for any number of
// threads.
class Differentiation {
 public:
  Differentiation(SolvedModel& model, bool adjoint, int threads = 1);

  // Per parameter, per element; missing (NaN) where a linear solve misses its tolerance. Calls begins(n) now and then
  // when the n-th parameter begins.
  [[nodiscard]] std::vector<std::vector<double>> by(const std::vector<ModelParameter>& parameters,
                                                    const std::function<void(int)>& begins);

 private:
  using Vector = std::vector<double>;
  struct Term {
    double change = 0, weight = 0;  // of the parameter; of the value there, per unit of the parameter
    std::vector<Economy> economies;
  };
  [[nodiscard]] std::vector<Term> terms(const ModelParameter& parameter) const;
  [[nodiscard]] Vector residual_slope(const std::vector<Term>& terms, std::size_t point) const;
  [[nodiscard]] Vector by(const ModelParameter& parameter, int lane);
  void solve_adjoints();
  [[nodiscard]] std::vector<Vector> result_slopes(std::size_t point) const;
  [[nodiscard]] ImplicitDerivative& derivative(int lane, std::size_t point);

  SolvedModel& model_;
  int threads_ = 1;
  std::vector<std::vector<ImplicitDerivative>> lanes_;  // of the threads but the first: per point
  std::vector<std::vector<Vector>> multipliers_;        // adjoint only: per point, per element
};

}  // namespace etslink
