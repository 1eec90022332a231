// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "calibration/gtap/gtap_lists.h"

namespace etslink {

// A cell by indices of the benchmark, in the order of the header's dimensions.
struct GtapCell {
  std::array<int, 4> at{};
  double value = 0;
};

// A header of a GTAP file with the cells that are not zero, in the order of their indices.
struct GtapTable {
  std::string name;
  std::vector<GtapSet> sets;
  std::vector<GtapCell> cells;

  // Value of a cell; 0 where there is none.
  [[nodiscard]] double value(const std::array<int, 4>& at) const;
};

// Cells of two headers that belong together: a value before and one after tax.
struct GtapPair {
  std::array<int, 4> at{};
  double first = 0, second = 0;
};

// Reads headers of a database; InputError where a dimension or an element is not what is asked for.
class GtapReader {
 public:
  GtapReader(const GtapDatabase& database, const GtapLists& lists) : database_(database), lists_(lists) {}

  [[nodiscard]] const GtapDatabase& database() const { return database_; }
  [[nodiscard]] const GtapLists& lists() const { return lists_; }
  [[nodiscard]] GtapTable table(GtapFile file, const std::string& header, const std::vector<GtapSet>& sets) const;
  // Empty where the file has no such header.
  [[nodiscard]] GtapTable table_or_none(GtapFile file, const std::string& header,
                                        const std::vector<GtapSet>& sets) const;
  // "VDFB(coa, ely, KOR)"
  [[nodiscard]] std::string cell(const GtapTable& table, const std::array<int, 4>& at) const;
  // InputError at a cell of the flows.
  [[noreturn]] void fail_at(const GtapTable& table, const std::array<int, 4>& at, const std::string& what) const;

 private:
  [[nodiscard]] std::vector<std::vector<int>> positions(GtapFile file, const HarArray& array,
                                                        const std::vector<GtapSet>& sets) const;

  const GtapDatabase& database_;
  const GtapLists& lists_;
};

[[nodiscard]] std::vector<GtapPair> pairs(const GtapTable& first, const GtapTable& second);

// A number of single precision as its shortest decimal text has it: 0.3 where the file says 0.300000012.
[[nodiscard]] double decimal(double single);

}  // namespace etslink
