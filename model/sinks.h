// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <unsupported/Eigen/AutoDiff>
#include <utility>
#include <vector>

#include "model/entry_places.h"
#include "model/input_error.h"

// Where the terms of the conditions go. A term depends on few unknowns: it asks the sink for each, computes with the
// sink's number type, and adds its values to rows. One and the same code gives residuals, the Jacobian, and its
// sparsity pattern.
//
// Terms are evaluated in chunks (one per region), by any number of threads. The k-th value that a chunk adds always
// belongs to the same place, recorded once: a position in the result where the chunk owns the row, else a position in a
// buffer that is added afterwards in a fixed order. So the result has the same bits for any number of threads.
namespace etslink {

// Most unknowns that one term may depend on.
inline constexpr int max_local_unknowns = 16;

// A number with derivatives with respect to the first N unknowns of one term.
template <int N>
using Dual = Eigen::AutoDiffScalar<Eigen::Matrix<double, N, 1>>;

inline double plain(double value) { return value; }
template <int N>
double plain(const Dual<N>& value) {
  return value.value();
}

// The unknowns and their exponentials (prices and levels of log unknowns).
struct EvaluationPoint {
  std::span<const double> x;
  std::vector<double> exponential;
};

// Unknowns of a term that a value depends on: those asked for between two moments.
struct LocalRange {
  int first = 0, last = 0;
};

// An item of an agent's budget: the row of its income balance, the agent, the kind of income.
struct BudgetItem {
  int row = -1;
  int agent = -1;
  std::string_view kind;
};

// Income of an agent, negative where it pays: a term of its budget, and an item of it where the sink books.
template <class Sink, class Value>
void add_income(Sink& sink, const BudgetItem& item, const Value& value) {
  sink.add(item.row, value);
  if constexpr (Sink::books) sink.book_income(item.agent, item.kind, value);
}

// What sinks of plain numbers have in common: the unknowns at a point.
class PlainSink {
 public:
  template <int N>
  using Number = double;

  explicit PlainSink(const EvaluationPoint& point) : point_(point) {}

  void begin_term() {}
  [[nodiscard]] static int locals() { return 0; }
  template <int N>
  [[nodiscard]] double unknown(int u) const {
    return point_.x[u];
  }
  template <int N>
  [[nodiscard]] double exponential(int u) const {
    return point_.exponential[u];
  }
  // The same of an unknown that the term has already asked for.
  template <int N>
  [[nodiscard]] double exponential_of(int u, double) const {
    return point_.exponential[u];
  }
  [[nodiscard]] const EvaluationPoint& point() const { return point_; }

 private:
  const EvaluationPoint& point_;
};

// Adds the terms of one chunk to residuals: place[k] >= 0 is a row, otherwise ~place[k] a position in the buffer.
class ResidualSink : public PlainSink {
 public:
  static constexpr bool books = false;

  ResidualSink(const EvaluationPoint& point, std::span<const int> place, std::span<double> f, std::span<double> buffer)
      : PlainSink(point), place_(place), f_(f), buffer_(buffer) {}

  void add(int row, double term, LocalRange) { add_value(row, term); }
  void add(int row, double term) { add_value(row, term); }
  // A value whose derivative is added apart, and the other way round.
  void add_value(int row, double term) {
    if (row < 0) return;
    const int place = place_[next_++];
    if (place >= 0)
      f_[place] += term;
    else
      buffer_[~place] = term;
  }
  void add_slope(int, double, LocalRange) {}

 private:
  std::span<const int> place_;
  std::span<double> f_, buffer_;
  std::size_t next_ = 0;
};

// Adds the absolute values of the terms instead: how much there is in a condition, apart from what balances.
class MagnitudeSink : public ResidualSink {
 public:
  using ResidualSink::ResidualSink;
  void add(int row, double term, LocalRange) { add_value(row, term); }
  void add(int row, double term) { add_value(row, term); }
  void add_value(int row, double term) { ResidualSink::add_value(row, std::abs(term)); }
};

// Collects the unknowns of a term; the derived class says what becomes of each derivative.
template <class Derived>
class DerivativeSink {
 public:
  template <int N>
  using Number = Dual<N>;
  static constexpr bool books = false;

  explicit DerivativeSink(const EvaluationPoint& point) : point_(point) {}

  void begin_term() { count_ = 0; }
  [[nodiscard]] int locals() const { return count_; }
  template <int N>
  [[nodiscard]] Dual<N> unknown(int u) {
    return seed<N>(u, point_.x[u], 1);
  }
  template <int N>
  [[nodiscard]] Dual<N> exponential(int u) {
    return seed<N>(u, point_.exponential[u], point_.exponential[u]);
  }
  template <int N>
  [[nodiscard]] Dual<N> exponential_of(int u, const Dual<N>& unknown) const {
    Dual<N> result(point_.exponential[u]);
    result.derivatives() = point_.exponential[u] * unknown.derivatives();
    return result;
  }
  [[nodiscard]] const EvaluationPoint& point() const { return point_; }

  template <int N>
  void add(int row, const Dual<N>& term, LocalRange range) {
    if (row < 0) return;
    static_cast<Derived*>(this)->touch_row(row);
    add_derivatives(row, term, range);
  }
  template <int N>
  void add(int row, const Dual<N>& term) {
    add(row, term, {0, count_});
  }
  void add_value(int row, double) {
    if (row >= 0) static_cast<Derived*>(this)->touch_row(row);
  }
  template <int N>
  void add_slope(int row, const Dual<N>& term, LocalRange range) {
    if (row >= 0) add_derivatives(row, term, range);
  }

 private:
  template <int N>
  Dual<N> seed(int u, double value, double slope) {
    require(count_ < N, "a term depends on at most N unknowns");
    local_[count_] = u;
    Dual<N> result(value);
    result.derivatives().setZero();
    result.derivatives()[count_++] = slope;
    return result;
  }

  template <int N>
  void add_derivatives(int row, const Dual<N>& term, LocalRange range) {
    for (int k = range.first; k < range.last; ++k)
      static_cast<Derived*>(this)->put(row, local_[k], term.derivatives()[k]);
  }

  const EvaluationPoint& point_;
  std::array<int, max_local_unknowns> local_{};
  int count_ = 0;
};

// Records what one chunk adds, in its order: rows of values, (row, column) of derivatives.
class PatternSink final : public DerivativeSink<PatternSink> {
 public:
  using DerivativeSink::DerivativeSink;
  void touch_row(int row) { rows.push_back(row); }
  void put(int row, int column, double) {
    entries.row.push_back(row);
    entries.column.push_back(column);
  }

  std::vector<int> rows;
  TouchedEntries entries;
};

// Adds the derivatives of one chunk to the values of a Jacobian: place[k] >= 0 is an entry, otherwise ~place[k] a
// position in the buffer.
class JacobianSink final : public DerivativeSink<JacobianSink> {
 public:
  JacobianSink(const EvaluationPoint& point, std::span<const int> place, std::span<double> values,
               std::span<double> buffer)
      : DerivativeSink(point), place_(place), values_(values), buffer_(buffer) {}

  void touch_row(int) {}
  void put(int, int, double derivative) {
    const int place = place_[next_++];
    if (place >= 0)
      values_[place] += derivative;
    else
      buffer_[~place] = derivative;
  }

 private:
  std::span<const int> place_;
  std::span<double> values_, buffer_;
  std::size_t next_ = 0;
};

}  // namespace etslink
