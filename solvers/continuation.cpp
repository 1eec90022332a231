// SPDX-License-Identifier: Apache-2.0
#include "solvers/continuation.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace etslink {

namespace {

// Decides where to solve next. A failed s is tried again only from a quarter of the distance it failed at: half way, an
// infeasible s would fail twice on every level of the bisection.
class StepControl {
 public:
  explicit StepControl(const ContinuationOptions& options) : options_(options), step_(options.first_step) {}

  [[nodiscard]] double next(double s) const {
    const double gap = failed_ - s;
    if (gap <= failed_gap_ / 4) return failed_;
    if (failed_ <= 1) return s + gap / 2;
    return std::min(1.0, s + step_);
  }

  void succeeded(double from, double to) {
    if (to >= failed_) failed_ = failed_gap_ = never;
    step_ = (to - from) * options_.growth;
  }

  // False once the failure is as close to a solution as min_step.
  [[nodiscard]] bool failed(double from, double to) {
    failed_ = to;
    failed_gap_ = to - from;
    return failed_gap_ > options_.min_step;
  }

 private:
  static constexpr double never = std::numeric_limits<double>::max();

  ContinuationOptions options_;
  double step_;
  double failed_ = never;      // the smallest s that could not be solved
  double failed_gap_ = never;  // its distance from the solution it was tried from
};

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
                               const ContinuationOptions& options) {
  ContinuationReport report;
  const auto solved_at = [&](double s, std::span<const double> guess) {
    report.last = solve(path.at(s), guess);
    ++report.solves;
    if (!report.last.solved()) return false;
    report.reached = s;
    report.x_at_reached = report.last.x;
    report.points.push_back({s, report.last.x});
    return true;
  };

  report.x_at_reached.assign(start.begin(), start.end());
  StepControl control(options);
  bool going_on = solved_at(0, start);
  while (going_on && report.reached < 1) {
    const double from = report.reached;
    const double to = control.next(from);
    if (solved_at(to, predict(report.points, to))) {
      control.succeeded(from, to);
    } else {
      going_on = control.failed(from, to);
    }
  }
  report.complete = report.reached >= 1;
  return report;
}

ContinuationReport follow_farthest(PathSystem& path, std::span<const double> start, const SolveFunction& solve,
                                   const ContinuationOptions& options) {
  ContinuationReport first = follow_path(path, start, solve, options);
  if (first.complete || first.points.empty()) return first;
  const ContinuationOptions small_steps{options.first_step / 5, 1.5, options.min_step};
  ContinuationReport second = follow_path(path, start, solve, small_steps);
  const int solves = first.solves + second.solves;
  ContinuationReport farther = std::move(second.reached > first.reached ? second : first);
  farther.solves = solves;
  return farther;
}

}  // namespace etslink
