// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/entropy_newton.h"

#include <Eigen/Sparse>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>

#include "model/input_error.h"

namespace etslink {
namespace {

constexpr int most_iterations = 200;
constexpr double met = 1e-14;
constexpr double largest_exponent = 12;  // of one value: a factor of 160,000

class EntropyNewton {
 public:
  explicit EntropyNewton(const EntropyTask& problem)
      : problem_(problem),
        matrix_(static_cast<int>(problem.conditions.size()), static_cast<int>(problem.prior.size())) {
    right_side_.resize(matrix_.rows());
    size_.resize(matrix_.rows());
    softness_.resize(matrix_.rows());
    std::vector<Eigen::Triplet<double>> entries;
    for (int row = 0; row < matrix_.rows(); ++row) {
      const LinearCondition& condition = problem.conditions[static_cast<std::size_t>(row)];
      double size = std::abs(condition.right_side);
      for (const auto& [column, factor] : condition.terms) size += std::abs(factor * problem.prior(column));
      size_(row) = std::max(size, 1e-6);
      right_side_(row) = condition.right_side;
      softness_(row) = condition.softness;
      for (const auto& [column, factor] : condition.terms) entries.emplace_back(row, column, factor);
    }
    matrix_.setFromTriplets(entries.begin(), entries.end());
  }

  EntropySolution solve() {
    Eigen::VectorXd multiplier = Eigen::VectorXd::Zero(matrix_.rows());
    EntropySolution best = evaluate(multiplier);
    EntropySolution now = best;
    for (int iteration = 1; iteration <= most_iterations && best.largest_gap > met; ++iteration) {
      const Eigen::VectorXd step = newton_step(now.value, multiplier);
      const double longest = (problem_.weight.array() * (matrix_.transpose() * step).array()).abs().maxCoeff();
      multiplier += std::min(1.0, 2 / std::max(longest, 1e-12)) * step;
      now = evaluate(multiplier);
      now.iterations = iteration;
      const bool better = now.largest_gap < best.largest_gap;
      if (!better && best.largest_gap < 1e-11) break;  // rounding
      if (better) best = now;
    }
    return best;
  }

 private:
  [[nodiscard]] EntropySolution evaluate(const Eigen::VectorXd& multiplier) const {
    EntropySolution result;
    const Eigen::ArrayXd exponent = problem_.weight.array() * (matrix_.transpose() * multiplier).array();
    result.value = problem_.prior.array() * exponent.min(largest_exponent).max(-largest_exponent).exp();
    Eigen::Index worst = 0;
    result.largest_gap = (gaps(result.value, multiplier).array().abs() / size_.array()).maxCoeff(&worst);
    result.worst = problem_.conditions[static_cast<std::size_t>(worst)].name;
    return result;
  }

  [[nodiscard]] Eigen::VectorXd gaps(const Eigen::VectorXd& value, const Eigen::VectorXd& multiplier) const {
    return right_side_ - matrix_ * value - softness_.cwiseProduct(multiplier);
  }

  // Conditions divided by the root of their size, so that the matrix has entries of order one.
  [[nodiscard]] Eigen::VectorXd newton_step(const Eigen::VectorXd& value, const Eigen::VectorXd& multiplier) const {
    const Eigen::VectorXd scale = size_.cwiseSqrt().cwiseInverse();
    const Eigen::VectorXd freedom = problem_.weight.cwiseProduct(value);
    Eigen::SparseMatrix<double> scaled = scale.asDiagonal() * matrix_;
    Eigen::SparseMatrix<double> hessian =
        scaled * freedom.asDiagonal() * Eigen::SparseMatrix<double>(scaled.transpose());
    for (int i = 0; i < hessian.rows(); ++i)
      hessian.coeffRef(i, i) += 1e-13 + scale(i) * scale(i) * softness_(i);  // conditions that follow from others
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factors(hessian);
    require(factors.info() == Eigen::Success, "the Hessian of a strictly convex problem has factors");
    const Eigen::VectorXd gap = scale.cwiseProduct(gaps(value, multiplier));
    return scale.cwiseProduct(factors.solve(gap));
  }

  const EntropyTask& problem_;
  Eigen::SparseMatrix<double> matrix_;
  Eigen::VectorXd right_side_, size_, softness_;
};

}  // namespace

EntropySolution minimise_entropy(const EntropyTask& problem) {
  require(problem.prior.size() == problem.weight.size(), "one weight for each value");
  require((problem.weight.array() <= 0 || problem.prior.array() > 0).all(), "values that move have a positive prior");
  require(!problem.conditions.empty(), "at least one condition");
  return EntropyNewton(problem).solve();
}

}  // namespace etslink
