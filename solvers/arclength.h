// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>
#include <vector>

#include "solvers/path_system.h"

namespace etslink {

struct BranchOptions {
  double first_step = 0.1;   // largest change of an unknown in the first step [natural sizes]
  double longest_step = 64;  // the same of any step
  double accuracy = 1e-4;    // to which the end of a branch is located, in s
  int max_steps = 300;
  int threads = 1;                  // of the linear algebra
  std::stop_token stop_token = {};  // once it says stop, the branch is lost where it is
};

enum class BranchEnd {
  complete,  // s = 1 is passed
  maximum,   // of s: beyond it s falls, or there is no solution nearby
  limit,     // s tends to a limit while an unknown grows without bound: a price or level goes to zero
  lost,      // the Jacobian fails or max_steps are used up: nothing is known of larger s
};

// What following a branch of solutions has come to.
struct BranchReport {
  BranchEnd end = BranchEnd::lost;
  std::vector<PathPoint> points;  // s ascending, the start first; where complete, the last has s >= 1
  int moving = -1;                // the unknown that moves fastest at the end; -1: none is known
  bool rising = false;            // does it rise?
  int iterations = 0;             // Newton steps
};

// Follows the solutions f(x, s) = 0 from a known one towards larger s by the length of the branch instead of s (pseudo-
// arclength continuation, Keller 1977): s is one more unknown, and Newton steps in the plane across the tangent find
// the next solution. So a branch is followed to its very end, near which small changes of s move x a lot.
[[nodiscard]] BranchReport follow_branch(PathSystem& path, const PathPoint& start, const BranchOptions& options);

}  // namespace etslink
