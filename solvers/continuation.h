// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "solvers/solver_report.h"
#include "solvers/square_system.h"

namespace etslink {

// A family of systems over s in [0, 1] that share unknowns and sparsity pattern: s = 0 has a known solution (the
// benchmark), s = 1 is the problem to solve.
class PathSystem {
 public:
  virtual ~PathSystem() = default;

  // The system at s; the reference holds until the next call.
  [[nodiscard]] virtual const SquareSystem& at(double s) = 0;
};

// Any solver of square systems, with its options bound.
using SolveFunction = std::function<SolverReport(const SquareSystem& system, std::span<const double> start)>;

struct ContinuationOptions {
  double first_step = 0.25;
  double growth = 2;       // of the step after a solve that follows a success, at least 1
  double min_step = 1e-3;  // a failure at most this far from a solution ends the path
};

// A solution on the path.
struct PathPoint {
  double s = 0;
  std::vector<double> x;
};

struct ContinuationReport {
  bool complete = false;  // s = 1 is solved
  double reached = 0;     // largest s solved; the next failure lies at most min_step above it
  std::vector<double> x_at_reached;
  std::vector<PathPoint> points;  // every solution, s ascending
  SolverReport last;              // the last solve: s = 1 if complete, else the failure that ended the path
  int solves = 0;
};

// Follows the solution from s = 0, where start is close to it, towards s = 1: each solve starts from the secant through
// the last two solutions; after a failure the next s lies half way. If s = 0 cannot be solved, points stays empty.
[[nodiscard]] ContinuationReport follow_path(PathSystem& path, std::span<const double> start,
                                             const SolveFunction& solve, const ContinuationOptions& options);

// follow_path; where it ends early, once more from s = 0 in small steps: a long step may have led onto a branch of
// solutions that ends sooner. The path that got farther, with the solves of both.
[[nodiscard]] ContinuationReport follow_farthest(PathSystem& path, std::span<const double> start,
                                                 const SolveFunction& solve, const ContinuationOptions& options);

// Start for a solve at s: linear interpolation between the neighbouring solutions, the secant outside. points ascend in
// s and are not empty.
[[nodiscard]] std::vector<double> predict(std::span<const PathPoint> points, double s);

}  // namespace etslink
