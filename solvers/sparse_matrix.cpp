// SPDX-License-Identifier: Apache-2.0
#include "solvers/sparse_matrix.h"

#include <algorithm>
#include <utility>

namespace etslink {

namespace {

// Entries of a piece of work: small enough to share out evenly, large enough to be worth a hand-over between threads.
constexpr int entries_per_chunk = 16384;

// Cuts rows (or columns) that start at the given entries into pieces of about equal numbers of entries.
std::vector<int> cut(const std::vector<int>& start) {
  std::vector<int> chunk = {0};
  const int rows = static_cast<int>(start.size()) - 1;
  for (int i = 0; i < rows; ++i) {
    if (start[i + 1] - start[chunk.back()] >= entries_per_chunk) chunk.push_back(i + 1);
  }
  if (chunk.back() < rows) chunk.push_back(rows);
  return chunk;
}

}  // namespace

SparseMatrix::SparseMatrix(SparsePattern pattern)
    : pattern_(std::move(pattern)), values_(pattern_.column.size()), row_chunk_(cut(pattern_.row_start)) {}

void SparseMatrix::multiply(std::span<const double> x, std::span<double> y, WorkerTeam& team) const {
  const int* column = pattern_.column.data();
  const double* value = values_.data();
  team.run(static_cast<int>(row_chunk_.size()) - 1, [&](int chunk) {
    for (int i = row_chunk_[chunk]; i < row_chunk_[chunk + 1]; ++i) {
      const int end = pattern_.row_start[i + 1];
      double even = 0, odd = 0;  // two sums: each addition need not wait for the one before
      int k = pattern_.row_start[i];
      for (; k + 1 < end; k += 2) {
        even += value[k] * x[column[k]];
        odd += value[k + 1] * x[column[k + 1]];
      }
      if (k < end) even += value[k] * x[column[k]];
      y[i] = even + odd;
    }
  });
}

void SparseMatrix::multiply_transposed(std::span<const double> x, std::span<double> y, WorkerTeam& team) {
  if (column_start_.empty()) sort_by_column();
  team.run(static_cast<int>(column_chunk_.size()) - 1, [&](int chunk) {
    for (int j = column_chunk_[chunk]; j < column_chunk_[chunk + 1]; ++j) {
      double sum = 0;
      for (int k = column_start_[j]; k < column_start_[j + 1]; ++k) sum += values_[entry_[k]] * x[row_[k]];
      y[j] = sum;
    }
  });
}

void SparseMatrix::sort_by_column() {
  column_start_.assign(size() + 1, 0);
  for (const int j : pattern_.column) ++column_start_[j + 1];
  for (int j = 0; j < size(); ++j) column_start_[j + 1] += column_start_[j];
  row_.resize(values_.size());
  entry_.resize(values_.size());
  std::vector<int> next(column_start_.begin(), column_start_.end() - 1);
  for (int i = 0; i < size(); ++i) {
    for (int k = pattern_.row_start[i]; k < pattern_.row_start[i + 1]; ++k) {
      const int place = next[pattern_.column[k]]++;
      row_[place] = i;
      entry_[place] = k;
    }
  }
  column_chunk_ = cut(column_start_);
}

}  // namespace etslink
