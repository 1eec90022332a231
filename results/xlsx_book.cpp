// SPDX-License-Identifier: Apache-2.0
#include "results/xlsx_book.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "files/file_access.h"
#include "model/input_error.h"

namespace etslink {
namespace {

constexpr std::size_t most_rows = LXW_ROW_MAX - 2, most_letters = LXW_SHEETNAME_MAX, most_text = 32767;

// Of several bytes in UTF-8; none is cut.
std::string shortened(const std::string& text, std::size_t most) {
  auto end = std::min(text.size(), most);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// What Excel does not allow in the name of a sheet never stands in the name of an axis.
std::string sheet_name(const ResultTable& table, std::set<std::string>& taken) {
  std::string name;
  for (const auto& axis : table.axes) name += (name.empty() ? "" : " x ") + axis;
  if (name.empty()) name = "numbers";
  auto unique = shortened(name, most_letters);
  for (int i = 2; !taken.insert(unique).second; ++i) {
    const auto suffix = " " + std::to_string(i);
    unique = shortened(name, most_letters - suffix.size()) + suffix;
  }
  return unique;
}

// A workbook that is written into a temporary file when it is closed; `output` is the name of what becomes of it, in
// messages.
class Book {
 public:
  Book(const std::string& temporary, const std::string& output)
      : output_(output), book_(workbook_new(temporary.c_str())) {
    if (book_ == nullptr) throw WriteError(output, "can't be written: no workbook can be made");
    lxw_doc_properties properties{};
    properties.created = 946684800;  // the same bytes whenever it is written: 1 January 2000
    workbook_set_properties(book_, &properties);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  [[nodiscard]] lxw_worksheet* sheet(const std::string& name) {
    auto* sheet = workbook_add_worksheet(book_, name.c_str());
    if (sheet == nullptr) throw WriteError(output_, "can't be written: no sheet can be named '" + name + "'");
    return sheet;
  }
  [[nodiscard]] lxw_format* head() const { return head_; }

  void close() {
    errno = 0;
    const auto error = workbook_close(std::exchange(book_, nullptr));
    if (error == LXW_NO_ERROR) return;
    throw WriteError(output_,
                     std::string("can't be written: ") + (errno != 0 ? std::strerror(errno) : lxw_strerror(error)));
  }

 private:
  std::string output_;
  lxw_workbook* book_;
  lxw_format* head_ = nullptr;
};

lxw_row_t row_of(std::size_t index) { return static_cast<lxw_row_t>(index); }
lxw_col_t column_of(std::size_t index) { return static_cast<lxw_col_t>(index); }

void write_texts(lxw_worksheet* sheet, std::size_t row, const std::vector<std::string>& texts, lxw_format* format) {
  for (std::size_t c = 0; c < texts.size(); ++c)
    worksheet_write_string(sheet, row_of(row), column_of(c), shortened(texts[c], most_text).c_str(), format);
}

// A label that is a number is one in the sheet.
void write_label(lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& label) {
  double number = 0;
  const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
  if (error == std::errc() && end == label.data() + label.size() && std::isfinite(number)) {
    worksheet_write_number(sheet, row_of(row), column_of(column), number, nullptr);
  } else {
    worksheet_write_string(sheet, row_of(row), column_of(column), shortened(label, most_text).c_str(), nullptr);
  }
}

void write_about(Book& book, const std::vector<TablePart>& parts) {
  auto* sheet = book.sheet("about");
  write_texts(sheet, 0, {"file", "attribute", "text"}, book.head());
  std::size_t row = 1;
  for (const auto& part : parts) {
    const auto name = part.file.path() + (part.variant.empty() ? "" : " " + part.variant);
    for (const auto& [attribute, text] : part.file.attributes())
      write_texts(sheet, row++, {name, attribute, text}, nullptr);
  }
  worksheet_set_column(sheet, 0, 1, 22, nullptr);
  worksheet_set_column(sheet, 2, 2, 100, nullptr);
}

void write_table(Book& book, const ResultTable& table, const std::string& name) {
  if (table.rows.size() > most_rows)
    throw InputError({}, "a sheet holds " + std::to_string(most_rows) + " rows, but '" + name + "' has " +
                             std::to_string(table.rows.size()) + "; --csv has no limit");
  auto* sheet = book.sheet(name);
  std::vector<std::string> head = table.axes, units(table.axes.size());
  for (const auto& variable : table.variables) {
    head.push_back(variable.name);
    units.push_back(variable.unit);
  }
  write_texts(sheet, 0, head, book.head());
  write_texts(sheet, 1, units, nullptr);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& row = table.rows[r];
    for (std::size_t a = 0; a < row.labels.size(); ++a) write_label(sheet, r + 2, a, row.labels[a]);
    for (std::size_t v = 0; v < row.values.size(); ++v) {
      if (std::isfinite(row.values[v]))
        worksheet_write_number(sheet, row_of(r + 2), column_of(row.labels.size() + v), row.values[v], nullptr);
    }
  }
  worksheet_freeze_panes(sheet, 2, column_of(table.axes.size()));
  worksheet_set_column(sheet, 0, column_of(head.size() - 1), 16, nullptr);
}

void write_book(Book& book, const std::vector<TablePart>& parts, const std::vector<ResultTable>& tables) {
  write_about(book, parts);
  auto* list = book.sheet("variables");
  write_texts(list, 0, {"variable", "unit", "sheet", "name", "description"}, book.head());
  std::set<std::string> taken{"about", "variables"};
  std::size_t row = 1;
  for (const auto& table : tables) {
    const auto name = sheet_name(table, taken);
    for (const auto& variable : table.variables)
      write_texts(list, row++, {variable.name, variable.unit, name, variable.long_name, variable.description}, nullptr);
    write_table(book, table, name);
  }
  worksheet_set_column(list, 0, 3, 26, nullptr);
  worksheet_set_column(list, 4, 4, 100, nullptr);
  book.close();
}

// Of its own name until it is moved into place; removed where writing fails.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code error;
    std::filesystem::remove(path_, error);
  }
  [[nodiscard]] std::string bytes() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

 private:
  std::string path_;
};

}  // namespace

void write_xlsx(const std::string& path, const std::vector<TablePart>& parts, const std::vector<ResultTable>& tables) {
  // The library writes to a path alone; write_file then does it by the rules of all outputs.
  std::string pattern = (std::filesystem::temp_directory_path() / "etslink-XXXXXX").string();
  const int descriptor = ::mkstemp(pattern.data());
  if (descriptor < 0) throw WriteError(path, std::string("can't be written: ") + pattern + ": " + std::strerror(errno));
  ::close(descriptor);
  const TemporaryFile temporary(pattern);
  Book book(pattern, path);
  write_book(book, parts, tables);
  write_file(path, temporary.bytes());
}

}  // namespace etslink
