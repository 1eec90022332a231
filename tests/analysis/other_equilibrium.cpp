// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/other_equilibrium.h"

#include <Eigen/LU>
#include <Eigen/SVD>
#include <cmath>
#include <vector>

#include "model/equilibrium.h"

namespace etslink {
namespace {

constexpr double step = 0.05;        // of the unknown that moves most, in its natural size
constexpr double tolerance = 1e-10;  // of a residual
constexpr int most_iterations = 30;

class Continuum {
 public:
  Continuum(const Economy& economy, std::span<const double> x)
      : system_(economy), size_(system_.size()), x_(Eigen::Map<const Eigen::VectorXd>(x.data(), size_)) {
    scale_.resize(size_);
    for (int u = 0; u < size_; ++u) scale_[u] = system_.unknown_scale(u);
    const Eigen::BDCSVD<Eigen::MatrixXd> svd(jacobian(x_), Eigen::ComputeFullU | Eigen::ComputeFullV);
    across_ = svd.matrixU().col(size_ - 1);
    along_ = svd.matrixV().col(size_ - 1);
  }

  // From x a step that way along the direction, and back to f = 0 across it.
  std::optional<double> other(double sign) {
    Eigen::VectorXd y = x_ + sign * step / along_.cwiseAbs().maxCoeff() * along_.cwiseProduct(scale_);
    Eigen::VectorXd f = residual(y);
    for (int i = 0; i < most_iterations && !(f.cwiseAbs().maxCoeff() <= tolerance); ++i) {
      if (!f.allFinite()) return std::nullopt;
      Eigen::MatrixXd bordered = Eigen::MatrixXd::Zero(size_ + 1, size_ + 1);
      bordered.topLeftCorner(size_, size_) = jacobian(y);
      bordered.col(size_).head(size_) = across_;
      bordered.row(size_).head(size_) = along_.transpose();
      Eigen::VectorXd right_side = Eigen::VectorXd::Zero(size_ + 1);
      right_side.head(size_) = -f;
      y += bordered.partialPivLu().solve(right_side).head(size_).cwiseProduct(scale_);
      f = residual(y);
    }
    const bool is_solution = f.allFinite() && f.cwiseAbs().maxCoeff() <= tolerance;
    if (!is_solution || !system_.objection({y.data(), static_cast<std::size_t>(size_)}).empty()) return std::nullopt;
    return (y - x_).cwiseQuotient(scale_).cwiseAbs().maxCoeff();
  }

 private:
  // By unknowns in natural sizes.
  Eigen::MatrixXd jacobian(const Eigen::VectorXd& x) {
    const SparsePattern& pattern = system_.pattern();
    std::vector<double> values(pattern.entries());
    system_.jacobian({x.data(), static_cast<std::size_t>(size_)}, values);
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(size_, size_);
    for (int i = 0; i < size_; ++i) {
      for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k)
        matrix(i, pattern.column[k]) = values[k] * scale_[pattern.column[k]];
    }
    return matrix;
  }

  Eigen::VectorXd residual(const Eigen::VectorXd& x) {
    Eigen::VectorXd f(size_);
    system_.residual({x.data(), static_cast<std::size_t>(size_)}, {f.data(), static_cast<std::size_t>(size_)});
    return f;
  }

  EquilibriumSystem system_;
  int size_;
  Eigen::VectorXd x_, scale_, across_, along_;
};

}  // namespace

std::optional<double> distance_to_other_equilibrium(const Economy& economy, std::span<const double> x) {
  Continuum continuum(economy, x);
  if (const auto distance = continuum.other(1)) return distance;
  return continuum.other(-1);
}

}  // namespace etslink
