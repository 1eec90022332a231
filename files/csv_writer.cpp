// SPDX-License-Identifier: Apache-2.0
#include "files/csv_writer.h"

#include <charconv>
#include <stdexcept>
#include <utility>

namespace etslink {

CsvWriter::CsvWriter(const std::vector<std::string>& columns) : column_count_(columns.size()) {
  for (const std::string& name : columns) add(name);
  end_row();
}

CsvWriter& CsvWriter::add(std::string_view field) {
  if (field_count_++ > 0) text_ += ',';
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += field;
    return *this;
  }
  text_ += '"';
  for (const char c : field) text_.append(c == '"' ? 2 : 1, c);
  text_ += '"';
  return *this;
}

CsvWriter& CsvWriter::add(double number) {
  char digits[32];
  return add(std::string_view(digits, std::to_chars(digits, digits + sizeof digits, number).ptr - digits));
}

CsvWriter& CsvWriter::add(int number) { return add(std::to_string(number)); }

void CsvWriter::end_row() {
  if (field_count_ != column_count_) throw std::logic_error("broken precondition: a CSV row has one field per column");
  field_count_ = 0;
  text_ += '\n';
}

std::string CsvWriter::take() { return std::exchange(text_, {}); }

}  // namespace etslink
