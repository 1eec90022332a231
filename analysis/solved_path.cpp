// SPDX-License-Identifier: Apache-2.0
#include "analysis/solved_path.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace etslink {

SolvedPath::SolvedPath(std::unique_ptr<EconomyPath> path, std::vector<PathPoint> known, ScenarioSolvers solvers)
    : path_(std::move(path)), points_(std::move(known)), solvers_(std::move(solvers)) {
  require(!points_.empty() && points_.front().s == 0, "a path is solved from s = 0 on");
}

const std::vector<double>* SolvedPath::solve(double s) {
  constexpr int halvings = 3;
  return solve(s, halvings);
}

SolverReport SolvedPath::solve_near(double s, std::ptrdiff_t below) {
  auto report = solvers_.solve_near(path_->at(s), predict(points_, s));
  const bool has_points_above = below < std::ssize(points_);
  if (report.solved() || !has_points_above || report.status == SolverStatus::interrupted) return report;
  const std::span<const PathPoint> points(points_);
  return solvers_.solve_near(path_->at(s), predict(points.first(static_cast<std::size_t>(below)), s));
}

const std::vector<double>* SolvedPath::solve(double s, int halvings) {
  const auto place = std::find_if(points_.begin(), points_.end(), [&](const PathPoint& p) { return p.s >= s; });
  if (place != points_.end() && place->s == s) return &place->x;
  auto report = solve_near(s, place - points_.begin());
  if (report.solved()) return &points_.insert(place, {s, std::move(report.x)})->x;
  const double half_way = (std::prev(place)->s + s) / 2;
  return halvings > 0 && solve(half_way, halvings - 1) != nullptr ? solve(s, halvings - 1) : nullptr;
}

}  // namespace etslink
