// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/solution_fit.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "analysis/sweep/sample_model.h"
#include "solvers/parallel.h"

namespace etslink {
namespace {

// Terms of a quadratic: 1, all axes, all products of two.
int term_count(int axes) { return 1 + axes + axes * (axes + 1) / 2; }

// Solutions per term: no fewer are solved for a fit, and no more are of use. Of these some may fail.
constexpr int least_solved = 2, most_solved = 6;
constexpr double least_found = 1.3;

// A fit may take this part of all solves.
constexpr int samples_per_solved = 16;

// Added to the correlation of a sample with itself: solutions are known to some digits only.
constexpr double nugget = 1e-6;

Eigen::MatrixXd rows_of(const Eigen::MatrixXd& samples, const std::vector<int>& rows) {
  Eigen::MatrixXd result(static_cast<Eigen::Index>(rows.size()), samples.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) result.row(static_cast<Eigen::Index>(i)) = samples.row(rows[i]);
  return result;
}

// Samples to solve, evenly in the list.
std::vector<int> chosen_samples(const SweepDesign& design) {
  const long all = design.samples(), wanted = SolutionFit::wanted(design.axes(), design.samples());
  std::vector<int> rows;
  for (long i = 0; i < wanted; ++i) rows.push_back(static_cast<int>(i * all / wanted));
  return rows;
}

}  // namespace

int SolutionFit::wanted(int axes, int samples) {
  const int terms = term_count(axes), solved = std::min(most_solved * terms, samples / samples_per_solved);
  return solved < least_solved * terms ? 0 : solved;
}

SolutionFit::SolutionFit(const std::vector<Axis>& axes, const Eigen::MatrixXd& samples,
                         const std::vector<std::vector<double>>& solutions) {
  std::vector<int> rows;
  for (std::size_t i = 0; i < solutions.size(); ++i) {
    if (!solutions[i].empty()) rows.push_back(static_cast<int>(i));
  }
  const int count = static_cast<int>(rows.size()), terms = term_count(static_cast<int>(axes.size()));
  if (count < least_found * terms) return;
  for (const Axis& axis : axes)
    is_logarithm_.push_back(axis.distribution.kind == Distribution::Kind::log_normal ? 1 : 0);
  set_positions(rows_of(samples, rows));
  const auto solution = [&](int i) {
    const std::vector<double>& x = solutions[rows[i]];
    return Eigen::Map<const Eigen::VectorXd>(x.data(), static_cast<Eigen::Index>(x.size()));
  };
  center_ = solution(0);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(count + terms, count + terms);
  Eigen::MatrixXd right = Eigen::MatrixXd::Zero(count + terms, center_.size());
  for (int i = 0; i < count; ++i) {
    const Eigen::VectorXd at = positions_.col(i);
    matrix.col(i) << correlations(at), quadratic(at);
    matrix.row(i).tail(terms) = quadratic(at).transpose();
    matrix(i, i) += nugget;
    right.row(i) = solution(i) - center_;
  }
  weights_ = matrix.completeOrthogonalDecomposition().solve(right).transpose();
}

void SolutionFit::set_positions(Eigen::MatrixXd points) {
  for (Eigen::Index a = 0; a < points.cols(); ++a) {
    if (is_logarithm_[a]) points.col(a) = points.col(a).array().log();
  }
  mean_ = points.colwise().mean();
  points.rowwise() -= mean_.transpose();
  deviation_ = points.array().square().colwise().mean().sqrt();
  for (double& deviation : deviation_) deviation = deviation > 0 ? deviation : 1;
  positions_ = (points * deviation_.cwiseInverse().asDiagonal()).transpose();
}

Eigen::VectorXd SolutionFit::position(std::span<const double> sample) const {
  Eigen::VectorXd result(mean_.size());
  for (Eigen::Index a = 0; a < result.size(); ++a)
    result[a] = ((is_logarithm_[a] ? std::log(sample[a]) : sample[a]) - mean_[a]) / deviation_[a];
  return result;
}

Eigen::VectorXd SolutionFit::quadratic(const Eigen::VectorXd& position) {
  const Eigen::Index axes = position.size();
  Eigen::VectorXd result(term_count(static_cast<int>(axes)));
  Eigen::Index next = 0;
  result[next++] = 1;
  for (Eigen::Index a = 0; a < axes; ++a) result[next++] = position[a];
  for (Eigen::Index a = 0; a < axes; ++a) {
    for (Eigen::Index b = a; b < axes; ++b) result[next++] = position[a] * position[b];
  }
  return result;
}

// Falls to 0.6 where a sample is as far as two deviations in each axis.
Eigen::VectorXd SolutionFit::correlations(const Eigen::VectorXd& position) const {
  const double width = 8 * static_cast<double>(position.size());
  return (-(positions_.colwise() - position).colwise().squaredNorm().array() / width).exp().matrix().transpose();
}

std::vector<double> SolutionFit::predict(std::span<const double> sample) const {
  const Eigen::VectorXd at = position(sample);
  Eigen::VectorXd weighted(weights_.cols());
  weighted << correlations(at), quadratic(at);
  const Eigen::VectorXd x = center_ + weights_ * weighted;
  return {x.begin(), x.end()};
}

SolutionFits fit_solutions(const SweepTask& task, int threads, const std::stop_token& stop_token) {
  const SweepDesign& design = task.description.design;
  const std::vector<int> rows = chosen_samples(design);
  std::vector<std::map<int, std::vector<double>>> solutions(rows.size());
  const int count = static_cast<int>(rows.size()), groups = (count + samples_per_unit - 1) / samples_per_unit;
  const SolutionFits none;
  parallel_for(groups, threads, [&](int group) {
    const int first = group * samples_per_unit, last = std::min(count, first + samples_per_unit);
    SampleModel model(task, none, stop_token);
    for (int i = first; i < last && !stop_token.stop_requested(); ++i) solutions[i] = model.solutions(rows[i]);
  });
  SolutionFits fits;
  if (rows.empty() || stop_token.stop_requested()) return fits;
  for (const auto& [scenario, solution] : solutions.front()) {
    std::vector<std::vector<double>> all;
    for (auto& sample : solutions) {
      all.push_back(std::move(sample[scenario]));
      if (all.back().size() != all.front().size()) all.back().clear();
    }
    SolutionFit fit(task.plan.axes, rows_of(design.values, rows), all);
    if (!fit.is_empty()) fits.emplace(scenario, std::move(fit));
  }
  return fits;
}

}  // namespace etslink
