// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "calibration/csv.h"
#include "model/benchmark.h"

namespace etslink {

// The codes of a benchmark, looked up fast. Every look-up throws InputError at the given place for an unknown code,
// with the nearest valid one; `what` is the word for it in the message ("good").
class CodeBook {
 public:
  explicit CodeBook(const Benchmark& benchmark);

  [[nodiscard]] Region region(std::string_view code, const char* what, const SourceLocation& at) const;
  [[nodiscard]] Sector sector(std::string_view code, const char* what, const SourceLocation& at) const;
  [[nodiscard]] Factor factor(std::string_view code, const SourceLocation& at) const;
  [[nodiscard]] Agent agent(std::string_view code, const char* what, const SourceLocation& at) const;
  // An agent of that region.
  [[nodiscard]] Agent agent_of(Region region, std::string_view code, const SourceLocation& at) const;
  // A sector, an agent of that region, or STK.
  [[nodiscard]] User user(Region region, std::string_view code, const SourceLocation& at) const;
  // domestic, imported or an exporting region.
  [[nodiscard]] Origin origin(std::string_view code, const SourceLocation& at) const;
  // Empty: plain use.
  [[nodiscard]] Purpose purpose(std::string_view code, const SourceLocation& at) const;

 private:
  using Positions = std::unordered_map<std::string, int>;

  const Benchmark& benchmark_;
  Positions regions_, sectors_, factors_, agents_, purposes_;
};

// Steps through the rows of a table and turns fields, named by column, into typed values.
class RecordReader {
 public:
  RecordReader(const CsvTable& table, const CodeBook& codes) : table_(table), codes_(codes) {}

  [[nodiscard]] bool next();
  [[nodiscard]] const SourceLocation& at() const { return at_; }
  // Empty where the table does not have the column.
  [[nodiscard]] std::string_view text(const char* column) const;
  [[nodiscard]] double number(const char* column) const { return table_.number(row_, column); }
  [[nodiscard]] Region region(const char* column) const { return codes_.region(text(column), column, at()); }
  [[nodiscard]] Sector sector(const char* column) const { return codes_.sector(text(column), column, at()); }
  [[nodiscard]] Factor factor() const { return codes_.factor(text("factor"), at()); }
  [[nodiscard]] Agent agent(const char* column) const { return codes_.agent(text(column), column, at()); }
  [[nodiscard]] Agent agent_of(Region region) const { return codes_.agent_of(region, text("agent"), at()); }
  [[nodiscard]] User user(Region region) const { return codes_.user(region, text("user"), at()); }
  [[nodiscard]] Origin origin() const { return codes_.origin(text("origin"), at()); }
  [[nodiscard]] Purpose purpose() const { return codes_.purpose(text("purpose"), at()); }
  // Empty or * means any.
  [[nodiscard]] bool is_any(const char* column) const { return text(column).empty() || text(column) == "*"; }

 private:
  const CsvTable& table_;
  const CodeBook& codes_;
  int row_ = -1;
  SourceLocation at_;
};

}  // namespace etslink
