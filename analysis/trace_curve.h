// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/cap_path.h"
#include "analysis/solve_scenario.h"

namespace etslink {

// What a curve is traced along.
struct CurveTask {
  ScenarioTask scenario;
  // True: all caps of its only pool fall from benchmark emissions at s = 0 to zero at s = 1. False: the whole policy
  // grows from the benchmark to the scenario at s = 1, and further beyond.
  bool is_cap_alone = false;
  std::vector<double> positions;  // s, ascending from 0: the points of the curve
};

// Solutions along it.
struct TracedCurve {
  std::vector<double> scenario_x;  // of the scenario itself; empty: not wanted or not solved
  std::string failure;             // why the scenario was not solved
  // Per region [million USD]: abatement cost where the curve begins, counted from the prices that were paid; 0 where it
  // begins with them. Missing: could not be computed.
  std::optional<std::vector<double>> cost_at_begin;
  std::vector<double> paid_x;     // the economy with the prices that were paid and no policy; empty: none is replaced
  std::vector<PathPoint> points;  // solutions, s ascending, up to the first position that can't be reached: at
                                  // positions and where the integral of abatement cost needs more
};

// Every solve is started from the solutions around it; where prices have a kink there are more of them. The path of a
// scenario that is solved is that of the caps that it comes to, so that a curve does not depend on how its policy is
// stated; else that of the policy as it is stated.
[[nodiscard]] TracedCurve trace_curve(const CurveTask& task);

// The systems that were solved.
[[nodiscard]] std::unique_ptr<CapPathSystem> traced_path(const CurveTask& task, const std::vector<double>& scenario_x);

}  // namespace etslink
