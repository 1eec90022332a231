// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/random_design.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/sweep/normal.h"
#include "analysis/sweep/philox.h"
#include "analysis/sweep/ranks.h"
#include "analysis/sweep/sobol_sequence.h"

namespace etslink {
namespace {

using Eigen::MatrixXd;
using Purpose = PlacedRandom::Purpose;

int axis_count(const SweepPlan& plan) { return static_cast<int>(plan.axes.size()); }

double inside(double u) { return std::clamp(u, 0x1p-53, 1 - 0x1p-53); }

MatrixXd monte_carlo(const SweepPlan& plan, const SampleRange& range) {
  const PlacedRandom random(plan.seed, Purpose::monte_carlo);
  return MatrixXd::NullaryExpr(range.count, axis_count(plan), [&](Eigen::Index i, Eigen::Index a) {
    return random.uniform(static_cast<std::uint64_t>(range.first + i), static_cast<int>(a));
  });
}

MatrixXd sobol(const SweepPlan& plan, const SampleRange& range) {
  const SobolSequence sequence(axis_count(plan), plan.seed);
  return MatrixXd::NullaryExpr(range.count, axis_count(plan), [&](Eigen::Index i, Eigen::Index a) {
    return sequence.coordinate(static_cast<std::uint32_t>(range.first + i), static_cast<int>(a));
  });
}

// Blocks A, A with column 1, 2, ... of B, B, where A and B are the two halves of one point (Saltelli et al. 2010).
MatrixXd sobol_blocks(const SweepPlan& plan, const SampleRange& range) {
  const int axes = axis_count(plan), block = axes + 2;
  const SobolSequence sequence(2 * axes, plan.seed);
  return MatrixXd::NullaryExpr(range.count, axes, [&](Eigen::Index i, Eigen::Index a) {
    const Eigen::Index row = range.first + i, place = row % block;
    const bool is_b = place == block - 1 || place == a + 1;
    return sequence.coordinate(static_cast<std::uint32_t>(row / block), static_cast<int>(is_b ? axes + a : a));
  });
}

std::vector<int> column_order(const MatrixXd& matrix, Eigen::Index column) {
  return ascending_order({matrix.col(column).data(), static_cast<std::size_t>(matrix.rows())});
}

// Independent random order of the rows of each column.
MatrixXd random_keys(const SweepPlan& plan) {
  const PlacedRandom random(plan.seed, Purpose::position);
  return MatrixXd::NullaryExpr(plan.samples, axis_count(plan), [&](Eigen::Index i, Eigen::Index a) {
    return random.uniform(static_cast<std::uint64_t>(i), static_cast<int>(a));
  });
}

// Numbers whose order in each column has the wanted rank correlations: van der Waerden scores in random order, freed of
// the correlation they happen to have and given the wanted one.
MatrixXd correlated_keys(const SweepPlan& plan) {
  MatrixXd scores = random_keys(plan);
  for (Eigen::Index a = 0; a < scores.cols(); ++a) {
    const auto order = column_order(scores, a);
    for (int i = 0; i < plan.samples; ++i) {
      scores(order[i], a) = normal_quantile((i + 1.0) / (plan.samples + 1), (plan.samples - i) / (plan.samples + 1.0));
    }
  }
  const MatrixXd chance = scores.transpose() * scores / scores.col(0).squaredNorm();
  const MatrixXd root = correlation_root(normal_correlation(plan.rank_correlation));
  const MatrixXd mixed = root * chance.llt().matrixL().solve(scores.transpose());
  return mixed.transpose();
}

MatrixXd with_copula(const MatrixXd& independent, const MatrixXd& rank_correlation) {
  const MatrixXd root = correlation_root(normal_correlation(rank_correlation));
  const MatrixXd normal = independent.unaryExpr([](double u) { return normal_quantile(u, 1 - u); });
  return (normal * root.transpose()).unaryExpr([](double z) { return inside(normal_probability(z)); });
}

}  // namespace

MatrixXd normal_correlation(const MatrixXd& rank_correlation) {
  MatrixXd result = rank_correlation.unaryExpr([](double r) { return 2 * std::sin(std::numbers::pi * r / 6); });
  result.diagonal().setOnes();
  return result;
}

MatrixXd correlation_root(const MatrixXd& correlation) {
  const Eigen::LLT<MatrixXd> cholesky(correlation);
  if (cholesky.info() == Eigen::Success) return cholesky.matrixL();
  // singular: the symmetric root
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(correlation);
  return eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal();
}

// One sample in each of n equal strata of every axis (McKay, Beckman and Conover 1979).
MatrixXd latin_hypercube(const SweepPlan& plan) {
  const MatrixXd keys = plan.rank_correlation.size() > 0 ? correlated_keys(plan) : random_keys(plan);
  const PlacedRandom random(plan.seed, Purpose::stratum);
  MatrixXd result(plan.samples, axis_count(plan));
  for (int a = 0; a < axis_count(plan); ++a) {
    const auto order = column_order(keys, a);
    for (int stratum = 0; stratum < plan.samples; ++stratum) {
      const double place = random.uniform(static_cast<std::uint64_t>(stratum), a);
      result(order[stratum], a) = inside((stratum + place) / plan.samples);
    }
  }
  return result;
}

MatrixXd random_probabilities(const SweepPlan& plan, const SampleRange& range) {
  if (plan.design == DesignKind::sobol && plan.indices) return sobol_blocks(plan, range);
  const MatrixXd independent = plan.design == DesignKind::sobol ? sobol(plan, range) : monte_carlo(plan, range);
  return plan.rank_correlation.size() > 0 ? with_copula(independent, plan.rank_correlation) : independent;
}

}  // namespace etslink
