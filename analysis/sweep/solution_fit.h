// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <map>
#include <span>
#include <stop_token>
#include <vector>

#include "analysis/sweep/sweep_task.h"

namespace etslink {

// Solutions between those of some samples: a quadratic of the axes and what it misses, by distance (universal kriging
// with a Gaussian correlation, Matheron 1969). The solves of all other samples start there. Newton's method ends where
// it ends, so that the fit decides how long it takes, not what comes out.
class SolutionFit {
 public:
  SolutionFit() = default;  // of nothing
  // Rows of `samples` are points of the axes; `solutions` of each, all of one size, or empty where there is none.
  // Without enough of them for a quadratic it is a fit of nothing.
  SolutionFit(const std::vector<Axis>& axes, const Eigen::MatrixXd& samples,
              const std::vector<std::vector<double>>& solutions);

  [[nodiscard]] bool is_empty() const { return center_.size() == 0; }
  [[nodiscard]] std::vector<double> predict(std::span<const double> sample) const;

  // Solutions that it is made of in a sweep of so many axes and samples; 0 where it would not be worth them.
  [[nodiscard]] static int wanted(int axes, int samples);

 private:
  void set_positions(Eigen::MatrixXd points);
  // Position of a sample in deviations of the axes; the terms of a quadratic there; its correlation with the samples.
  [[nodiscard]] Eigen::VectorXd position(std::span<const double> sample) const;
  [[nodiscard]] static Eigen::VectorXd quadratic(const Eigen::VectorXd& position);
  [[nodiscard]] Eigen::VectorXd correlations(const Eigen::VectorXd& position) const;

  std::vector<char> is_logarithm_;    // per axis: seen by its logarithm
  Eigen::VectorXd mean_, deviation_;  // per axis, on its scale
  Eigen::MatrixXd positions_;         // of the samples, in columns
  Eigen::VectorXd center_;            // the first solution; what is fitted are differences from it
  Eigen::MatrixXd weights_;           // unknowns x (samples, then terms of the quadratic)
};

// Fits by scenario.
using SolutionFits = std::map<int, SolutionFit>;

// Solves samples that lie evenly in the list of a sweep, where it has many times as many, and fits their solutions.
// A function of the sweep alone: not of threads, nor of the shard. Empty where a fit would not be worth its solves, or
// where the token says stop.
[[nodiscard]] SolutionFits fit_solutions(const SweepTask& task, int threads, const std::stop_token& stop_token = {});

}  // namespace etslink
