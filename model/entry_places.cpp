// SPDX-License-Identifier: Apache-2.0
#include "model/entry_places.h"

#include <utility>

namespace etslink {
namespace {

// Positions 0 .. keys.size() - 1 by key, in their order within a key: those of key k are
// order[first[k]] .. order[first[k + 1] - 1].
struct Groups {
  std::vector<int> first, order;

  Groups(std::span<const int> keys, int size) : first(size + 1, 0), order(keys.size()) {
    for (const int key : keys) ++first[key + 1];
    for (int k = 0; k < size; ++k) first[k + 1] += first[k];
    std::vector<int> next(first.begin(), first.end() - 1);
    for (int i = 0; i < static_cast<int>(keys.size()); ++i) order[next[keys[i]]++] = i;
  }
  [[nodiscard]] std::span<const int> of(int key) const {
    return std::span(order).subspan(first[key], first[key + 1] - first[key]);
  }
};

// Numbers per key, forgotten all at once.
class Marks {
 public:
  explicit Marks(int size) : time_(size, 0), number_(size) {}
  void forget() { ++now_; }
  [[nodiscard]] bool has(int key) const { return time_[key] == now_; }
  [[nodiscard]] int& operator[](int key) {
    time_[key] = now_;
    return number_[key];
  }

 private:
  std::vector<int> time_, number_;
  int now_ = 0;
};

std::vector<int> joined(std::span<const DistinctEntries> parts, std::vector<int> DistinctEntries::*list) {
  std::size_t count = 0;
  for (const DistinctEntries& part : parts) count += (part.*list).size();
  std::vector<int> all;
  all.reserve(count);
  for (const DistinctEntries& part : parts) all.insert(all.end(), (part.*list).begin(), (part.*list).end());
  return all;
}

}  // namespace

DistinctEntries distinct_entries(TouchedEntries touched, int size) {
  const Groups by_row(touched.row, size);
  Marks number(size);
  DistinctEntries result;
  for (int i = 0; i < size; ++i) {
    number.forget();
    for (const int touch : by_row.of(i)) {
      const int column = touched.column[touch];
      if (!number.has(column)) {
        number[column] = static_cast<int>(result.row.size());
        result.row.push_back(i);
        result.column.push_back(column);
      }
      touched.column[touch] = number[column];
    }
  }
  result.of_touch = std::move(touched.column);
  return result;
}

// Entries by column, and then, in that order, by row: so columns ascend within each row.
PlacedEntries place_entries(std::span<const DistinctEntries> parts, int size) {
  const std::vector<int> row = joined(parts, &DistinctEntries::row), column = joined(parts, &DistinctEntries::column);
  std::vector<int> place(row.size());
  PlacedEntries result;
  result.pattern.size = size;
  result.pattern.row_start.assign(size + 1, 0);
  {
    const Groups by_column(column, size);
    std::vector<int> row_by_column;
    row_by_column.reserve(row.size());
    for (const int entry : by_column.order) row_by_column.push_back(row[entry]);
    const Groups by_row(row_by_column, size);
    for (int i = 0; i < size; ++i) {
      int last = -1;
      for (const int position : by_row.of(i)) {
        const int entry = by_column.order[position];
        if (column[entry] != last) result.pattern.column.push_back(last = column[entry]);
        place[entry] = result.pattern.entries() - 1;
      }
      result.pattern.row_start[i + 1] = result.pattern.entries();
    }
  }
  auto next = place.begin();
  for (const DistinctEntries& part : parts) {
    const auto end = next + static_cast<std::ptrdiff_t>(part.row.size());
    result.place.emplace_back(next, end);
    next = end;
  }
  return result;
}

}  // namespace etslink
