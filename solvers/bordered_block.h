// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "solvers/klu_factors.h"

namespace etslink {

// An entry of a large sparse matrix inside one of its parts: row and column as numbered there, place among all values.
struct PartEntry {
  int row = 0, column = 0, place = 0;
};

// One diagonal block B of a bordered block-triangular matrix
//     [ A  .  E ]
//     [ L  B  C ]
//     [ Q  R  D ]
// with the columns C and rows R that couple it to the border, and the entries L in the columns of the blocks before it,
// where there are any. It solves its part of a system with that matrix or with its transpose, in the order of the
// blocks or the other way round: first without the border, then corrected for the values of the border.
class BorderedBlock {
 public:
  struct Parts {
    std::vector<int> unknowns;           // of the whole matrix
    std::vector<PartEntry> inside;       // B, row by row
    std::vector<PartEntry> to_border;    // C: columns numbered in the border
    std::vector<PartEntry> from_border;  // R: rows numbered in the border
    std::vector<PartEntry> before;       // L: columns numbered in the whole matrix
  };
  // `border`: the number of its columns.
  BorderedBlock(Parts parts, int border);

  // Factorises B, from the values of the whole matrix; false if it is singular and was shifted. Without blocks before
  // it it solves for B^-1 C as well.
  bool factorise(std::span<const double> values);

  // With blocks before it: its rows of the solved columns of the whole matrix, in which theirs stand already.
  void solve_columns(std::span<const double> values, Eigen::MatrixXd& whole);

  // schur -= R B^-1 C.
  void subtract_product(Eigen::MatrixXd& schur) const;

  // y = B^-1 (v - L result), kept here and in the result; border -= R y; then result = y - B^-1 C border.
  void solve(std::span<const double> v, std::span<double> result);
  void subtract_coupling(Eigen::VectorXd& border) const;
  void finish(const Eigen::VectorXd& border, std::span<double> result);

  // The same for the transpose: border -= C' B'^-1 v; then result = B'^-1 (v - R' border), and v -= L' result for the
  // blocks before it.
  void multiply_columns(std::span<const double> v);
  void subtract_columns(Eigen::VectorXd& border) const;
  void finish_transposed(const Eigen::VectorXd& border, std::span<double> v, std::span<double> result);

  // Floating-point operations of the last factorisation, and of solving once with it.
  [[nodiscard]] double build_cost() const;
  [[nodiscard]] double apply_cost() const;

 private:
  void gather(std::span<const double> v);
  void scatter(std::span<double> result) const;
  void fill_columns(std::span<const double> values);

  std::vector<int> unknowns_;
  std::vector<int> place_;  // of each entry of B, in the order of its columns
  std::vector<PartEntry> to_border_, from_border_, before_;
  std::vector<int> border_columns_;  // the columns that are not empty
  KluFactors factors_;
  std::vector<double> values_, row_values_, before_values_;  // of B, R and L
  Eigen::MatrixXd solved_columns_;                           // B^-1 (C - L those of the blocks before)
  Eigen::VectorXd column_products_;                          // C' B'^-1 v
  Eigen::VectorXd y_;
};

}  // namespace etslink
