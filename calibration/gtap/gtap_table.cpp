// SPDX-License-Identifier: Apache-2.0
#include "calibration/gtap/gtap_table.h"

#include <algorithm>
#include <charconv>

#include "model/input_error.h"

namespace etslink {
namespace {

// A vector is often a matrix of one column.
std::size_t used_dimensions(const HarArray& array) {
  auto used = array.dimensions.size();
  while (used > 1 && array.dimensions[used - 1].size == 1 && array.dimensions[used - 1].elements.empty()) --used;
  return used;
}

bool before(const GtapCell& a, const GtapCell& b) { return a.at < b.at; }

}  // namespace

double GtapTable::value(const std::array<int, 4>& at) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), GtapCell{at, 0}, before);
  return found == cells.end() || found->at != at ? 0 : found->value;
}

// Per dimension the index of each element; an element without a name is the one at its place in the list.
std::vector<std::vector<int>> GtapReader::positions(GtapFile file, const HarArray& array,
                                                    const std::vector<GtapSet>& sets) const {
  std::vector<std::vector<int>> result;
  for (std::size_t d = 0; d < sets.size(); ++d) {
    const auto names = lists_.names(sets[d]);
    const auto& dimension = array.dimensions[d];
    auto elements = dimension.elements;
    if (elements.empty() && dimension.size == static_cast<std::int32_t>(names.size())) elements = names;
    if (elements.empty())
      database_.fail(file, array.name,
                     "dimension " + std::to_string(d + 1) + " has " + std::to_string(dimension.size) +
                         " elements without names; expected " + std::to_string(names.size()));
    result.emplace_back();
    for (const auto& element : elements) {
      const int* index = lists_.find(sets[d], element);
      if (index == nullptr)
        database_.fail(file, array.name, "unknown element '" + element + "'" + suggestion(element, names));
      result.back().push_back(*index);
    }
  }
  return result;
}

GtapTable GtapReader::table(GtapFile file, const std::string& header, const std::vector<GtapSet>& sets) const {
  const auto array = database_.array(file, header);
  const auto used = used_dimensions(array);
  if (used > sets.size() || array.dimensions.size() < sets.size())
    database_.fail(file, header,
                   "has " + std::to_string(used) + " dimensions; expected " + std::to_string(sets.size()));
  const auto indices = positions(file, array, sets);
  GtapTable result{header, sets, {}};
  result.cells.reserve(array.cells.size());
  for (const auto& cell : array.cells) {
    GtapCell found{{}, cell.value};
    auto position = cell.position;
    for (std::size_t d = 0; d < sets.size(); ++d) {
      const auto size = static_cast<std::int64_t>(indices[d].size());
      found.at[d] = indices[d][static_cast<std::size_t>(position % size)];
      position /= size;
    }
    result.cells.push_back(found);
  }
  std::sort(result.cells.begin(), result.cells.end(), before);
  return result;
}

GtapTable GtapReader::table_or_none(GtapFile file, const std::string& header, const std::vector<GtapSet>& sets) const {
  return database_.has(file, header) ? table(file, header, sets) : GtapTable{header, sets, {}};
}

std::string GtapReader::cell(const GtapTable& table, const std::array<int, 4>& at) const {
  std::string text;
  for (std::size_t d = 0; d < table.sets.size(); ++d) text += (d == 0 ? "" : ", ") + lists_.name(table.sets[d], at[d]);
  return table.name + "(" + text + ")";
}

void GtapReader::fail_at(const GtapTable& table, const std::array<int, 4>& at, const std::string& what) const {
  throw InputError({database_.file(GtapFile::data).path(), 0}, cell(table, at) + ": " + what);
}

std::vector<GtapPair> pairs(const GtapTable& first, const GtapTable& second) {
  std::vector<GtapPair> result;
  auto a = first.cells.begin(), b = second.cells.begin();
  while (a != first.cells.end() || b != second.cells.end()) {
    const bool has_first = a != first.cells.end() && (b == second.cells.end() || a->at <= b->at);
    const bool has_second = b != second.cells.end() && (a == first.cells.end() || b->at <= a->at);
    GtapPair pair;
    if (has_second) pair = {b->at, 0, (b)->value};
    if (has_first) pair = {a->at, a->value, pair.second};
    if (has_first) ++a;
    if (has_second) ++b;
    result.push_back(pair);
  }
  return result;
}

double decimal(double single) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, static_cast<float>(single)).ptr;
  double value = 0;
  std::from_chars(text, end, value);
  return value;
}

}  // namespace etslink
