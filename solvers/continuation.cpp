// SPDX-License-Identifier: Apache-2.0
#include "solvers/continuation.h"

#include <algorithm>
#include <utility>

namespace etslink {

namespace {

std::vector<double> line(const PathPoint& a, const PathPoint& b, double s) {
  const double weight = (s - a.s) / (b.s - a.s);
  std::vector<double> x(a.x);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += weight * (b.x[i] - a.x[i]);
  return x;
}

}  // namespace

std::vector<double> predict(std::span<const PathPoint> points, double s) {
  if (points.size() == 1) return points.front().x;
  const auto above =
      std::find_if(points.begin() + 1, points.end() - 1, [&](const PathPoint& point) { return point.s >= s; });
  return line(*(above - 1), *above, s);
}

ContinuationReport follow_path(PathSystem& path, std::span<const double> start, const SolveFunction& solve,
                               const BranchOptions& options) {
  ContinuationReport report;
  report.last = solve(path.at(0), start);
  if (!report.last.solved()) return report;
  report.branch = follow_branch(path, {0, report.last.x}, options);
  report.points = std::move(report.branch.points);
  std::vector<double> guess = report.points.back().x;
  if (report.branch.end == BranchEnd::complete) {
    guess = predict(report.points, 1);
    report.points.pop_back();
  }
  report.last = solve(path.at(1), guess);
  report.complete = report.last.solved();
  if (report.complete) report.points.push_back({1, report.last.x});
  report.reached = report.points.back().s;
  return report;
}

}  // namespace etslink
