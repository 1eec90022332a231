// SPDX-License-Identifier: Apache-2.0
#include "calibration/csv.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "calibration/text_file.h"
#include "files/csv_writer.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

std::string message_of(
    const std::string& text, void (*use)(const CsvTable&) = [](const CsvTable&) {}) {
  try {
    use(CsvTable(text, "t.csv"));
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("fields are found by name of column, with the line of each row") {
  const CsvTable table("region,value\nKOR,1.5\n\nJPN,-2e3\n", "t.csv");
  CHECK(table.row_count() == 2);
  CHECK(table.text(1, "region") == "JPN");
  CHECK(table.number(1, "value") == -2000);
  CHECK(table.at(1).line == 4);
  CHECK(table.at(1).file == "t.csv");
}

TEST_CASE("quoted fields hold commas, doubled quotes and line breaks, and lines are still counted right") {
  const CsvTable table("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\nlast,1\n", "t.csv");
  CHECK(table.text(0, "a") == "x, \"y\"");
  CHECK(table.text(0, "b") == "two\nlines");
  CHECK(table.text(1, "a") == "last");
  CHECK(table.at(1).line == 4);
}

TEST_CASE("carriage returns, a byte-order mark and a missing last line end are tolerated") {
  const CsvTable table(
      "\xEF\xBB\xBF"
      "a,b\r\n1,\r\n\"q\",4",
      "t.csv");
  CHECK(table.columns() == std::vector<std::string>{"a", "b"});
  CHECK(table.text(0, "b").empty());
  CHECK(table.text(1, "a") == "q");
  CHECK(table.number(1, "b") == 4);
  CHECK(CsvTable("a,b\nx\ry,1\n", "t.csv").text(0, "a") ==
        "x\ry");  // only before a line feed it belongs to the line end
}

TEST_CASE("an empty numeric field means not available only where the caller asks for it") {
  const CsvTable table("a,b\n1,\n", "t.csv");
  CHECK_FALSE(table.optional_number(0, 1).has_value());
  CHECK(table.optional_number(0, 0) == 1);
  CHECK_THROWS_WITH_AS(static_cast<void>(table.number(0, 1)),
                       "t.csv:2: b is empty; allowed: a finite number such as 12.5", InputError);
}

TEST_CASE("a table that is not one is rejected with file and line") {
  CHECK(message_of("") == "t.csv: is empty; its first line must name the columns");
  CHECK(message_of("\n\n") == "t.csv: is empty; its first line must name the columns");
  CHECK(message_of("a,,c\n") == "t.csv:1: column 2 has no name");
  CHECK(message_of("a,b,a\n") == "t.csv:1: column 'a' appears twice");
  CHECK(message_of("a,b\n1,2\n3\n") == "t.csv:3: the row has 1 field, the header has 2 (cut short?)");
  CHECK(message_of("a,b\n1,2,3\n") == "t.csv:2: the row has 3 fields, the header has 2");
  CHECK(message_of("a,b\n1,\"x\n") == "t.csv:2: the quoted field that starts here is not closed");
  CHECK(message_of("a,b\n1,\"x\"y\n") ==
        "t.csv:2: text after a closing quote; a quote inside a quoted field is doubled");
  CHECK(message_of(std::string("a\0b\n", 4)) == "t.csv: is not a text file (it contains zero bytes)");
}

TEST_CASE("whatever is not a finite number is rejected where a number belongs") {
  for (const std::string field : {"abc", "1.5x", "1,5", " 1", "nan", "inf", "-inf", "1e999", "0x10", "+1", "1 000"}) {
    CAPTURE(field);
    const std::string shown = field == "1,5" ? "\"1,5\"" : field;
    CHECK(message_of("a\n" + shown + "\n", [](const CsvTable& table) { static_cast<void>(table.number(0, "a")); }) ==
          "t.csv:2: a is '" + field + "'; allowed: a finite number such as 12.5");
  }
  CHECK(message_of("a\n2011.5\n", [](const CsvTable& table) { static_cast<void>(table.integer(0, 0)); }) ==
        "t.csv:2: a is '2011.5'; allowed: a whole number such as 2011");
  CHECK(CsvTable("a\n2011\n", "t.csv").integer(0, 0) == 2011);
}

TEST_CASE("unknown and missing columns are named") {
  CHECK(message_of("region,valu\n", [](const CsvTable& table) {
          table.expect_columns({"region", "value"});
        }) == "t.csv:1: unknown column 'valu'; did you mean 'value'?");
  CHECK(message_of("region\n", [](const CsvTable& table) {
          table.expect_columns({"region", "value"});
        }) == "t.csv:1: column 'value' is missing");
  CHECK(message_of("region,gas\n", [](const CsvTable& table) { table.expect_columns({"region"}, {"gas"}); }) ==
        "accepted");
}

TEST_CASE("a repeated key is rejected with both lines, and a word for any counts as empty") {
  const auto unique = [](const CsvTable& table) { table.expect_unique({"a", "b"}, "*"); };
  CHECK(message_of("a,b,v\nx,y,1\nx,z,1\nx,y,2\n", unique) == "t.csv:4: (x, y) is given twice, first in line 2");
  CHECK(message_of("a,b,v\nx,,1\nx,*,1\n", unique) == "t.csv:3: (x, ) is given twice, first in line 2");
  CHECK(message_of("a,b,v\nxy,,1\nx,y,1\n", unique) == "accepted");
}

TEST_CASE("written numbers read back as the same bits, in the fewest digits") {
  const std::vector<double> numbers = {
      0.1, 1.0 / 3, 1e-300, 123456789.125, -0.0, 5e-324, std::numeric_limits<double>::max(), 100000, 0.1 + 0.2};
  CsvWriter writer({"v"});
  for (const double number : numbers) {
    writer.add(number);
    writer.end_row();
  }
  const CsvTable table(writer.text(), "t.csv");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double read = table.number(static_cast<int>(i), 0);
    CHECK(read == numbers[i]);
    CHECK(std::signbit(read) == std::signbit(numbers[i]));
  }
  CHECK(table.text(0, 0) == "0.1");
  CHECK(table.text(8, 0) == "0.30000000000000004");
}

TEST_CASE("written fields are quoted only where needed and read back") {
  CsvWriter writer({"a", "b"});
  writer.add("x, \"y\"\nz").add("plain");
  writer.end_row();
  CHECK(writer.text() == "a,b\n\"x, \"\"y\"\"\nz\",plain\n");
  CHECK(CsvTable(writer.text(), "t.csv").text(0, "a") == "x, \"y\"\nz");
  writer.add("too few");
  CHECK_THROWS_AS(writer.end_row(), std::logic_error);
}

TEST_CASE("the world input-output table is read whole, from gzip") {
  const std::string path = source_folder() + "/../shared/data/wiod2013/wiot_2011.csv.gz";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: ../shared/data is not there");
    return;
  }
  const CsvTable table = read_csv(path);
  CHECK(table.row_count() == 1435);
  CHECK(table.column_count() == 1643);
  double output = 0;
  for (int row = 0; row < table.row_count(); ++row) {
    for (int column = 2; column < table.column_count() - 1; ++column) output += table.number(row, column);
  }
  CHECK(std::abs(output / 141.71e6 - 1) < 1e-3);  // trillion USD as in shared/data/CALIBRATION.md
}
