// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etslink {

// What a step of Newton-Krylov and of Ipopt on a square system may do: both follow the same rules, so that none of them
// gets lost where the other does not.

// Longest step [natural sizes of the unknowns]: a longer one tells of a nearly singular Jacobian, not of the problem.
inline constexpr double longest_step = 100;

// The same of logarithms and the like, whose natural size is 1, where the line search is on: one long step to a price
// of exp(-100), with next to no residual of its own, and no later step sees that price any more (random studies 57, 66,
// 136, 342 of docs/model.md).
inline constexpr double longest_searched_step = 1;

// Among full steps the residual may grow this much in one step, or a little more after some halvings: far from the
// solution small shares make it grow while prices go the right way, and a line search would crawl.
inline constexpr double allowed_growth = 5;
inline constexpr int max_halvings = 4;

}  // namespace etslink
