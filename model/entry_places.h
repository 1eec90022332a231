// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "solvers/square_system.h"

namespace etslink {

// Rows and columns in the order in which something touches them; the same entry may be touched many times.
struct TouchedEntries {
  std::vector<int> row, column;
};

// The different ones of touched entries, row by row in the order in which each was touched first, and which of them
// each touch is.
struct DistinctEntries {
  std::vector<int> row, column;
  std::vector<int> of_touch;
};

// Finds them by counting, for rows and columns below `size`: no sort, no search. The memory of the touches becomes that
// of `of_touch`.
[[nodiscard]] DistinctEntries distinct_entries(TouchedEntries touched, int size);

// The pattern of all entries of several parts, in which parts may share entries, and the place of each entry in it.
struct PlacedEntries {
  SparsePattern pattern;
  std::vector<std::vector<int>> place;  // per part and entry
};
[[nodiscard]] PlacedEntries place_entries(std::span<const DistinctEntries> parts, int size);

}  // namespace etslink
