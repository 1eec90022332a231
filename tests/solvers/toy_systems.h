// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "solvers/path_system.h"
#include "solvers/square_system.h"

namespace etslink::toy {

using Values = std::vector<double>;
using Point = std::span<const double>;

// Row i of a Jacobian: its structural entries by column.
using Rows = std::vector<std::map<int, double>>;

// A square system given by two functions. The pattern is that of the rows at the start.
class System final : public SquareSystem {
 public:
  System(Values start, std::function<Values(Point)> f, std::function<Rows(Point)> rows)
      : start_(std::move(start)), f_(std::move(f)), rows_(std::move(rows)), scale_(start_.size(), 1.0) {
    pattern_.size = size();
    pattern_.row_start.push_back(0);
    for (const auto& row : rows_(start_)) {
      for (const auto& [column, value] : row) pattern_.column.push_back(column);
      pattern_.row_start.push_back(pattern_.entries());
    }
  }

  [[nodiscard]] int size() const override { return static_cast<int>(start_.size()); }
  [[nodiscard]] std::string unknown_name(int unknown) const override { return "unknown " + std::to_string(unknown); }
  [[nodiscard]] std::string condition_name(int condition) const override {
    return "condition " + std::to_string(condition);
  }
  [[nodiscard]] Point start() const override { return start_; }
  void residual(Point x, std::span<double> f) const override {
    ++evaluations;
    const Values value = f_(x);
    std::copy(value.begin(), value.end(), f.begin());
  }
  [[nodiscard]] const SparsePattern& pattern() const override { return pattern_; }
  void jacobian(Point x, std::span<double> values) const override {
    ++jacobians;
    std::size_t k = 0;
    for (const auto& row : rows_(x)) {
      for (const auto& [column, value] : row) values[k++] = value;
    }
  }
  [[nodiscard]] int block(int unknown) const override { return block_.empty() ? 0 : block_[unknown]; }
  [[nodiscard]] double unknown_scale(int unknown) const override { return scale_[unknown]; }

  // Without them all unknowns are in block 0.
  void set_blocks(std::vector<int> block) { block_ = std::move(block); }
  void set_unknown_scale(Values scale) { scale_ = std::move(scale); }

  mutable int evaluations = 0;
  mutable int jacobians = 0;

 private:
  Values start_;
  std::function<Values(Point)> f_;
  std::function<Rows(Point)> rows_;
  Values scale_;
  std::vector<int> block_;
  SparsePattern pattern_;
};

// Circle and hyperbola: x^2 + y^2 = 5, x y = 2; solutions (2, 1), (1, 2) and their mirror images.
[[nodiscard]] System circle_and_hyperbola(Values start);

// Powell (1970): f = (x, 10 x / (x + 0.1) + 2 y^2), whose Jacobian is singular along y = 0, with solution (0, 0).
[[nodiscard]] System powell_singular(Values start);

// x^2 + 1 = 0 beside a condition that can be met, y = 3.
[[nodiscard]] System infeasible();

// arctan(x) = 0: full Newton steps diverge from |x| > 1.3917.
[[nodiscard]] System arctangent(double start);

// log(x) = -1: not defined for x <= 0, where a full Newton step from x > 1 goes.
[[nodiscard]] System logarithm(double start);

// e^x = 1 from x = -3: the first full step goes to 16, where the residual is 9 million; from there Newton's method
// takes one step for each unit.
[[nodiscard]] System exponential();

// 0 <= x _|_ x + a >= 0, smoothed with mu.
[[nodiscard]] System complementarity(double a, double mu, double start);

// 0.637 tanh(x) = target: has a solution only for targets below 0.637, and it runs away as they approach that.
[[nodiscard]] System capped(double target);

// Regions x sectors of CES cost functions with imported inputs and an elastic factor supply in each region; all
// unknowns are logarithms, the benchmark 0 solves it for shock = 0, and shock scales taxes and the loss of factor
// supply.
[[nodiscard]] System sparse_ces_economy(int regions, int sectors, double shock);

// Sparse blocks of different sizes, weakly coupled to each other and closely to a border of three unknowns, with cubic
// terms of that strength; the solution is x_i = cos(i).
[[nodiscard]] System bordered_blocks(int blocks, double cubic);

// A path of toy systems.
class Path final : public PathSystem {
 public:
  explicit Path(std::function<System(double)> make) : make_(std::move(make)) {}
  [[nodiscard]] const SquareSystem& at(double s) override { return current_.emplace(make_(s)); }

 private:
  std::function<System(double)> make_;
  std::optional<System> current_;
};

}  // namespace etslink::toy
