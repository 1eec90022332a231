// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/solution_fit.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "analysis/sweep/sample_model.h"
#include "solvers/parallel.h"

namespace etslink {
namespace {

// A sweep has so many times the samples that are solved for a fit, or none is made.
constexpr int worth = 10;

// 1, all axes, all products of two.
int term_count(int axes) { return 1 + axes + axes * (axes + 1) / 2; }

// The least number of solutions per coefficient; others than these may have failed.
constexpr double least_per_term = 1.3;

Eigen::MatrixXd rows_of(const Eigen::MatrixXd& samples, const std::vector<int>& rows) {
  Eigen::MatrixXd result(static_cast<Eigen::Index>(rows.size()), samples.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) result.row(static_cast<Eigen::Index>(i)) = samples.row(rows[i]);
  return result;
}

// Samples to solve, evenly in the list.
std::vector<int> chosen_samples(const SweepDesign& design) {
  const long wanted = SolutionFit::wanted(design.axes()), all = design.samples();
  std::vector<int> rows;
  if (all < worth * wanted) return rows;
  for (long i = 0; i < wanted; ++i) rows.push_back(static_cast<int>(i * all / wanted));
  return rows;
}

}  // namespace

int SolutionFit::wanted(int axes) { return 2 * term_count(axes); }

SolutionFit::SolutionFit(const std::vector<Axis>& axes, const Eigen::MatrixXd& samples,
                         const std::vector<std::vector<double>>& solutions) {
  std::vector<int> rows;
  for (std::size_t i = 0; i < solutions.size(); ++i) {
    if (!solutions[i].empty()) rows.push_back(static_cast<int>(i));
  }
  const int count = static_cast<int>(rows.size()), terms_wanted = term_count(static_cast<int>(axes.size()));
  if (count < least_per_term * terms_wanted) return;
  Eigen::MatrixXd points = rows_of(samples, rows);
  for (std::size_t a = 0; a < axes.size(); ++a) {
    auto column = points.col(static_cast<Eigen::Index>(a)).array();
    is_logarithm_.push_back(axes[a].distribution.kind == Distribution::Kind::log_normal ? 1 : 0);
    if (is_logarithm_.back()) column = column.log();
  }
  mean_ = points.colwise().mean();
  deviation_ = ((points.rowwise() - mean_.transpose()).array().square().colwise().mean().sqrt()).matrix();
  for (double& deviation : deviation_) deviation = deviation > 0 ? deviation : 1;
  const auto vector_of = [&](int row) {
    return Eigen::Map<const Eigen::VectorXd>(solutions[row].data(), static_cast<Eigen::Index>(solutions[row].size()));
  };
  center_ = vector_of(rows.front());
  Eigen::MatrixXd basis(count, terms_wanted), difference(count, center_.size());
  for (int i = 0; i < count; ++i) {
    const Eigen::VectorXd sample = samples.row(rows[i]);
    basis.row(i) = terms({sample.data(), static_cast<std::size_t>(sample.size())});
    difference.row(i) = vector_of(rows[i]) - center_;
  }
  coefficients_ = basis.colPivHouseholderQr().solve(difference).transpose();
}

Eigen::VectorXd SolutionFit::terms(std::span<const double> sample) const {
  const Eigen::Index axes = mean_.size();
  Eigen::VectorXd y(axes), result(term_count(static_cast<int>(axes)));
  for (Eigen::Index a = 0; a < axes; ++a)
    y[a] = ((is_logarithm_[a] ? std::log(sample[a]) : sample[a]) - mean_[a]) / deviation_[a];
  Eigen::Index next = 0;
  result[next++] = 1;
  for (Eigen::Index a = 0; a < axes; ++a) result[next++] = y[a];
  for (Eigen::Index a = 0; a < axes; ++a) {
    for (Eigen::Index b = a; b < axes; ++b) result[next++] = y[a] * y[b];
  }
  return result;
}

std::vector<double> SolutionFit::predict(std::span<const double> sample) const {
  const Eigen::VectorXd x = center_ + coefficients_ * terms(sample);
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
