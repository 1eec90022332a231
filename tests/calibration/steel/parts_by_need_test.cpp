// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/parts_by_need.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace etslink;

TEST_CASE("each gets its need, and what nobody needs is left") {
  const auto parts = parts_by_need(10, {2, 3, 0}, {});
  CHECK(parts == std::vector<double>{0.2, 0.3, 0});
}

TEST_CASE("where there is less than is needed, all have the same part less") {
  const auto parts = parts_by_need(4, {2, 6}, {});
  CHECK(std::abs(parts[0] - 0.25) < 1e-15);
  CHECK(std::abs(parts[1] - 0.75) < 1e-15);
}

TEST_CASE("a little more than is needed is theirs, too, and much more is not") {
  const auto little = parts_by_need(5.2, {2, 3}, {0.06, 1}), much = parts_by_need(5.4, {2, 3}, {0.06, 1});
  CHECK(std::abs(little[0] + little[1] - 1) < 1e-15);
  CHECK(std::abs(little[0] - 0.4) < 1e-15);
  CHECK(std::abs(much[0] * 5.4 - 2) < 1e-14);
  const auto all = parts_by_need(500, {2, 3}, {std::numeric_limits<double>::infinity(), 1});
  CHECK(std::abs(all[0] - 0.4) < 1e-15);
}

TEST_CASE("others keep the rest of what there is at most") {
  const auto parts = parts_by_need(4, {2, 6}, {0, 0.8});
  CHECK(std::abs(parts[0] - 0.2) < 1e-15);
  CHECK(std::abs(parts[1] - 0.6) < 1e-15);
}

TEST_CASE("nothing to divide, or nobody in need: no parts") {
  CHECK(parts_by_need(0, {2, 3}, {}) == std::vector<double>{0, 0});
  CHECK(parts_by_need(5, {0, 0}, {0.5, 1}) == std::vector<double>{0, 0});
}
