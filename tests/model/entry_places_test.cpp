// SPDX-License-Identifier: Apache-2.0
#include "model/entry_places.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

namespace etslink {
namespace {

using Entry = std::pair<int, int>;

constexpr int size = 30;

TouchedEntries random_touches(std::mt19937& random, int count) {
  std::uniform_int_distribution<int> any(0, size - 1), few(0, 4);
  TouchedEntries touched;
  for (int k = 0; k < count; ++k) {
    touched.row.push_back(any(random));
    touched.column.push_back((3 * few(random) + touched.row.back()) % size);  // some again and again
  }
  return touched;
}

}  // namespace

TEST_CASE("each touch of an entry leads to its place in a pattern of sorted rows, whichever part touched it first") {
  std::mt19937 random(1);
  const std::vector<TouchedEntries> touched = {random_touches(random, 200), {}, random_touches(random, 50)};
  std::set<Entry> all;
  std::vector<DistinctEntries> parts;
  for (const TouchedEntries& part : touched) {
    for (std::size_t k = 0; k < part.row.size(); ++k) all.emplace(part.row[k], part.column[k]);
    parts.push_back(distinct_entries(part, size));
  }
  const PlacedEntries placed = place_entries(parts, size);
  std::vector<Entry> in_pattern;
  for (int i = 0; i < size; ++i) {
    for (int k = placed.pattern.row_start[i]; k < placed.pattern.row_start[i + 1]; ++k)
      in_pattern.emplace_back(i, placed.pattern.column[k]);
  }
  CHECK(placed.pattern.size == size);
  CHECK(in_pattern == std::vector<Entry>(all.begin(), all.end()));  // a set is sorted by row, then by column
  for (std::size_t p = 0; p < touched.size(); ++p) {
    REQUIRE(parts[p].of_touch.size() == touched[p].row.size());
    for (std::size_t k = 0; k < touched[p].row.size(); ++k) {
      const Entry entry = in_pattern[placed.place[p][parts[p].of_touch[k]]];
      CHECK(entry == Entry(touched[p].row[k], touched[p].column[k]));
    }
  }
}

TEST_CASE("entries that are touched again are listed once") {
  const DistinctEntries distinct = distinct_entries({{2, 1, 2, 2}, {5, 5, 0, 5}}, 6);
  CHECK(distinct.row == std::vector{1, 2, 2});
  CHECK(distinct.column == std::vector{5, 5, 0});
  CHECK(distinct.of_touch == std::vector{1, 0, 2, 1});
}

}  // namespace etslink
