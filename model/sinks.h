// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <array>
#include <span>
#include <unsupported/Eigen/AutoDiff>
#include <vector>

#include "model/input_error.h"
#include "solvers/square_system.h"

// Where the terms of the conditions go. A term depends on few unknowns: it asks the sink for each (`unknown`), computes
// with the sink's number type, and adds its values to rows. One and the same code gives residuals, the Jacobian, and
// its sparsity pattern.
namespace etslink {

// Most unknowns that one term may depend on.
inline constexpr int max_local_unknowns = 12;

// A number with derivatives with respect to the unknowns of one term.
using Dual = Eigen::AutoDiffScalar<Eigen::Matrix<double, max_local_unknowns, 1>>;

inline double plain(double value) { return value; }
inline double plain(const Dual& value) { return value.value(); }

// Adds terms to residuals: f[row] += value * weight[row].
class ResidualSink {
 public:
  using Scalar = double;
  ResidualSink(std::span<const double> x, std::span<const double> row_weight, std::span<double> f)
      : x_(x), weight_(row_weight), f_(f) {}

  void begin_term() {}
  [[nodiscard]] double unknown(int u) const { return x_[u]; }
  [[nodiscard]] double value(int u) const { return x_[u]; }
  void add(int row, double term) {
    if (row >= 0) f_[row] += term * weight_[row];
  }
  // A value whose derivative is added apart, and the other way round.
  void add_value(int row, double term) { add(row, term); }
  void add_slope(int, double) {}

 private:
  std::span<const double> x_, weight_;
  std::span<double> f_;
};

// Adds the derivatives of terms to the values of a Jacobian whose positions were recorded before: the k-th derivative
// of an evaluation always belongs to the same entry, so that assembly is a walk through `slots`.
class JacobianSink {
 public:
  using Scalar = Dual;
  JacobianSink(std::span<const double> x, std::span<const double> row_weight) : x_(x), weight_(row_weight) {}
  virtual ~JacobianSink() = default;

  void begin_term() { count_ = 0; }
  [[nodiscard]] Dual unknown(int u) {
    require(count_ < max_local_unknowns, "a term depends on at most max_local_unknowns unknowns");
    local_[count_] = u;
    return {x_[u], max_local_unknowns, count_++};
  }
  [[nodiscard]] double value(int u) const { return x_[u]; }
  void add(int row, const Dual& term) {
    if (row < 0) return;
    for (int k = 0; k < count_; ++k) put(row, local_[k], term.derivatives()[k] * weight_[row]);
  }
  void add_value(int, double) {}
  void add_slope(int row, const Dual& term) { add(row, term); }

 protected:
  virtual void put(int row, int column, double derivative) = 0;

 private:
  std::span<const double> x_, weight_;
  std::array<int, max_local_unknowns> local_{};
  int count_ = 0;
};

// Records which entries an evaluation touches, in its order.
class PatternSink final : public JacobianSink {
 public:
  using JacobianSink::JacobianSink;
  [[nodiscard]] const std::vector<std::pair<int, int>>& touched() const { return touched_; }

 private:
  void put(int row, int column, double) override { touched_.emplace_back(row, column); }
  std::vector<std::pair<int, int>> touched_;
};

class SlotSink final : public JacobianSink {
 public:
  SlotSink(std::span<const double> x, std::span<const double> row_weight, std::span<const int> slots,
           std::span<double> values)
      : JacobianSink(x, row_weight), slots_(slots), values_(values) {}

 private:
  void put(int, int, double derivative) override { values_[slots_[next_++]] += derivative; }
  std::span<const int> slots_;
  std::span<double> values_;
  std::size_t next_ = 0;
};

}  // namespace etslink
