// SPDX-License-Identifier: Apache-2.0
#include "solvers/krylov_basis.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace etslink {

namespace {

constexpr int chunk_size = 4096;  // numbers; a piece of a vector then fits into the innermost cache

// Rounding errors leave about this part of a vector that lies in the span of the others.
constexpr double rounding = 1e-14;

// Four sums, so that additions need not wait for each other; written out because the order must not be the compiler's.
// Eigen adds and multiplies several numbers at a time, each as if it stood alone.
double dot(const double* a, const double* b, int count) {
  Eigen::Array4d sum = Eigen::Array4d::Zero();
  int i = 0;
  for (; i + 4 <= count; i += 4)
    sum += Eigen::Map<const Eigen::Array4d>(a + i) * Eigen::Map<const Eigen::Array4d>(b + i);
  for (; i < count; ++i) sum[0] += a[i] * b[i];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void add_multiple(double weight, const double* v, double* sum, int count) {
  Eigen::Map<Eigen::ArrayXd>(sum, count) += weight * Eigen::Map<const Eigen::ArrayXd>(v, count);
}

}  // namespace

void KrylovBasis::resize(int size) {
  if (size == size_) return;
  size_ = size;
  vectors_.clear();
}

std::span<double> KrylovBasis::vector(int k) {
  if (k >= static_cast<int>(vectors_.size())) vectors_.resize(k + 1);
  vectors_[k].resize(size_);
  return vectors_[k];
}

void KrylovBasis::for_chunks(WorkerTeam& team, const std::function<void(int, Range)>& work) {
  team.run((size_ + chunk_size - 1) / chunk_size, [&](int chunk) {
    work(chunk, {chunk * chunk_size, std::min(size_, (chunk + 1) * chunk_size)});
  });
}

// Adds up what each chunk has left in partial_, chunk by chunk.
void KrylovBasis::add_partial_sums(std::span<double> result) {
  std::fill(result.begin(), result.end(), 0.0);
  for (std::size_t first = 0; first < partial_.size(); first += result.size()) {
    for (std::size_t j = 0; j < result.size(); ++j) result[j] += partial_[first + j];
  }
}

// dots[j] = v_j . v_k for all j <= k.
void KrylovBasis::dot_with_basis(int k, std::span<double> dots, WorkerTeam& team) {
  partial_.resize((size_ + chunk_size - 1) / chunk_size * dots.size());
  const double* v = vectors_[k].data();
  for_chunks(team, [&](int chunk, Range range) {
    for (int j = 0; j <= k; ++j) {
      partial_[chunk * dots.size() + j] =
          dot(vectors_[j].data() + range.first, v + range.first, range.last - range.first);
    }
  });
  add_partial_sums(dots);
}

// v_k -= sum of weights[j] v_j over j < k; returns v_k . v_k.
double KrylovBasis::subtract(int k, std::span<const double> weights, WorkerTeam& team) {
  partial_.resize((size_ + chunk_size - 1) / chunk_size);
  double* v = vectors_[k].data();
  for_chunks(team, [&](int chunk, Range range) {
    const int count = range.last - range.first;
    for (int j = 0; j < k; ++j) add_multiple(-weights[j], vectors_[j].data() + range.first, v + range.first, count);
    partial_[chunk] = dot(v + range.first, v + range.first, count);
  });
  double square = 0;
  add_partial_sums({&square, 1});
  return square;
}

double KrylovBasis::orthogonalise(int k, std::span<double> coefficients, WorkerTeam& team) {
  std::fill_n(coefficients.begin(), k, 0.0);
  dots_.resize(k + 1);
  double whole = 0, rest = 0;
  for (int pass = 0; pass < 2; ++pass) {
    dot_with_basis(k, dots_, team);
    const double before = dots_[k];
    if (pass == 0) whole = before;
    for (int j = 0; j < k; ++j) coefficients[j] += dots_[j];
    rest = subtract(k, dots_, team);
    if (rest > 0.5 * before) break;  // what was cancelled carries no rounding error that matters
  }
  if (!std::isfinite(rest) || rest <= rounding * rounding * whole) return 0;
  const double length = std::sqrt(rest);
  double* v = vectors_[k].data();
  for_chunks(team, [&](int, Range range) {
    for (int i = range.first; i < range.last; ++i) v[i] /= length;
  });
  return length;
}

void KrylovBasis::add_combination(std::span<const double> weights, std::span<double> sum, WorkerTeam& team) {
  for_chunks(team, [&](int, Range range) {
    for (std::size_t j = 0; j < weights.size(); ++j) {
      add_multiple(weights[j], vectors_[j].data() + range.first, sum.data() + range.first, range.last - range.first);
    }
  });
}

double KrylovBasis::norm(std::span<const double> v, WorkerTeam& team) {
  partial_.resize((size_ + chunk_size - 1) / chunk_size);
  for_chunks(team, [&](int chunk, Range range) {
    partial_[chunk] = dot(v.data() + range.first, v.data() + range.first, range.last - range.first);
  });
  double square = 0;
  add_partial_sums({&square, 1});
  return std::sqrt(square);
}

}  // namespace etslink
