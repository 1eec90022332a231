// SPDX-License-Identifier: Apache-2.0
#include "files/har/har_file.h"

#include <doctest/doctest.h>

#include "files/file_access.h"
#include "tests/fixtures/har_bytes.h"

namespace etslink {
namespace {

HarFile file_of(const std::string& bytes) { return HarFile(HarRecords("test.har", bytes)); }

HarArray array_of(const HarFile& file, const std::string& name) { return file.array(*file.find(name)); }

// Reads everything; the message of what was refused.
std::string message_of(const std::string& bytes) {
  try {
    const auto file = file_of(bytes);
    for (const auto& header : file.headers())
      header.type == "1C" ? static_cast<void>(file.texts(header)) : static_cast<void>(file.array(header));
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

std::vector<std::pair<std::int64_t, double>> cells_of(const HarArray& array) {
  std::vector<std::pair<std::int64_t, double>> cells;
  for (const auto& cell : array.cells) cells.emplace_back(cell.position, cell.value);
  return cells;
}

using Cells = std::vector<std::pair<std::int64_t, double>>;

}  // namespace

TEST_CASE("every type of a header array file is read in both orders of bytes") {
  for (const bool is_big_endian : {false, true}) {
    CAPTURE(is_big_endian);
    const auto file = file_of(har_of_all_types(is_big_endian));
    REQUIRE(file.headers().size() == 7);
    CHECK(file.headers()[4].text() == "SPSE  RE sparse  2 x 3  long name of SPSE");
    CHECK(file.texts(*file.find("TEXT")) == std::vector<std::string>{"one", "two", "three"});
    CHECK(cells_of(array_of(file, "INT")) == Cells{{0, 7}, {2, -3}, {3, 9}});
    CHECK(cells_of(array_of(file, "MAT")) == Cells{{0, 0.5}, {1, -2}});
    const auto full = array_of(file, "RE");
    CHECK(cells_of(full) == Cells{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {5, 6}});
    CHECK(full.coefficient == "coefficient");
    REQUIRE(full.dimensions.size() == 2);
    CHECK(full.dimensions[1].set == "COMM");
    CHECK(full.dimensions[0].elements == std::vector<std::string>{"KOR", "EU&"});
    CHECK(cells_of(array_of(file, "SPSE")) == Cells{{1, 20}, {5, 60}});
    const auto seven = array_of(file, "RL");
    CHECK(seven.dimensions.size() == 7);
    CHECK(cells_of(seven) == Cells{{0, 8}, {1, 9}});
    CHECK(array_of(file, "ONE").dimensions.empty());
    CHECK(cells_of(array_of(file, "ONE")) == Cells{{0, 42}});
    CHECK(file.find("NONE") == nullptr);
  }
}

TEST_CASE("blocks of an array of seven dimensions may come in any order") {
  HarBytes har;
  har.begin("SEVN", "RLFULL", {2, 2, 2, 2, 2, 2, 2}).data(har.integers({5, 7, 2, 2, 2, 2, 2, 2, 2}));
  std::vector<float> upper, lower;
  for (int i = 0; i < 64; ++i) {
    lower.push_back(static_cast<float>(i + 1));
    upper.push_back(static_cast<float>(i + 65));
  }
  har.data(har.integers({4, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 2, 2})).data(har.integers({3}) + har.reals(upper));
  har.data(har.integers({2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1})).data(har.integers({1}) + har.reals(lower));
  const auto array = array_of(file_of(har.bytes()), "SEVN");
  REQUIRE(array.cells.size() == 128);
  for (const auto& cell : array.cells) CHECK(cell.value == static_cast<double>(cell.position + 1));
}

TEST_CASE("texts are UTF-8 without control characters") {
  HarBytes har;
  har.begin("TEXT", "1CFULL", {1, 6}).texts({std::string("caf\xE9\x07") + '\0'}, 6);
  CHECK(file_of(har.bytes()).texts(file_of(har.bytes()).headers()[0]) == std::vector<std::string>{"caf\xC3\xA9?"});
}

TEST_CASE("a file that is cut anywhere is refused, and read where only whole headers are missing") {
  const auto whole = har_of_all_types(false);
  int refused = 0;
  for (std::size_t length = 0; length < whole.size(); ++length)
    refused += message_of(whole.substr(0, length)).empty() ? 0 : 1;
  CHECK(refused == static_cast<int>(whole.size()) - 6);  // 6 places between 7 headers
}

TEST_CASE("a wrong length, dimension, block or position is refused with header and byte") {
  HarBytes har;
  CHECK(message_of("") == "test.har: is no header array file: it has 0 bytes");
  CHECK(message_of("region,name\nKOR,Korea\n") ==
        "test.har: is no header array file: it does not begin with the name of a header");
  CHECK(message_of(std::string("\xFD") + std::string(20, ' ')) ==
        "test.har: is a header array file of another kind (first byte FD): write it anew with ViewHAR");
  CHECK(message_of(har.integers({4}) + "NAME" + har.integers({5})) ==
        "test.har: byte 0: a record of 4 bytes ends with the length 5");
  CHECK(message_of(HarBytes().record("NAME").bytes()) == "test.har: header NAME has no records");
  CHECK(message_of(HarBytes().begin("A", "XXFULL", {1}).bytes()) ==
        "test.har: header A: the type 'XX' can't be read as numbers; allowed: 2I, 2R, RE, RL");
  CHECK(message_of(HarBytes().begin("A", "2RPART", {1, 1}).bytes()) ==
        "test.har: header A, byte 26: unknown storage 'PART'; allowed: FULL, SPSE");
  CHECK(message_of(HarBytes().begin("A", "2RFULL", {1, 1}).bytes()) == "test.har: header A: its records end too early");
}

TEST_CASE("what a file says of its sizes is believed as far as its bytes go") {
  const std::int32_t most = 2147483647;
  HarBytes har;
  CHECK(message_of(HarBytes()
                       .begin("A", "RLFULL", {most, most, most, most, most, most, most})
                       .data(har.integers({3, 7, most, most, most, most, most, most, most}))
                       .bytes()) == "test.har: header A: its dimensions are too large");
  CHECK(message_of(HarBytes().begin("A", "1CFULL", {most, most}).data(har.integers({1, most, most}) + "x").bytes()) ==
        "test.har: header A, byte 132: 2147483647 texts of 2147483647 characters in 1 bytes");
  CHECK(message_of(HarBytes().begin("A", "1CFULL", {most, 0}).data(har.integers({1, most, most})).bytes()) ==
        "test.har: header A: texts of length 0");
  CHECK(
      message_of(HarBytes().begin("A", "2RFULL", {most, 1}).data(har.integers({1, most, 1, 1, most, 1, 1})).bytes()) ==
      "test.har: header A, byte 148: the block has other than 2147483647 values");
  HarBytes sparse;
  sparse.begin("A", "RLSPSE", {2, 1, 1, 1, 1, 1, 1}).data(har.integers({most, 4, 4}) + std::string(80, ' '));
  CHECK(message_of(HarBytes(sparse).data(har.integers({1, most, most, 1})).bytes()) ==
        "test.har: header A, byte 256: 2147483647 positions and values in 4 bytes");
  CHECK(message_of(HarBytes(sparse).data(har.integers({1, 1, 1, 3}) + har.reals({1})).bytes()) ==
        "test.har: header A, byte 260: position 3 of 2");
  CHECK(message_of(HarBytes(sparse).data(har.integers({1, 2, 2, 1, 1}) + har.reals({1, 1})).bytes()) ==
        "test.har: header A: its records end too early");
}

TEST_CASE("a value that is given twice is refused") {
  HarBytes har;
  har.begin("A", "RLSPSE", {2, 1, 1, 1, 1, 1, 1}).data(har.integers({2, 4, 4}) + std::string(80, ' '));
  har.data(har.integers({1, 2, 2, 1, 1}) + har.reals({1, 1}));
  CHECK(message_of(har.bytes()) == "test.har: header A: a value is given twice");
}

}  // namespace etslink
