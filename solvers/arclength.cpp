// SPDX-License-Identifier: Apache-2.0
#include "solvers/arclength.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "solvers/arclength_system.h"
#include "solvers/newton_krylov.h"

namespace etslink {

namespace {

constexpr double shortest_step = 1e-7;  // [natural sizes of the unknowns]

// A solution this far from its prediction may lie on another branch: relative to the step, and at most.
constexpr double trusted_distance = 0.3;
constexpr double longest_trusted_distance = 0.5;

// At a kink (a cap begins to bind) the relative distance does not shrink with the step: short steps may turn this much.
constexpr double short_step = 1e-3;
constexpr double trusted_distance_at_kink = 3;

constexpr int corrector_iterations = 8;  // Newton steps; a prediction that needs more was too far
constexpr int easy_iterations = 3;       // after which the step grows
// Beyond a maximum s may rise again, and higher: for so many steps that is looked for.
constexpr int steps_beyond_maximum = 50;

// s may pause and rise again: a limit is believed when the estimate of what is left is this much below the accuracy.
constexpr double safety = 0.01;

constexpr double tangent_tolerance = 1e-8;

double largest(std::span<const double> v) {
  double result = 0;
  for (const double value : v) result = std::max(result, std::abs(value));
  return result;
}

// A point y = (x, s) of a branch and the direction of the branch there, of 2-norm 1 in natural sizes.
struct BranchPoint {
  std::vector<double> y, tangent;

  [[nodiscard]] double s() const { return y.back(); }
  // Change of s while the fastest unknown moves by 1.
  [[nodiscard]] double slope() const { return tangent.back() / largest(tangent); }
};

class BranchFollower {
 public:
  BranchFollower(PathSystem& path, const PathPoint& start, const BranchOptions& options)
      : options_(options), system_(path), size_(system_.size()), step_(options.first_step) {
    here_.y = start.x;
    here_.y.push_back(start.s);
    report_.points.push_back(start);
  }

  BranchReport follow() {
    // At the benchmark every cap just binds: a kink, whose tangent is that of neither side.
    if (!cross_kink() && !find_tangent(here_, along_s())) return std::move(report_);
    step_ = options_.first_step;
    for (int k = 0; k < options_.max_steps; ++k) {
      if (!advance() || has_ended()) break;
    }
    report_.moving = fastest();
    report_.rising = here_.tangent[report_.moving] > 0;
    return std::move(report_);
  }

 private:
  [[nodiscard]] std::vector<double> along_s() const {
    std::vector<double> direction(size_, 0);
    direction.back() = 1;
    return direction;
  }

  // The tangent at a point, on the side of a direction.
  bool find_tangent(BranchPoint& point, const std::vector<double>& direction) {
    system_.set_plane(direction, point.y);
    if (!newton_.linearise(system_, point.y, options_.threads)) return false;
    point.tangent.assign(size_, 0);
    if (!newton_.linear_solve(along_s(), point.tangent, tangent_tolerance)) return false;
    double square = 0;
    for (int u = 0; u < size_; ++u) {
      point.tangent[u] /= system_.unknown_scale(u);
      square += point.tangent[u] * point.tangent[u];
    }
    for (double& value : point.tangent) value /= std::sqrt(square);
    return std::isfinite(square) && square > 0;
  }

  // One step along the branch, short enough to be trusted. False at the end of the branch.
  bool advance() {
    for (; step_ >= shortest_step; step_ /= 4) {
      if (try_step()) return true;
    }
    if (here_.slope() > 0 && cross_kink()) return true;
    report_.end = BranchEnd::maximum;
    return false;
  }

  bool try_step() {
    BranchPoint next;
    const double length = step_ / largest(here_.tangent);
    if (!correct(next, here_.tangent, length) || !find_tangent(next, here_.tangent)) return false;
    const bool falls = next.slope() <= 0 || next.s() <= here_.s();
    if (falls && beyond_ == 0 && here_.slope() * step_ > options_.accuracy) return false;  // first up to the maximum
    previous_slope_ = here_.slope();
    moved_ = step_;
    here_ = std::move(next);
    if (iterations_ <= easy_iterations) step_ = std::min(2 * step_, longest_step());
    return true;
  }

