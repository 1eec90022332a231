// SPDX-License-Identifier: Apache-2.0
#include "files/har/har_array_reader.h"

#include <algorithm>
#include <limits>

#include "files/file_access.h"

namespace etslink {
namespace {

constexpr std::size_t element_size = 12;  // characters of the name of an element, of a set, of a coefficient
constexpr std::int32_t ranks = 7;         // of the types RE and RL
constexpr std::size_t comment_size = 80;

// Of a block within the dimensions, whose product is small enough.
template <class Ranges>
std::size_t count_of(const Ranges& block) {
  std::size_t count = 1;
  for (const auto& [from, to] : block) count *= static_cast<std::size_t>(to - from);
  return count;
}

}  // namespace

void HarArrayReader::fail(const std::string& what) const {
  throw FileError(records_.path(), "header " + header_.name + ": " + what);
}

HarCursor HarArrayReader::next_record() {
  if (next_ >= header_.end_record) fail("its records end too early");
  HarCursor cursor(records_, next_++, header_.name);
  cursor.expect_blanks();
  return cursor;
}

// Positions are stored in 4 bytes, so that no array has more values.
std::int64_t HarArrayReader::size() const {
  std::int64_t product = 1;
  for (const auto dimension : header_.dimensions) {
    product *= dimension;
    if (product > std::numeric_limits<std::int32_t>::max()) fail("its dimensions are too large");
  }
  return product;
}

std::vector<std::string> HarArrayReader::read_texts(std::int32_t count, std::int32_t length) {
  std::vector<std::string> texts;
  while (static_cast<std::int32_t>(texts.size()) < count) {
    auto cursor = next_record();
    cursor.skip(4);  // records left
    if (const auto total = cursor.integer(); total != count)
      cursor.fail(std::to_string(total) + " texts where " + std::to_string(count) + " are stated");
    const auto here = cursor.integer_from(1, "the number of texts in a record");
    if (here > count - static_cast<std::int32_t>(texts.size())) cursor.fail("more texts than are stated");
    if (cursor.left() != static_cast<std::size_t>(here) * static_cast<std::size_t>(length))
      cursor.fail(std::to_string(here) + " texts of " + std::to_string(length) + " characters in " +
                  std::to_string(cursor.left()) + " bytes");
    for (int i = 0; i < here; ++i) texts.push_back(cursor.text(static_cast<std::size_t>(length)));
  }
  return texts;
}

std::vector<std::string> HarArrayReader::texts() {
  if (header_.type != "1C") fail("is of the type " + header_.type + ", not 1C");
  if (header_.dimensions.size() != 2) fail("texts have 2 dimensions");
  if (header_.dimensions[1] < 1) fail("texts of length " + std::to_string(header_.dimensions[1]));
  return read_texts(header_.dimensions[0], header_.dimensions[1]);
}

// Names of sets, and of the elements of each set once, in the order of the dimensions.
void HarArrayReader::read_sets(HarArray& array) {
  auto cursor = next_record();
  cursor.skip(2 * 4);
  const auto used = cursor.integer_from(0, "the number of sets");
  if (used > ranks) cursor.fail(std::to_string(used) + " sets; at most 7 are read");
  array.coefficient = cursor.text(element_size);
  cursor.skip(4);
  std::string status;
  for (int i = 0; i < used; ++i) array.dimensions.push_back({cursor.text(element_size), {}, header_.dimensions[i]});
  for (int i = 0; i < used; ++i) status += cursor.text(1).append(1, ' ').front();
  cursor.skip(static_cast<std::size_t>(used) * 4);
  const auto single = cursor.integer_from(0, "the number of single elements");
  for (int i = 0; i < single; ++i) cursor.skip(element_size);
  cursor.expect_end();
  for (int i = used; i < ranks; ++i) {
    if (header_.dimensions[i] != 1) cursor.fail("dimension " + std::to_string(i + 1) + " has no set");
  }
  for (int i = 0; i < used; ++i) {
    if (status[static_cast<std::size_t>(i)] != 'k') continue;
    auto& dimension = array.dimensions[static_cast<std::size_t>(i)];
    const auto same = std::find_if(array.dimensions.begin(), array.dimensions.begin() + i, [&](const auto& other) {
      return other.set == dimension.set && !other.elements.empty();
    });
    const bool is_known = same != array.dimensions.begin() + i;
    if (is_known && same->size != dimension.size) fail("set " + dimension.set + " has two sizes");
    dimension.elements = is_known ? same->elements : read_texts(dimension.size, element_size);
  }
}

std::vector<HarArrayReader::Range> HarArrayReader::read_block(HarCursor& cursor) const {
  std::vector<Range> block;
  for (const auto dimension : header_.dimensions) {
    const auto from = cursor.integer_from(1, "the first index of a block"), to = cursor.integer();
    if (to < from || to > dimension)
      cursor.fail("a block from " + std::to_string(from) + " to " + std::to_string(to) + " of a dimension of " +
                  std::to_string(dimension));
    block.emplace_back(from - 1, to);
  }
  return block;
}

// The values of a block, first index fastest. Its size was held against the bytes that are there.
void HarArrayReader::read_values(HarCursor& cursor, const std::vector<Range>& block, HarArray& array) const {
  std::vector<std::int32_t> index;
  for (const auto& [from, to] : block) index.push_back(from);
  for (auto left = cursor.left() / 4; left > 0; --left) {
    const double value = header_.type == "2I" ? cursor.integer() : static_cast<double>(cursor.real());
    std::int64_t position = 0;
    for (std::size_t d = block.size(); d-- > 0;) position = position * header_.dimensions[d] + index[d];
    if (value != 0) array.cells.push_back({position, value});
    for (std::size_t d = 0; d < block.size() && ++index[d] == block[d].second; ++d) index[d] = block[d].first;
  }
}

void HarArrayReader::read_matrix(HarArray& array) {
  if (header_.is_sparse) fail("type " + header_.type + " is never sparse");
  if (header_.dimensions.size() != 2) fail("a matrix has 2 dimensions");
  for (const auto dimension : header_.dimensions) array.dimensions.push_back({"", {}, dimension});
  for (const auto all = size(); values_ < all;) {
    auto cursor = next_record();
    cursor.skip(3 * 4);  // records left, rows, columns
    const auto block = read_block(cursor);
    if (cursor.left() != 4 * count_of(block))
      cursor.fail("the block has other than " + std::to_string(count_of(block)) + " values");
    values_ += static_cast<std::int64_t>(count_of(block));
    read_values(cursor, block, array);
  }
}

void HarArrayReader::read_full(HarArray& array) {
  auto cursor = next_record();
  cursor.skip(2 * 4);  // records left, number of dimensions
  for (const auto dimension : header_.dimensions) {
    if (const auto stated = cursor.integer(); stated != dimension)
      cursor.fail("a dimension of " + std::to_string(stated) + " where " + std::to_string(dimension) + " is stated");
  }
  for (const auto all = size(); values_ < all;) {
    auto place = next_record();
    place.skip(4);
    const auto block = read_block(place);
    auto data = next_record();
    data.skip(4);
    if (data.left() != 4 * count_of(block))
      data.fail("the block has other than " + std::to_string(count_of(block)) + " values");
    values_ += static_cast<std::int64_t>(count_of(block));
    read_values(data, block, array);
  }
}

void HarArrayReader::read_sparse(HarArray& array) {
  auto cursor = next_record();
  const auto nonzeros = cursor.integer_from(0, "the number of values");
  if (cursor.integer() != 4 || cursor.integer() != 4) cursor.fail("values of other than 4 bytes");
  cursor.skip(comment_size);
  const auto all = size();
  while (values_ < nonzeros) {
    auto data = next_record();
    data.skip(2 * 4);
    const auto here = data.integer_from(1, "the number of values in a record");
    if (data.left() != 8 * static_cast<std::size_t>(here))
      data.fail(std::to_string(here) + " positions and values in " + std::to_string(data.left()) + " bytes");
    const auto first = array.cells.size();
    for (int i = 0; i < here; ++i) array.cells.push_back({data.integer_from(1, "a position") - std::int64_t{1}, 0});
    for (int i = 0; i < here; ++i) {
      auto& cell = array.cells[first + static_cast<std::size_t>(i)];
      if (cell.position >= all)
        data.fail("position " + std::to_string(cell.position + 1) + " of " + std::to_string(all));
      cell.value = static_cast<double>(data.real());
    }
    values_ += here;
  }
  if (values_ > nonzeros) fail("more values than are stated");
}

HarArray HarArrayReader::array() {
  HarArray array;
  array.name = header_.name;
  const auto& type = header_.type;
  if (type == "2I" || type == "2R") {
    read_matrix(array);
  } else if (type == "RE" || type == "RL") {
    if (header_.dimensions.size() != ranks) fail("type " + type + " has 7 dimensions");
    if (type == "RE") read_sets(array);
    for (auto i = array.dimensions.size(); type == "RL" && i < ranks; ++i)
      array.dimensions.push_back({"", {}, header_.dimensions[i]});
    header_.is_sparse ? read_sparse(array) : read_full(array);
  } else {
    fail("the type '" + type + "' can't be read as numbers; allowed: 2I, 2R, RE, RL");
  }
  std::erase_if(array.cells, [](const HarCell& cell) { return cell.value == 0; });
  std::sort(array.cells.begin(), array.cells.end(),
            [](const HarCell& a, const HarCell& b) { return a.position < b.position; });
  const auto same = [](const HarCell& a, const HarCell& b) { return a.position == b.position; };
  if (std::adjacent_find(array.cells.begin(), array.cells.end(), same) != array.cells.end())
    fail("a value is given twice");
  return array;
}

}  // namespace etslink
