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

// One diagonal block B of a bordered block-diagonal matrix
//     [ B  C ]
//     [ R  D ]
// with the columns C and rows R that couple it to the border. It solves its part of a system with that matrix or with
// its transpose: first without the border, then corrected for the values of the border.
class BorderedBlock {
 public:
  struct Parts {
    std::vector<int> unknowns;           // of the whole matrix
    std::vector<PartEntry> inside;       // B, row by row
    std::vector<PartEntry> to_border;    // C: columns numbered in the border
    std::vector<PartEntry> from_border;  // R: rows numbered in the border
  };
  explicit BorderedBlock(Parts parts);

  // Factorises B and solves for B^-1 C, from the values of the whole matrix; false if B is singular and was shifted.
  bool factorise(std::span<const double> values);

  // schur -= R B^-1 C.
  void subtract_product(Eigen::MatrixXd& schur) const;

  // y = B^-1 v, kept here; border -= R y; then result = y - B^-1 C border.
  void solve(std::span<const double> v);
  void subtract_coupling(Eigen::VectorXd& border) const;
  void finish(const Eigen::VectorXd& border, std::span<double> result);

  // The same for the transpose: border -= C' B'^-1 v; then result = B'^-1 (v - R' border).
  void multiply_columns(std::span<const double> v);
  void subtract_columns(Eigen::VectorXd& border) const;
  void finish_transposed(const Eigen::VectorXd& border, std::span<const double> v, std::span<double> result);

  // Floating-point operations of the last factorisation, and of solving once with it.
  [[nodiscard]] double build_cost() const;
  [[nodiscard]] double apply_cost() const;

 private:
  void gather(std::span<const double> v);

  std::vector<int> unknowns_;
  std::vector<int> place_;  // of each entry of B, in the order of its columns
  std::vector<PartEntry> to_border_, from_border_;
  std::vector<int> border_columns_;  // the columns of C that are not empty
  KluFactors factors_;
  std::vector<double> values_, row_values_;  // of B and of R
  Eigen::MatrixXd solved_columns_;           // B^-1 C, those columns
  Eigen::VectorXd column_products_;          // C' B'^-1 v
  Eigen::VectorXd y_;
};

}  // namespace etslink
