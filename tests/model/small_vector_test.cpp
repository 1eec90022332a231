// SPDX-License-Identifier: Apache-2.0
#include "model/small_vector.h"

#include <doctest/doctest.h>

#include <numeric>
#include <utility>

namespace etslink {
namespace {

using Numbers = SmallVector<int, 2>;

template <class List>
List counted(int size) {
  List result;
  for (int i = 0; i < size; ++i) result.push_back(i + 1);
  return result;
}

template <class List>
int sum(const List& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0);
}

template <class List>
void check_copies() {
  for (const int size : {0, 1, 2, 3, 9}) {
    CAPTURE(size);
    List original = counted<List>(size), assigned = counted<List>(5), moved_to = counted<List>(7);
    const List copy = original;
    assigned = original;
    CHECK(copy.size() == static_cast<std::size_t>(size));
    CHECK(sum(copy) == size * (size + 1) / 2);
    CHECK(sum(assigned) == sum(copy));
    if (size > 0) original[0] = 100;
    CHECK(sum(copy) == size * (size + 1) / 2);
    const int expected = sum(original);
    moved_to = std::move(original);
    CHECK(sum(moved_to) == expected);
    const List moved(std::move(moved_to));
    CHECK(sum(moved) == expected);
  }
}

}  // namespace

TEST_CASE("a small vector keeps its elements inside and beyond its inline size, copied and moved") {
  check_copies<Numbers>();
}

TEST_CASE("a small vector without elements inside takes no space for them") {
  struct Record {
    double numbers[8] = {};
  };
  check_copies<SmallVector<int, 0>>();
  CHECK(sizeof(SmallVector<Record, 0>) < sizeof(Record));
}

TEST_CASE("an element of a small vector can be appended to it while it grows") {
  Numbers numbers = counted<Numbers>(2);
  numbers.push_back(numbers.front());
  CHECK(numbers[2] == 1);
  numbers.clear();
  CHECK(numbers.empty());
}

}  // namespace etslink
