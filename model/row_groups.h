// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <iterator>
#include <span>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// Some rows of a table, in the order of the table; nothing is copied.
template <class Record>
class Rows {
 public:
  class Iterator {
   public:
    using value_type = Record;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Record* table, const int* row) : table_(table), row_(row) {}
    const Record& operator*() const { return table_[*row_]; }
    const Record* operator->() const { return table_ + *row_; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    Iterator operator++(int) { return {table_, row_++}; }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Record* table_ = nullptr;
    const int* row_ = nullptr;
  };

  Rows(const Record* table, std::span<const int> rows) : table_(table), rows_(rows) {}
  [[nodiscard]] Iterator begin() const { return {table_, rows_.data()}; }
  [[nodiscard]] Iterator end() const { return {table_, rows_.data() + rows_.size()}; }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  const Record* table_;
  std::span<const int> rows_;
};

// The rows of a table by a key 0 .. groups - 1, sorted by counting. The table must outlive the groups.
template <class Record>
class RowGroups {
 public:
  template <class Key>
  RowGroups(const std::vector<Record>& table, std::size_t groups, Key key_of)
      : table_(table.data()), first_(groups + 1, 0), rows_(table.size()) {
    for (const Record& record : table) {
      const std::size_t group = key_of(record);
      require(group < groups, "a record of the benchmark names a region, sector and agent that exist");
      ++first_[group + 1];
    }
    for (std::size_t g = 0; g < groups; ++g) first_[g + 1] += first_[g];
    std::vector<int> next(first_.begin(), first_.end() - 1);
    for (std::size_t i = 0; i < table.size(); ++i) rows_[next[key_of(table[i])]++] = static_cast<int>(i);
  }

  [[nodiscard]] Rows<Record> rows(std::size_t group) const {
    return {table_, {rows_.data() + first_[group], rows_.data() + first_[group + 1]}};
  }

 private:
  const Record* table_;
  std::vector<int> first_;  // position in rows_ where each group begins, and the end of the last
  std::vector<int> rows_;
};

}  // namespace etslink
