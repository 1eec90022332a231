// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "solvers/continuation.h"

namespace etslink {

// Looks for solutions of a path beyond the end of the branch that `report` has followed from s = 0 in vain: solves over
// a grid of s from there to 1, each warm from the end of the branch, from its middle and from where it points to, and
// follows every solution found towards s = 1; then solves at s = 1 from a few random starts (always the same) beside
// the branch. Where that is reached the report is complete, its points are those of both branches; else report.beyond
// says how far it went. Finding none proves nothing.
void search_beyond(PathSystem& path, const SolveFunction& solve, const BranchOptions& options,
                   ContinuationReport& report);

// Adds three points of a branch, near its begin, from its middle and its end, as starts of other searches.
void add_points_of_branch(const std::vector<PathPoint>& branch, std::vector<std::vector<double>>& starts);

}  // namespace etslink
