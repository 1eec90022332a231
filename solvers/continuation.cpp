// SPDX-License-Identifier: Apache-2.0
#include "solvers/continuation.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace etslink {

namespace {

constexpr std::ptrdiff_t most_neighbours = 4;

// Where points are spaced so unevenly that errors in them would grow more than that, fewer are used. Four evenly spaced
// ones give 15 one step ahead.
constexpr double largest_amplification = 16;

double distance(const PathPoint& point, double s) { return std::abs(point.s - s); }

// So many points around s, those on both sides of it first; at least two.
std::span<const PathPoint> neighbours(std::span<const PathPoint> points, double s, std::ptrdiff_t count) {
  auto last = std::find_if(points.begin() + 1, points.end() - 1, [&](const PathPoint& point) { return point.s >= s; });
  auto first = last++ - 1;
  while (last - first < std::min(count, std::ssize(points))) {
    const bool below =
        last == points.end() || (first != points.begin() && distance(*(first - 1), s) < distance(*last, s));
    below ? --first : ++last;
  }
  return {first, last};
}

// Weights of the points in the polynomial through them, at s.
std::vector<double> polynomial_weights(std::span<const PathPoint> points, double s) {
  std::vector<double> weights(points.size(), 1);
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = 0; b < points.size(); ++b) {
      if (a != b) weights[a] *= (s - points[b].s) / (points[a].s - points[b].s);
    }
  }
  return weights;
}

bool amplify_errors(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) sum += std::abs(weight);
  return sum > largest_amplification;
}

}  // namespace

std::vector<double> predict(std::span<const PathPoint> points, double s) {
  if (points.size() == 1) return points.front().x;
  auto used = neighbours(points, s, most_neighbours);
  auto weights = polynomial_weights(used, s);
  while (used.size() > 2 && amplify_errors(weights)) {
    used = neighbours(points, s, std::ssize(used) - 1);
    weights = polynomial_weights(used, s);
  }
  std::vector<double> x(used.front().x.size(), 0);
  for (std::size_t k = 0; k < used.size(); ++k) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += weights[k] * used[k].x[i];
  }
  return x;
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
