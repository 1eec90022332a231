// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

namespace etslink {

// When a solver of a square system stops.
struct SolverOptions {
  double tolerance = 1e-11;         // aimed at, maximum norm of the residual
  double accepted_residual = 1e-9;  // at or below this a point counts as solved
  int max_iterations = 60;          // Newton steps, for full steps and for the line search each
  std::stop_token stop_token = {};  // asked between Newton steps: once it says stop, the solve ends as interrupted
};

}  // namespace etslink
