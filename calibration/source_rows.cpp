// SPDX-License-Identifier: Apache-2.0
#include "calibration/source_rows.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "model/number_text.h"

namespace etslink {

SourceLocation end_of(const CsvTable& csv) {
  return csv.row_count() > 0 ? csv.at(csv.row_count() - 1) : SourceLocation{csv.file(), 1};
}

namespace {

std::string key_of(const CsvTable& csv, int row, const std::vector<int>& columns) {
  std::string key;
  for (const int column : columns) key += (key.empty() ? "" : ", ") + std::string(csv.text(row, column));
  return key;
}

}  // namespace

KeyedRows::KeyedRows(const CsvTable& csv, const std::vector<std::string>& key_columns) : csv_(csv) {
  for (const std::string& name : key_columns)
    if (csv.has_column(name)) columns_.push_back(csv.column(name));
}

void KeyedRows::take(int row) {
  const std::string key = key_of(csv_, row, columns_);
  const auto [first, is_new] = taken_.emplace(key, row);
  if (is_new) return;
  throw InputError(csv_.at(row),
                   "(" + key + ") is given twice, first in line " + std::to_string(csv_.at(first->second).line));
}

double number_between(const CsvTable& csv, int row, const std::string& column, std::pair<double, double> range) {
  const double value = csv.number(row, column);
  if (value >= range.first && value <= range.second) return value;
  throw InputError(csv.at(row), column + " is " + shortest_text(value) + "; allowed: " + shortest_text(range.first) +
                                    " to " + shortest_text(range.second));
}

double nonnegative(const CsvTable& csv, int row, const std::string& column) {
  return number_between(csv, row, column, {0, largest_source_number});
}

std::optional<double> optional_nonnegative(const CsvTable& csv, int row, const std::string& column) {
  if (csv.text(row, csv.column(column)).empty()) return std::nullopt;
  return nonnegative(csv, row, column);
}

void check_shares(const CsvTable& csv, const std::vector<int>& rows, const ShareColumns& columns) {
  constexpr double rounding = 1e-5;
  if (!csv.has_column(columns.share)) return;
  std::vector<int> whole;
  for (const std::string& name : columns.whole) whole.push_back(csv.column(name));
  std::unordered_map<std::string, double> sums;
  for (const int row : rows) sums[key_of(csv, row, whole)] += csv.number(row, columns.value);
  for (const int row : rows) {
    const double value = csv.number(row, columns.value), sum = sums[key_of(csv, row, whole)];
    const double published = csv.number(row, columns.share);
    if (std::abs(value - published * sum) <= rounding * std::max(sum, 1e-300)) continue;
    throw InputError(csv.at(row), columns.share + " is " + shortest_text(published) + ", but " + columns.value +
                                      " is " + shortest_text(value) + " of " + shortest_text(sum) +
                                      " over all rows of (" + key_of(csv, row, whole) +
                                      "): a row is missing or a number is wrong");
  }
}

}  // namespace etslink
