// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "solvers/square_system.h"

namespace etslink {

// A family of systems over s in [0, 1] that share unknowns and sparsity pattern: s = 0 has a known solution (the
// benchmark), s = 1 is the problem to solve. It is defined a little outside that range as well.
class PathSystem {
 public:
  virtual ~PathSystem() = default;

  // The system at s; the reference holds until the next call.
  [[nodiscard]] virtual const SquareSystem& at(double s) = 0;
};

// A solution on the path.
struct PathPoint {
  double s = 0;
  std::vector<double> x;
};

}  // namespace etslink
