// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/cap_path.h"
#include "app/solve_scenario.h"

namespace etslink {

// The cut of one pool's covered emissions: all caps of its members fall in the same proportion, other pools keep
// theirs.
struct CurveTask {
  const Economy* economy = nullptr;
  int pool = 0;
  std::vector<double> cuts;  // parts of benchmark covered emissions in [0, 1], ascending from 0
  SolverFactory solvers;
  int threads = 1;
};

// The systems along the cut s in [0, 1] of a pool: cap_mr(s) = (1 - s) E0_mr in its markets.
[[nodiscard]] CapPathSystem cut_path(const CurveTask& task);

// The unknowns at each cut, every solve started from the solutions before it. Ends before the first cut that can't be
// reached, also in steps of an eighth of the distance.
[[nodiscard]] std::vector<std::vector<double>> trace_curve(const CurveTask& task);

}  // namespace etslink