  // Steps follow the size of an unknown that has grown large (a permit price).
  [[nodiscard]] double longest_step() const { return std::max(options_.longest_step, size_of(fastest())); }

  [[nodiscard]] double size_of(int unknown) const {
    return std::abs(here_.y[unknown]) / system_.unknown_scale(unknown);
  }

  // The solution in the plane at that length along a direction.
  bool correct(BranchPoint& next, const std::vector<double>& direction, double length) {
    std::vector<double> predicted = here_.y;
    for (int u = 0; u < size_; ++u) predicted[u] += length * direction[u] * system_.unknown_scale(u);
    system_.set_plane(direction, predicted);
    NewtonKrylovOptions newton{.threads = options_.threads, .line_search = false};
    newton.stop.max_iterations = corrector_iterations;
    newton.stop.stop_token = options_.stop_token;
    SolverReport solved = newton_.solve(system_, predicted, newton);
    iterations_ = solved.iterations;
    report_.iterations += iterations_;
    next.y = std::move(solved.x);
    double distance = 0;
    for (int u = 0; u < size_; ++u)
      distance = std::max(distance, std::abs(next.y[u] - predicted[u]) / system_.unknown_scale(u));
    const double relative = step_ > short_step ? trusted_distance : trusted_distance_at_kink;
    return solved.solved() && distance <= std::min(relative * step_, longest_trusted_distance);
  }

  // Where the branch bends so sharply that the plane misses it, s itself leads on, if anything does.
  bool cross_kink() {
    BranchPoint next;
    step_ = 1;  // any solution nearby will do
    if (!correct(next, along_s(), options_.accuracy) || !find_tangent(next, along_s())) return false;
    here_ = std::move(next);
    step_ = short_step;
    moved_ = 0;
    return true;
  }

  bool has_ended() {
    if (here_.s() > report_.points.back().s) {
      report_.points.push_back({here_.s(), {here_.y.begin(), here_.y.end() - 1}});
      beyond_ = 0;
    } else {
      ++beyond_;
    }
    if (here_.s() >= 1) {
      report_.end = BranchEnd::complete;
    } else if (beyond_ > steps_beyond_maximum || here_.s() < report_.points.front().s) {
      report_.end = BranchEnd::maximum;
    } else if (still_to_gain() < safety * options_.accuracy) {
      report_.end = beyond_ == 0 ? BranchEnd::limit : BranchEnd::maximum;
    } else {
      return false;
    }
    return true;
  }

  // How much of s is left where s tends to a limit: it does so like exp(-k length), or like 1 / x of an unknown that
  // grows, whichever leaves more.
  [[nodiscard]] double still_to_gain() const {
    const double slope = here_.slope();
    if (slope <= 0 || slope >= previous_slope_ || moved_ < 0.5) return std::numeric_limits<double>::max();
    const int u = fastest();
    return slope *
           std::max(moved_ / std::log(previous_slope_ / slope), std::abs(here_.y[u]) / system_.unknown_scale(u));
  }

  [[nodiscard]] int fastest() const {
    const auto& t = here_.tangent;
    const auto place =
        std::max_element(t.begin(), t.end() - 1, [](double a, double b) { return std::abs(a) < std::abs(b); });
    return static_cast<int>(place - t.begin());
  }

  BranchOptions options_;
  ArclengthSystem system_;
  int size_;
  NewtonKrylovSolver newton_;
  BranchPoint here_;
  double step_;                            // next change of the fastest unknown
  double previous_slope_ = 0, moved_ = 0;  // before the last step, and its length
  int iterations_ = 0;                     // of the last corrector
  int beyond_ = 0;                         // steps since the largest s
  BranchReport report_;
};

}  // namespace

BranchReport follow_branch(PathSystem& path, const PathPoint& start, const BranchOptions& options) {
  return BranchFollower(path, start, options).follow();
}

}  // namespace etslink
