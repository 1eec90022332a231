// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/share_out.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

using namespace etslink;

namespace {

double sum(const std::vector<double>& parts) { return std::accumulate(parts.begin(), parts.end(), 0.0); }

}  // namespace

TEST_CASE("parts of a sum add up to it, also where what is wanted is far from it") {
  for (const double total : {1e-9, 0.3, 10.0, 13.0, 4e5, 1e12}) {
    CAPTURE(total);
    const auto parts = share_out(total, {{7, 0.2}, {3, 0.5}, {0.01, 1.5}});
    CHECK(std::abs(sum(parts) / total - 1) < 1e-14);
    for (const double part : parts) CHECK(part >= 0);
  }
}

TEST_CASE("parts that are wanted as they are stay, and parts of one error move by one factor") {
  const auto same = share_out(10, {{7, 0.2}, {3, 0.5}});
  CHECK(std::abs(same[0] - 7) < 1e-12);
  const auto double_of = share_out(20, {{7, 0.3}, {3, 0.3}});
  CHECK(std::abs(double_of[0] - 14) < 1e-12);
  CHECK(std::abs(double_of[1] - 6) < 1e-12);
}

TEST_CASE("the logarithms by which parts move are in proportion to the squares of their errors") {
  for (const double total : {6.0, 17.0}) {
    const auto parts = share_out(total, {{7, 0.2}, {3, 0.5}});
    CHECK(std::abs(std::log(parts[1] / 3) / std::log(parts[0] / 7) - 0.25 / 0.04) < 1e-9);
  }
}

TEST_CASE("what is not wanted gets nothing, and a sum that nobody wants stays undivided") {
  const auto parts = share_out(5, {{0, 1}, {2, 0.1}});
  CHECK(parts[0] == 0);
  CHECK(std::abs(parts[1] - 5) < 1e-12);
  CHECK(sum(share_out(5, {{0, 1}, {0, 0.1}})) == 0);
  CHECK(sum(share_out(0, {{1, 1}, {2, 0.1}})) == 0);
}
