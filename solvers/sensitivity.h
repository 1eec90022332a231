// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "solvers/newton_krylov.h"
#include "solvers/square_system.h"

namespace etslink {

// Derivatives of results y(x, theta) along the solutions of F(x, theta) = 0, by the implicit function theorem:
//   dy/dtheta = y_theta + y_x dx/dtheta,  dx/dtheta = - J^-1 F_theta,  J = dF/dx.
// Forward, one linear solve for each parameter gives dx/dtheta; adjoint, one for each result gives
// lambda = J^-T y_x and dy/dtheta = y_theta - lambda . F_theta for all parameters. Both use the factors of one
// Jacobian.
class ImplicitDerivative {
 public:
  // Evaluates and factorises J at a solution x; false if it is not finite.
  [[nodiscard]] bool linearise(const SquareSystem& system, std::span<const double> x, int threads = 1);

  // dx/dtheta for F_theta; lambda for y_x. Empty where the linear solve misses its tolerance: J is singular there.
  // After a linearise that succeeded only.
  [[nodiscard]] std::optional<std::vector<double>> forward(std::span<const double> residual_by_parameter);
  [[nodiscard]] std::optional<std::vector<double>> adjoint(std::span<const double> result_by_unknown);

 private:
  NewtonKrylovSolver solver_;
};

// One term of a difference formula: f'(t) is about sum weight f(t + offset h) / h.
struct DifferenceTerm {
  double offset = 0, weight = 0;
};

// Formulas whose error shrinks with h^4: central, and one-sided for a parameter at its lower limit.
[[nodiscard]] std::span<const DifferenceTerm> central_difference();
[[nodiscard]] std::span<const DifferenceTerm> one_sided_difference();

}  // namespace etslink
