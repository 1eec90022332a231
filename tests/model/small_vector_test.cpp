// SPDX-License-Identifier: Apache-2.0
#include "model/small_vector.h"

#include <doctest/doctest.h>

#include <numeric>
#include <utility>

namespace etslink {
namespace {

using Numbers = SmallVector<int, 2>;

Numbers counted(int size) {
  Numbers result;
  for (int i = 0; i < size; ++i) result.push_back(i + 1);
  return result;
}

int sum(const Numbers& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0); }

}  // namespace

TEST_CASE("a small vector keeps its elements inside and beyond its inline size, copied and moved") {
  for (const int size : {0, 1, 2, 3, 9}) {
    CAPTURE(size);
    Numbers original = counted(size), assigned = counted(5), moved_to = counted(7);
    const Numbers copy = original;
    assigned = original;
    CHECK(copy.size() == static_cast<std::size_t>(size));
    CHECK(sum(copy) == size * (size + 1) / 2);
    CHECK(sum(assigned) == sum(copy));
    if (size > 0) original[0] = 100;
    CHECK(sum(copy) == size * (size + 1) / 2);
    const int expected = sum(original);
    moved_to = std::move(original);
    CHECK(sum(moved_to) == expected);
    const Numbers moved(std::move(moved_to));
    CHECK(sum(moved) == expected);
  }
}

TEST_CASE("an element of a small vector can be appended to it while it grows") {
  Numbers numbers = counted(2);
  numbers.push_back(numbers.front());
  CHECK(numbers[2] == 1);
  numbers.clear();
  CHECK(numbers.empty());
}

}  // namespace etslink
