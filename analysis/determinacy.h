// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/equilibrium.h"
#include "solvers/solver_report.h"

namespace etslink {

// Marks a solved report as undetermined where the Jacobian at the solution is singular: other equilibria lie as near as
// one likes, so that none of its numbers could be given. The message names the unknowns that move most between them,
// and says why where prices alone do (free_prices.h).
// A complementarity pair that is zero on both sides makes the Jacobian singular on one of them at times; that is a tie,
// not a continuum. Costs about a Newton step where the Jacobian is
// clearly regular, a sparse LU of the whole else.
void check_determinacy(const Economy& economy, SolverReport& report);

}  // namespace etslink
