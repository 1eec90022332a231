// SPDX-License-Identifier: Apache-2.0
#include "solvers/bordered_block.h"

#include <algorithm>
#include <utility>

namespace etslink {

namespace {

// Sorts entries that stand row by row into columns.
void sort_by_column(std::vector<PartEntry>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const PartEntry& a, const PartEntry& b) { return a.column < b.column; });
}

ColumnPattern columns_of(int size, const std::vector<PartEntry>& sorted) {
  ColumnPattern pattern{size, std::vector<int>(size + 1, 0), {}};
  for (const PartEntry& entry : sorted) {
    ++pattern.column_start[entry.column + 1];
    pattern.row.push_back(entry.row);
  }
  for (int j = 0; j < size; ++j) pattern.column_start[j + 1] += pattern.column_start[j];
  return pattern;
}

// The columns that occur, ascending; each entry then names its column by its number in that list.
std::vector<int> compress_columns(std::vector<PartEntry>& entries) {
  std::vector<int> columns;
  for (const PartEntry& entry : entries) columns.push_back(entry.column);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  for (PartEntry& entry : entries) {
    entry.column = static_cast<int>(std::lower_bound(columns.begin(), columns.end(), entry.column) - columns.begin());
  }
  return columns;
}

ColumnPattern sorted_columns(int size, std::vector<PartEntry>& entries) {
  sort_by_column(entries);
  return columns_of(size, entries);
}

}  // namespace

BorderedBlock::BorderedBlock(Parts parts)
    : unknowns_(std::move(parts.unknowns)),
      to_border_(std::move(parts.to_border)),
      from_border_(std::move(parts.from_border)),
      border_columns_(compress_columns(to_border_)),
      factors_(sorted_columns(static_cast<int>(unknowns_.size()), parts.inside)),
      values_(parts.inside.size()),
      row_values_(from_border_.size()),
      y_(unknowns_.size()) {
  for (const PartEntry& entry : parts.inside) place_.push_back(entry.place);
}

bool BorderedBlock::factorise(std::span<const double> values) {
  for (std::size_t k = 0; k < place_.size(); ++k) values_[k] = values[place_[k]];
  for (std::size_t k = 0; k < from_border_.size(); ++k) row_values_[k] = values[from_border_[k].place];
  const bool regular = factors_.factorise(values_);
  solved_columns_.setZero(y_.size(), static_cast<Eigen::Index>(border_columns_.size()));
  for (const PartEntry& entry : to_border_) solved_columns_(entry.row, entry.column) = values[entry.place];
  factors_.solve({solved_columns_.data(), static_cast<std::size_t>(solved_columns_.size())});
  return regular;
}

void BorderedBlock::subtract_product(Eigen::MatrixXd& schur) const {
  for (std::size_t k = 0; k < from_border_.size(); ++k) {
    for (std::size_t j = 0; j < border_columns_.size(); ++j) {
      schur(from_border_[k].row, border_columns_[j]) -= row_values_[k] * solved_columns_(from_border_[k].column, j);
    }
  }
}

void BorderedBlock::gather(std::span<const double> v) {
  for (std::size_t i = 0; i < unknowns_.size(); ++i) y_[i] = v[unknowns_[i]];
}

void BorderedBlock::solve(std::span<const double> v) {
  gather(v);
  factors_.solve({y_.data(), unknowns_.size()});
}

void BorderedBlock::subtract_coupling(Eigen::VectorXd& border) const {
  for (std::size_t k = 0; k < from_border_.size(); ++k) {
    border[from_border_[k].row] -= row_values_[k] * y_[from_border_[k].column];
  }
}

void BorderedBlock::finish(const Eigen::VectorXd& border, std::span<double> result) {
  for (std::size_t j = 0; j < border_columns_.size(); ++j) {
    y_ -= border[border_columns_[j]] * solved_columns_.col(static_cast<Eigen::Index>(j));
  }
  for (std::size_t i = 0; i < unknowns_.size(); ++i) result[unknowns_[i]] = y_[i];
}

void BorderedBlock::multiply_columns(std::span<const double> v) {
  gather(v);
  column_products_ = solved_columns_.transpose() * y_;
}

void BorderedBlock::subtract_columns(Eigen::VectorXd& border) const {
  for (std::size_t j = 0; j < border_columns_.size(); ++j) border[border_columns_[j]] -= column_products_[j];
}

void BorderedBlock::finish_transposed(const Eigen::VectorXd& border, std::span<const double> v,
                                      std::span<double> result) {
  gather(v);
  for (std::size_t k = 0; k < from_border_.size(); ++k) {
    y_[from_border_[k].column] -= row_values_[k] * border[from_border_[k].row];
  }
  factors_.solve_transposed({y_.data(), unknowns_.size()});
  for (std::size_t i = 0; i < unknowns_.size(); ++i) result[unknowns_[i]] = y_[i];
}

double BorderedBlock::build_cost() const {
  return factors_.flops() + 2 * factors_.entries() * static_cast<double>(border_columns_.size());
}

double BorderedBlock::apply_cost() const {
  return 2 * (factors_.entries() + static_cast<double>(solved_columns_.size() + from_border_.size()));
}

}  // namespace etslink
