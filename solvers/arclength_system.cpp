// SPDX-License-Identifier: Apache-2.0
#include "solvers/arclength_system.h"

#include <algorithm>
#include <utility>

namespace etslink {

namespace {

// Residuals are smooth in s and often linear: half the distance over which their difference is taken.
constexpr double difference_step = 1e-6;

// The pattern with one more column, which is full, and one more row, which is full.
SparsePattern bordered(const SparsePattern& inner) {
  SparsePattern result{inner.size + 1, {0}, {}};
  for (int i = 0; i < inner.size; ++i) {
    result.column.insert(result.column.end(), inner.column.begin() + inner.row_start[i],
                         inner.column.begin() + inner.row_start[i + 1]);
    result.column.push_back(inner.size);
    result.row_start.push_back(result.entries());
  }
  for (int u = 0; u <= inner.size; ++u) result.column.push_back(u);
  result.row_start.push_back(result.entries());
  return result;
}

}  // namespace

ArclengthSystem::ArclengthSystem(PathSystem& path) : path_(path) {
  const SquareSystem& inner = path_.at(0);
  size_ = inner.size();
  pattern_ = bordered(inner.pattern());
  for (int u = 0; u < size_; ++u) {
    block_.push_back(inner.block(u));
    scale_.push_back(inner.unknown_scale(u));
  }
  block_.push_back(-1);
  scale_.push_back(1);
}

void ArclengthSystem::set_plane(std::vector<double> direction, std::vector<double> point) {
  direction_ = std::move(direction);
  point_ = std::move(point);
}

std::string ArclengthSystem::unknown_name(int unknown) const {
  return unknown == size_ ? "s" : path_.at(0).unknown_name(unknown);
}

std::string ArclengthSystem::condition_name(int condition) const {
  return condition == size_ ? "plane across the path" : path_.at(0).condition_name(condition);
}

void ArclengthSystem::residual(std::span<const double> y, std::span<double> f) const {
  path_.at(y[size_]).residual(y.first(size_), f.first(size_));
  f[size_] = 0;
  for (int u = 0; u <= size_; ++u) f[size_] += direction_[u] * (y[u] - point_[u]) / scale_[u];
}

// df/ds
std::vector<double> ArclengthSystem::slope(std::span<const double> y) const {
  std::vector<double> above(size_), below(size_);
  path_.at(y[size_] + difference_step).residual(y.first(size_), above);
  path_.at(y[size_] - difference_step).residual(y.first(size_), below);
  for (int i = 0; i < size_; ++i) above[i] = (above[i] - below[i]) / (2 * difference_step);
  return above;
}

void ArclengthSystem::jacobian(std::span<const double> y, std::span<double> values) const {
  const std::vector<double> by_s = slope(y);
  const SquareSystem& inner = path_.at(y[size_]);
  const std::vector<int>& row_start = inner.pattern().row_start;
  std::vector<double> inside(inner.pattern().entries());
  inner.jacobian(y.first(size_), inside);
  auto next = values.begin();
  for (int i = 0; i < size_; ++i) {
    next = std::copy(inside.begin() + row_start[i], inside.begin() + row_start[i + 1], next);
    *next++ = by_s[i];
  }
  for (int u = 0; u <= size_; ++u) *next++ = direction_[u] / scale_[u];
}

}  // namespace etslink
