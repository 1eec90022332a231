// SPDX-License-Identifier: Apache-2.0
#include "solvers/block_preconditioner.h"

#include <algorithm>
#include <utility>

namespace etslink {

namespace {

// The parts of a matrix, and where each of its rows and columns belongs.
struct Partition {
  std::vector<BorderedBlock::Parts> blocks;
  std::vector<int> border;
  std::vector<PartEntry> in_border;
  std::vector<int> block_of;  // numbered without gaps; -1: border
  std::vector<int> position;  // in its block or in the border

  explicit Partition(std::span<const int> given) {
    int count = 0;
    for (const int b : given) count = std::max(count, b + 1);
    std::vector<int> number(count, -1);
    for (int u = 0; u < static_cast<int>(given.size()); ++u) {
      if (given[u] >= 0 && number[given[u]] < 0) {
        number[given[u]] = static_cast<int>(blocks.size());
        blocks.emplace_back();
      }
      block_of.push_back(given[u] < 0 ? -1 : number[given[u]]);
      std::vector<int>& members = block_of[u] < 0 ? border : blocks[block_of[u]].unknowns;
      position.push_back(static_cast<int>(members.size()));
      members.push_back(u);
    }
  }

  void add(int row, int column, int place) {
    const PartEntry entry{position[row], position[column], place};
    const int of_row = block_of[row], of_column = block_of[column];
    if (of_row < 0 && of_column < 0) {
      in_border.push_back(entry);
    } else if (of_row < 0) {
      blocks[of_column].from_border.push_back(entry);
    } else if (of_column < 0) {
      blocks[of_row].to_border.push_back(entry);
    } else if (of_row == of_column) {
      blocks[of_row].inside.push_back(entry);
    }
  }
};

}  // namespace

BlockPreconditioner::BlockPreconditioner(const SparsePattern& pattern, std::span<const int> block_of) {
  Partition parts(block_of);
  for (int i = 0; i < pattern.size; ++i) {
    for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k) parts.add(i, pattern.column[k], k);
  }
  border_ = std::move(parts.border);
  in_border_ = std::move(parts.in_border);
  border_values_.resize(static_cast<Eigen::Index>(border_.size()));
  row_factor_.resize(border_values_.size());
  for (BorderedBlock::Parts& block : parts.blocks) blocks_.emplace_back(std::move(block));
}

int BlockPreconditioner::factorise(std::span<const double> values, WorkerTeam& team) {
  std::vector<char> regular(blocks_.size());
  team.run(block_count(), [&](int b) { regular[b] = blocks_[b].factorise(values) ? 1 : 0; });
  int singular = static_cast<int>(std::count(regular.begin(), regular.end(), 0));
  build_cost_ = apply_cost_ = 0;
  for (const BorderedBlock& block : blocks_) {
    build_cost_ += block.build_cost();
    apply_cost_ += block.apply_cost();
  }
  if (border_.empty()) return singular;
  Eigen::MatrixXd schur = Eigen::MatrixXd::Zero(border_values_.size(), border_values_.size());
  for (const PartEntry& entry : in_border_) schur(entry.row, entry.column) = values[entry.place];
  for (const BorderedBlock& block : blocks_) block.subtract_product(schur);
  for (Eigen::Index i = 0; i < schur.rows(); ++i) {
    const double largest = schur.row(i).cwiseAbs().maxCoeff();
    row_factor_[i] = largest > 0 ? 1 / largest : 1;
  }
  schur = row_factor_.asDiagonal() * schur;
  schur_.compute(schur);
  if (!schur_.isInvertible()) ++singular;
  return singular;
}

void BlockPreconditioner::gather_border(std::span<const double> v) {
  for (std::size_t i = 0; i < border_.size(); ++i) border_values_[i] = v[border_[i]];
}

void BlockPreconditioner::scatter_border(std::span<double> y) const {
  for (std::size_t i = 0; i < border_.size(); ++i) y[border_[i]] = border_values_[i];
}

void BlockPreconditioner::apply(std::span<const double> v, std::span<double> y, WorkerTeam& team) {
  team.run(block_count(), [&](int b) { blocks_[b].solve(v); });
  gather_border(v);
  for (const BorderedBlock& block : blocks_) block.subtract_coupling(border_values_);
  if (!border_.empty()) border_values_ = schur_.solve(row_factor_.cwiseProduct(border_values_).eval()).eval();
  team.run(block_count(), [&](int b) { blocks_[b].finish(border_values_, y); });
  scatter_border(y);
}

void BlockPreconditioner::apply_transposed(std::span<const double> v, std::span<double> y, WorkerTeam& team) {
  team.run(block_count(), [&](int b) { blocks_[b].multiply_columns(v); });
  gather_border(v);
  for (const BorderedBlock& block : blocks_) block.subtract_columns(border_values_);
  if (!border_.empty())
    border_values_ = row_factor_.cwiseProduct(schur_.transpose().solve(border_values_).eval()).eval();
  team.run(block_count(), [&](int b) { blocks_[b].finish_transposed(border_values_, v, y); });
  scatter_border(y);
}

}  // namespace etslink
