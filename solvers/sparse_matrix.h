// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "solvers/square_system.h"
#include "solvers/worker_team.h"

namespace etslink {

// A square sparse matrix of fixed pattern and its products with vectors. Every entry of a product is summed in one
// fixed order, so that the bits do not depend on the number of threads.
class SparseMatrix {
 public:
  explicit SparseMatrix(SparsePattern pattern);

  [[nodiscard]] const SparsePattern& pattern() const { return pattern_; }
  [[nodiscard]] int size() const { return pattern_.size; }

  // Values in the order of the pattern.
  [[nodiscard]] std::span<double> values() { return values_; }
  [[nodiscard]] std::span<const double> values() const { return values_; }

  // y = A x; y and x must not overlap.
  void multiply(std::span<const double> x, std::span<double> y, WorkerTeam& team) const;

  // y = A' x. The first call sorts the entries by column.
  void multiply_transposed(std::span<const double> x, std::span<double> y, WorkerTeam& team);

 private:
  void sort_by_column();

  SparsePattern pattern_;
  std::vector<double> values_;
  std::vector<int> row_chunk_;  // first row of each piece of work, and the end
  // The same entries by column: entry_[k] is the place of the value in row row_[k].
  std::vector<int> column_start_, row_, entry_, column_chunk_;
};

}  // namespace etslink
