// SPDX-License-Identifier: Apache-2.0
#include "solvers/klu_factors.h"

#include <klu.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>
#include <utility>

namespace etslink {

namespace {

// A pivot this small against the largest number of its column gives way to a larger one. KLU's own 0.001 saves few
// entries here and leaves pivots that are bad for the next values.
constexpr double pivot_tolerance = 0.1;

// Old pivots are given up when the reciprocal condition has become this much worse than when they were chosen.
constexpr double pivot_decay = 1e-3;

// A ratio of pivots below this is rounding error.
constexpr double singular_below = 1e-14;

// Added to the diagonal of a singular matrix, relative to its largest number; ten times more each time it does not
// help.
constexpr double first_shift = 1e-5;

// The pattern with all diagonal entries, and where the given entries stand in it.
struct WithDiagonal {
  ColumnPattern pattern;
  std::vector<int> place;     // of each given entry
  std::vector<int> diagonal;  // of each column
};

WithDiagonal add_diagonal(const ColumnPattern& given) {
  WithDiagonal result{{given.size, {0}, {}}, {}, {}};
  std::vector<int>& row = result.pattern.row;
  for (int j = 0; j < given.size; ++j) {
    const int first = static_cast<int>(row.size());
    const auto begin = given.row.begin() + given.column_start[j], end = given.row.begin() + given.column_start[j + 1];
    const auto at = std::lower_bound(begin, end, j);
    row.insert(row.end(), begin, at);
    result.diagonal.push_back(static_cast<int>(row.size()));
    if (at == end || *at != j) row.push_back(j);
    row.insert(row.end(), at, end);
    const bool is_new = static_cast<std::ptrdiff_t>(row.size()) - first > end - begin;
    for (auto k = begin; k != end; ++k) {
      result.place.push_back(first + static_cast<int>(k - begin) + (is_new && *k > j ? 1 : 0));
    }
    result.pattern.column_start.push_back(static_cast<int>(row.size()));
  }
  return result;
}

// One analysed pattern and the numbers of its factors.
class Factorisation {
 public:
  explicit Factorisation(ColumnPattern pattern) : pattern_(std::move(pattern)) {
    klu_defaults(&common_);
    pattern_.row.reserve(1);  // KLU takes no null pointer, not even for no entries
    common_.tol = pivot_tolerance;
    symbolic_ = klu_analyze(pattern_.size, pattern_.column_start.data(), pattern_.row.data(), &common_);
    check();
    if (symbolic_ == nullptr) throw std::logic_error("KLU cannot analyse the pattern");
  }
  Factorisation(const Factorisation&) = delete;
  Factorisation& operator=(const Factorisation&) = delete;
  ~Factorisation() {
    klu_free_numeric(&numeric_, &common_);
    klu_free_symbolic(&symbolic_, &common_);
  }

  [[nodiscard]] const ColumnPattern& pattern() const { return pattern_; }

  // False if the matrix is singular.
  bool factorise(std::span<const double> values) {
    values_.assign(values.begin(), values.end());
    values_.reserve(1);
    if (numeric_ != nullptr && refactorise()) return true;
    klu_free_numeric(&numeric_, &common_);
    numeric_ = klu_factor(pattern_.column_start.data(), pattern_.row.data(), values_.data(), symbolic_, &common_);
    check();
    condition_ = numeric_ == nullptr ? 0 : reciprocal_condition();
    if (condition_ > 0) return true;
    klu_free_numeric(&numeric_, &common_);
    return false;
  }

  void solve(std::span<double> b, bool transposed) {
    const int count = static_cast<int>(b.size()) / pattern_.size;
    const auto apply = transposed ? klu_tsolve : klu_solve;
    apply(symbolic_, numeric_, pattern_.size, count, b.data(), &common_);
  }

  [[nodiscard]] double flops() {
    klu_flops(symbolic_, numeric_, &common_);
    return common_.flops;
  }
  [[nodiscard]] double entries() const { return static_cast<double>(numeric_->lnz) + numeric_->unz + numeric_->nzoff; }

 private:
  void check() const {
    if (common_.status == KLU_OUT_OF_MEMORY || common_.status == KLU_TOO_LARGE) throw std::bad_alloc();
  }

  // Ratio of the smallest to the largest pivot; 0 where it tells a singular matrix or is not a number.
  double reciprocal_condition() {
    klu_rcond(symbolic_, numeric_, &common_);
    return common_.rcond > singular_below ? common_.rcond : 0;
  }

  bool refactorise() {
    const int done =
        klu_refactor(pattern_.column_start.data(), pattern_.row.data(), values_.data(), symbolic_, numeric_, &common_);
    return done != 0 && common_.status == KLU_OK && reciprocal_condition() > pivot_decay * condition_;
  }

  ColumnPattern pattern_;
  std::vector<double> values_;
  klu_common common_{};
  klu_symbolic* symbolic_ = nullptr;
  klu_numeric* numeric_ = nullptr;
  double condition_ = 0;  // of the factors whose pivots are in use
};

}  // namespace

struct KluFactors::Implementation {
  explicit Implementation(ColumnPattern pattern) : regular(std::move(pattern)) {}

  Factorisation regular;
  std::unique_ptr<Factorisation> shifted;  // only where the matrix is singular

  [[nodiscard]] Factorisation& in_use() { return shifted ? *shifted : regular; }

  void shift(std::span<const double> values) {
    const WithDiagonal full = add_diagonal(regular.pattern());
    std::vector<double> sum(full.pattern.entries());
    double largest = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
      sum[full.place[k]] = values[k];
      largest = std::max(largest, std::abs(values[k]));
    }
    if (largest == 0) largest = 1;
    shifted = std::make_unique<Factorisation>(full.pattern);
    double added = 0;
    for (double part = first_shift; true; part *= 10) {
      for (const int k : full.diagonal) sum[k] += part * largest - added;
      added = part * largest;
      if (shifted->factorise(sum)) return;
    }
  }
};

KluFactors::KluFactors(ColumnPattern pattern) : implementation_(std::make_unique<Implementation>(std::move(pattern))) {}
KluFactors::KluFactors(KluFactors&&) noexcept = default;
KluFactors& KluFactors::operator=(KluFactors&&) noexcept = default;
KluFactors::~KluFactors() = default;

bool KluFactors::factorise(std::span<const double> values) {
  implementation_->shifted.reset();
  if (implementation_->regular.factorise(values)) return true;
  implementation_->shift(values);
  return false;
}

void KluFactors::solve(std::span<double> b) const { implementation_->in_use().solve(b, false); }
void KluFactors::solve_transposed(std::span<double> b) const { implementation_->in_use().solve(b, true); }
double KluFactors::flops() const { return implementation_->in_use().flops(); }
double KluFactors::entries() const { return implementation_->in_use().entries(); }

}  // namespace etslink
