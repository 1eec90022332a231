// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// A CSV table in memory: one header row, comma separated, fields may be quoted, LF or CRLF, blank lines skipped.
// Rows and columns count from 0; every message names file and line. Views point into the table and live as long as it.
class CsvTable {
 public:
  // Parses text; `file` is its name in messages. InputError for an empty text, an empty or repeated column name, a row
  // with more or fewer fields than the header, a quote that is not closed.
  CsvTable(std::string text, const std::string& file);

  [[nodiscard]] const std::string& file() const { return file_.text(); }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] int row_count() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] int column_count() const { return static_cast<int>(columns_.size()); }
  [[nodiscard]] SourceLocation at(int row) const { return {file_, static_cast<int>(lines_[row])}; }

  [[nodiscard]] bool has_column(const std::string& name) const;
  // Position of a column; InputError with the nearest name where it is missing.
  [[nodiscard]] int column(const std::string& name) const;

  // InputError unless every required column is there and each other column is one of the optional ones.
  void expect_columns(const std::vector<std::string>& required, const std::vector<std::string>& optional = {}) const;

  [[nodiscard]] std::string_view text(int row, int column) const;
  // A finite number; InputError for an empty field, text, NaN, infinity.
  [[nodiscard]] double number(int row, int column) const;
  // Nothing where the field is empty ("not available").
  [[nodiscard]] std::optional<double> optional_number(int row, int column) const;
  [[nodiscard]] int integer(int row, int column) const;

  // The same by name of the column; for small tables.
  [[nodiscard]] std::string text(int row, const std::string& name) const {
    return std::string(text(row, column(name)));
  }
  [[nodiscard]] double number(int row, const std::string& name) const { return number(row, column(name)); }

  // InputError naming both lines where two rows agree in all these columns; a field `any` counts as empty.
  void expect_unique(const std::vector<std::string>& key_columns, std::string_view any = "") const;

 private:
  struct Field {
    std::uint32_t begin, length;
  };
  friend class CsvParser;

  std::string text_;
  FileName file_;
  std::vector<std::string> columns_;
  std::vector<Field> fields_;         // row-major
  std::vector<std::uint32_t> lines_;  // of each row
};

// Reads a CSV file, gzip or plain.
[[nodiscard]] CsvTable read_csv(const std::string& path);

}  // namespace etslink
