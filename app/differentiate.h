// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/solved_model.h"

namespace etslink {

// Total derivatives of all elements of a solved model, one parameter at a time. Residuals by a parameter are exact for
// caps and differences at fixed unknowns for all others: the economy is built with the parameter changed, nothing is
// solved. Forward, results are differenced along the tangent of the solution; adjoint, at fixed unknowns.
class Differentiation {
 public:
  Differentiation(SolvedModel& model, bool adjoint);

  // Per element; missing (NaN) where a linear solve misses its tolerance.
  [[nodiscard]] std::vector<double> by(const ModelParameter& parameter);

 private:
  using Vector = std::vector<double>;
  struct Term {
    double change = 0, weight = 0;  // of the parameter; of the value there, per unit of the parameter
    std::vector<Economy> economies;
  };
  [[nodiscard]] std::vector<Term> terms(const ModelParameter& parameter) const;
  [[nodiscard]] Vector residual_slope(const ModelParameter& parameter, const std::vector<Term>& terms,
                                      std::size_t point);
  void solve_adjoints();
  [[nodiscard]] std::vector<Vector> result_slopes(std::size_t point) const;

  SolvedModel& model_;
  std::vector<std::vector<Vector>> multipliers_;  // adjoint only: per point, per element
};

}  // namespace etslink
