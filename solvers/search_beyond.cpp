// SPDX-License-Identifier: Apache-2.0
#include "solvers/search_beyond.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <utility>

namespace etslink {

namespace {

constexpr int grid_points = 12;
constexpr double farthest_extrapolation = 2;  // of an unknown from the end of the branch [natural sizes]

// How far random starts are from points of the branch, and how many there are of each. Of 30 starts beside each of
// three points 0-30 led to an equilibrium in the random studies that have one apart from the branch; at 0.2 already few
// did.
constexpr double random_distances[] = {0.01, 0.03};  // of every unknown, at most [natural sizes]
constexpr int draws = 6;

// The rest of a path from some s on, as a path of its own.
class RestOfPath final : public PathSystem {
 public:
  RestOfPath(PathSystem& whole, double from) : whole_(whole), from_(from) {}
  [[nodiscard]] const SquareSystem& at(double t) override { return whole_.at(s(t)); }
  [[nodiscard]] double s(double t) const { return t == 1 ? 1 : from_ + t * (1 - from_); }

 private:
  PathSystem& whole_;
  double from_;
};

class BeyondSearch {
 public:
  BeyondSearch(PathSystem& path, const SolveFunction& solve, const BranchOptions& options, ContinuationReport& report)
      : path_(path), solve_(solve), options_(options), report_(report), branch_(report.points) {}

  void run() {
    // The end of the path first: any solution there is all that is asked for.
    for (int j = 0; j < grid_points && !report_.complete; ++j) {
      const double s = j == 0 ? 1 : report_.reached + (1 - report_.reached) * j / grid_points;
      if (s > report_.beyond) try_all_starts(s);
    }
    for (int draw = 0; draw < draws && !report_.complete; ++draw) {
      for (const double distance : random_distances) try_around_branch(distance);
    }
  }

 private:
  void try_all_starts(double s) {
    for (const auto& start : {branch_.back().x, extrapolated(s), branch_[branch_.size() / 2].x}) {
      auto found = solve_(path_.at(s), start);
      if (!found.solved()) continue;
      report_.beyond = std::max(report_.beyond, s);
      if (s == 1)
        finish({{1, found.x}}, std::move(found));
      else
        follow(s, found.x);
      if (report_.complete) return;
    }
  }

  // At the end of the path, from beside the begin of the branch, its middle and its end.
  void try_around_branch(double distance) {
    std::vector<std::vector<double>> starts;
    add_points_of_branch(branch_, starts);
    for (auto& start : starts) {
      if (report_.complete) return;
      const SquareSystem& system = path_.at(1);
      for (std::size_t u = 0; u < start.size(); ++u) {
        const double part = 2 * (static_cast<double>(random_()) / 4294967296.0) - 1;
        start[u] += distance * part * system.unknown_scale(static_cast<int>(u));
      }
      auto found = solve_(system, start);
      if (found.solved()) finish({{1, found.x}}, std::move(found));
    }
  }

  // Where the branch points to, but not beyond what its end still tells about.
  [[nodiscard]] std::vector<double> extrapolated(double s) {
    const auto& end = branch_.back().x;
    auto x = predict(branch_, s);
    const SquareSystem& system = path_.at(s);
    for (std::size_t u = 0; u < x.size(); ++u) {
      const double farthest = farthest_extrapolation * system.unknown_scale(static_cast<int>(u));
      x[u] = std::isfinite(x[u]) ? std::clamp(x[u], end[u] - farthest, end[u] + farthest) : end[u];
    }
    return x;
  }

  void follow(double from, const std::vector<double>& x) {
    RestOfPath rest(path_, from);
    auto followed = follow_path(rest, x, solve_, options_);
    for (auto& point : followed.points) point.s = rest.s(point.s);
    if (!followed.points.empty()) report_.beyond = std::max(report_.beyond, followed.points.back().s);
    if (followed.complete) finish(std::move(followed.points), std::move(followed.last));
  }

  void finish(std::vector<PathPoint> points, SolverReport last) {
    report_.complete = true;
    report_.reached = 1;
    report_.last = std::move(last);
    std::move(points.begin(), points.end(), std::back_inserter(report_.points));
  }

  PathSystem& path_;
  const SolveFunction& solve_;
  const BranchOptions& options_;
  ContinuationReport& report_;
  const std::vector<PathPoint> branch_;  // as it was followed from s = 0
  std::mt19937 random_;                  // the same numbers in every search
};

}  // namespace

void add_points_of_branch(const std::vector<PathPoint>& branch, std::vector<std::vector<double>>& starts) {
  if (branch.empty()) return;
  for (const std::size_t k : {branch.size() / 8, branch.size() / 2, branch.size() - 1}) starts.push_back(branch[k].x);
}

void search_beyond(PathSystem& path, const SolveFunction& solve, const BranchOptions& options,
                   ContinuationReport& report) {
  if (!report.complete && !report.points.empty()) BeyondSearch(path, solve, options, report).run();
}

}  // namespace etslink
