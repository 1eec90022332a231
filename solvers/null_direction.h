// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "solvers/square_system.h"

namespace etslink {

// The direction in which a solution of f(x) = 0 is determined least: J v is smallest. Rows and columns of the Jacobian
// J are scaled first until the entries of each sum to about 1, so that units and the size of a market say nothing.
struct NullDirection {
  double strength = 0;             // |J v| / |v| in 2-norms: about the smallest singular value of the scaled J
  std::vector<double> components;  // |v| of each unknown in natural sizes, the largest is 1; empty where J has lost so
                                   // many ranks that v was not found
};

// Finds it at a solution x by one sparse LU of J with a border (Govaerts 2000, Numerical methods for bifurcations of
// dynamical equilibria): the bordered matrix is regular where J is just singular. In the rows `fixed` J is replaced by
// the unknown of that row alone, as where a complementarity pair keeps its unknown at zero. The strength is not a
// number where J is not.
[[nodiscard]] NullDirection find_null_direction(const SquareSystem& system, std::span<const double> x,
                                                std::span<const int> fixed = {});

// A cheap test that goes before: one solve with J by GMRES and the factors of its blocks, about a Newton step. True
// where the solution is of moderate size, so that J is regular; false where that is not so clear.
[[nodiscard]] bool is_clearly_regular(const SquareSystem& system, std::span<const double> x, int threads = 1);

// At or below this strength a solution counts as undetermined: rounding in J leaves that of a singular one at 1e-15 or
// so, and the least of those determined by the model is far above (docs/model.md, section 9).
inline constexpr double undetermined_strength = 1e-10;

}  // namespace etslink
