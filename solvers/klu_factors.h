// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

namespace etslink {

// Pattern of a square sparse matrix in compressed columns, rows sorted within each column; size >= 1.
struct ColumnPattern {
  int size = 0;
  std::vector<int> column_start;
  std::vector<int> row;

  [[nodiscard]] int entries() const { return static_cast<int>(row.size()); }
};

// Sparse LU factors by KLU (Davis and Palamadai Natarajan 2010): block triangular form, minimum-degree ordering. The
// pattern is analysed once; new values are factorised with the old pivots as long as those are good. Not for use by two
// threads at once; different objects are independent.
class KluFactors {
 public:
  explicit KluFactors(ColumnPattern pattern);
  KluFactors(KluFactors&&) noexcept;
  KluFactors& operator=(KluFactors&&) noexcept;
  ~KluFactors();

  // Factorises the matrix with these values, in the order of the pattern. False if it is singular; the factors are then
  // those of a matrix near it, with small numbers added to the diagonal.
  bool factorise(std::span<const double> values);

  // Replaces each of the right sides, one after the other in b, by A^-1 b or A'^-1 b. After factorise only.
  void solve(std::span<double> b) const;
  void solve_transposed(std::span<double> b) const;

  // Work of the last factorisation and entries of its factors, in floating-point operations: how to weigh a new
  // factorisation against solving with old ones.
  [[nodiscard]] double flops() const;
  [[nodiscard]] double entries() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace etslink
