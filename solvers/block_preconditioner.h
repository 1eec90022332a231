// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/LU>
#include <span>
#include <vector>

#include "solvers/bordered_block.h"
#include "solvers/square_system.h"
#include "solvers/worker_team.h"

namespace etslink {

// A sparse matrix without the entries that couple two different blocks (regions), factorised: bordered block-diagonal.
// Each block has its own sparse LU; the border (block -1), which may be coupled to all of them, a dense Schur
// complement. With one block it is a complete factorisation. Same bits for any number of threads.
class BlockPreconditioner {
 public:
  // block_of[i]: block of row and column i, 0, 1, ..., or -1 for the border.
  BlockPreconditioner(const SparsePattern& pattern, std::span<const int> block_of);

  // Factorises the matrix with these values, in the order of the pattern. Returns the number of singular parts: blocks
  // whose diagonal was shifted, or a border that leaves some of its unknowns alone.
  int factorise(std::span<const double> values, WorkerTeam& team);

  // y = M^-1 v and y = M'^-1 v; v and y must not overlap. After factorise only.
  void apply(std::span<const double> v, std::span<double> y, WorkerTeam& team);
  void apply_transposed(std::span<const double> v, std::span<double> y, WorkerTeam& team);

  // Floating-point operations of the last factorisation, and of one application of it.
  [[nodiscard]] double build_cost() const { return build_cost_; }
  [[nodiscard]] double apply_cost() const { return apply_cost_; }

 private:
  void gather_border(std::span<const double> v);
  void scatter_border(std::span<double> y) const;
  [[nodiscard]] int block_count() const { return static_cast<int>(blocks_.size()); }

  std::vector<BorderedBlock> blocks_;
  std::vector<int> border_;           // unknowns
  std::vector<PartEntry> in_border_;  // D
  Eigen::FullPivLU<Eigen::MatrixXd> schur_;
  Eigen::VectorXd row_factor_;  // of the rows that schur_ factorises: they differ in size, its pivots must not
  Eigen::VectorXd border_values_;
  double build_cost_ = 0, apply_cost_ = 0;
};

}  // namespace etslink
