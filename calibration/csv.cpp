// SPDX-License-Identifier: Apache-2.0
#include "calibration/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "calibration/text_encoding.h"
#include "calibration/text_file.h"

namespace etslink {

// Splits the text of a table into fields; a quoted field is unescaped in place, where it can only get shorter.
class CsvParser {
 public:
  explicit CsvParser(CsvTable& table) : table_(table), text_(table.text_) {
    if (text_.size() >= std::numeric_limits<std::uint32_t>::max()) fail("is larger than 4 GB");
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) fail("is in UTF-16; save it as CSV in UTF-8");
    if (text_.find('\0') != std::string::npos) fail("is not a text file (it contains zero bytes)");
    require_utf8(text_, table_.file_);
    if (text_.starts_with("\xEF\xBB\xBF")) position_ = 3;  // byte-order mark of spreadsheets
  }

  void parse() {
    while (skip_blank_lines()) {
      const std::uint32_t line = line_;
      const std::size_t first = table_.fields_.size();
      parse_row();
      if (table_.columns_.empty()) {
        take_header();
      } else {
        check_width(line, table_.fields_.size() - first);
        table_.lines_.push_back(line);
      }
    }
    if (table_.columns_.empty()) fail("is empty; its first line must name the columns");
  }

 private:
  [[noreturn]] void fail(const std::string& message) const { throw InputError({table_.file_, 0}, message); }
  [[noreturn]] void fail_at(std::uint32_t line, const std::string& message) const {
    throw InputError({table_.file_, static_cast<int>(line)}, message);
  }

  bool at_line_end() const { return text_[position_] == '\n' || at_carriage_return(); }
  bool at_carriage_return() const {
    return text_[position_] == '\r' && (position_ + 1 == text_.size() || text_[position_ + 1] == '\n');
  }
  void skip_line_end() {
    if (position_ < text_.size() && text_[position_] == '\r') ++position_;
    if (position_ < text_.size()) ++position_;
    ++line_;
  }

  bool skip_blank_lines() {
    while (position_ < text_.size() && at_line_end()) skip_line_end();
    return position_ < text_.size();
  }

  void parse_row() {
    while (true) {
      table_.fields_.push_back(position_ < text_.size() && text_[position_] == '"' ? quoted_field() : plain_field());
      if (position_ >= text_.size() || at_line_end()) break;
      ++position_;  // the comma
    }
    skip_line_end();
  }

  CsvTable::Field plain_field() {
    const std::size_t begin = position_;
    while (position_ < text_.size() && text_[position_] != ',' && text_[position_] != '\n' && !at_carriage_return()) {
      ++position_;
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(position_ - begin)};
  }

  CsvTable::Field quoted_field() {
    const std::uint32_t first_line = line_;
    const std::size_t begin = position_++;
    std::size_t end = begin;
    while (true) {
      if (position_ >= text_.size()) fail_at(first_line, "the quoted field that starts here is not closed");
      const char c = text_[position_++];
      if (c == '"') {
        if (position_ >= text_.size() || text_[position_] != '"') break;
        ++position_;
      }
      if (c == '\n') ++line_;
      text_[end++] = c;
    }
    if (position_ < text_.size() && text_[position_] != ',' && !at_line_end()) {
      fail_at(line_, "text after a closing quote; a quote inside a quoted field is doubled");
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
  }

  void take_header() {
    for (const auto& field : table_.fields_) {
      std::string name = text_.substr(field.begin, field.length);
      if (name.empty()) fail_at(1, "column " + std::to_string(table_.columns_.size() + 1) + " has no name");
      if (table_.has_column(name)) fail_at(1, "column '" + name + "' appears twice");
      table_.columns_.push_back(std::move(name));
    }
    table_.fields_.clear();
    table_.fields_.reserve(text_.size() / 4);
  }

  void check_width(std::uint32_t line, std::size_t width) const {
    if (width == table_.columns_.size()) return;
    const std::string message = std::to_string(width) + (width == 1 ? " field" : " fields") + ", the header has " +
                                std::to_string(table_.columns_.size());
    fail_at(line, "the row has " + message + (width < table_.columns_.size() ? " (cut short?)" : ""));
  }

  CsvTable& table_;
  std::string& text_;
  std::size_t position_ = 0;
  std::uint32_t line_ = 1;
};

CsvTable::CsvTable(std::string text, const std::string& file) : text_(std::move(text)), file_(file) {
  CsvParser(*this).parse();
}

bool CsvTable::has_column(const std::string& name) const {
  return std::find(columns_.begin(), columns_.end(), name) != columns_.end();
}

int CsvTable::column(const std::string& name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) throw InputError({file_, 1}, "column '" + name + "' is missing");
  return static_cast<int>(found - columns_.begin());
}

void CsvTable::expect_columns(const std::vector<std::string>& required,
                              const std::vector<std::string>& optional) const {
  std::vector<std::string> allowed = required;
  allowed.insert(allowed.end(), optional.begin(), optional.end());
  for (const std::string& name : columns_) {
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
      throw InputError({file_, 1}, "unknown column '" + name + "'" + suggestion(name, allowed));
    }
  }
  for (const std::string& name : required) static_cast<void>(column(name));
}

std::string_view CsvTable::text(int row, int column) const {
  const Field& field = fields_[static_cast<std::size_t>(row) * columns_.size() + static_cast<std::size_t>(column)];
  return std::string_view(text_).substr(field.begin, field.length);
}

double CsvTable::number(int row, int column) const {
  const std::string_view field = text(row, column);
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error == std::errc() && end == field.data() + field.size() && std::isfinite(value)) return value;
  throw InputError(at(row), columns_[column] + (field.empty() ? " is empty" : " is '" + std::string(field) + "'") +
                                "; allowed: a finite number such as 12.5");
}

std::optional<double> CsvTable::optional_number(int row, int column) const {
  if (text(row, column).empty()) return std::nullopt;
  return number(row, column);
}

int CsvTable::integer(int row, int column) const {
  const std::string_view field = text(row, column);
  int value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error == std::errc() && end == field.data() + field.size()) return value;
  throw InputError(at(row),
                   columns_[column] + " is '" + std::string(field) + "'; allowed: a whole number such as 2011");
}

void CsvTable::expect_unique(const std::vector<std::string>& key_columns, std::string_view any) const {
  std::vector<int> positions;
  for (const std::string& name : key_columns) {
    if (has_column(name)) positions.push_back(column(name));
  }
  std::unordered_map<std::string, int> seen;
  seen.reserve(lines_.size());
  for (int row = 0; row < row_count(); ++row) {
    std::string key;
    for (const int position : positions) {
      const std::string_view field = text(row, position);
      key.append(position == positions.front() ? "" : ", ").append(field == any ? "" : field);
    }
    const auto [first, inserted] = seen.emplace(std::move(key), row);
    if (inserted) continue;
    throw InputError(at(row),
                     "(" + first->first + ") is given twice, first in line " + std::to_string(at(first->second).line));
  }
}

CsvTable read_csv(const std::string& path) { return {read_text_file(path), path}; }

}  // namespace etslink
