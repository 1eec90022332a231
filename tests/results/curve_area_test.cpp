// SPDX-License-Identifier: Apache-2.0
#include "results/curve_area.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace etslink;

namespace {

// A market along s = 0, 1, ...: price 3 s + s^2; two regions abate 4 s + s^2 / 2 and 2 s of 100 Mt each.
std::vector<CapPathPoint> parabolas(int count) {
  std::vector<CapPathPoint> points;
  for (int i = 0; i < count; ++i) {
    const double s = i;
    points.push_back({{3 * s + s * s}, {{100 - 4 * s - s * s / 2, 100 - 2 * s}}});
  }
  return points;
}

// Integral of price x d abatement from 0 to s.
double exact_area_a(double s) { return 6 * s * s + 7 * s * s * s / 3 + s * s * s * s / 4; }
double exact_area_b(double s) { return 3 * s * s + 2 * s * s * s / 3; }

}  // namespace

TEST_CASE("the area under a curve is exact for parabolas, whatever the distances of its points") {
  const auto even = curve_areas(std::vector<double>{0, 1, 2, 3, 4, 5}, parabolas(6));
  REQUIRE(even.from_first.size() == 6);
  for (int i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(std::abs(even.from_first[i][0] - exact_area_a(i)) < 1e-9);
    CHECK(std::abs(even.from_first[i][1] - exact_area_b(i)) < 1e-9);
  }
  CHECK(even.worst_interval(1e-9) == -1);
  auto points = parabolas(9);
  points.erase(points.begin() + 2, points.begin() + 4);
  const auto uneven = curve_areas(std::vector<double>{0, 1, 4, 5, 6, 7, 8}, points);
  CHECK(std::abs(uneven.from_first[2][0] - exact_area_a(4)) < 1e-9);
  CHECK(std::abs(uneven.from_first[6][1] - exact_area_b(8)) < 1e-9);
}

TEST_CASE("a curve of two points has the area of a triangle, one of a single point none") {
  CHECK(std::abs(curve_areas(std::vector<double>{0, 1}, parabolas(2)).from_first[1][0] - 4 * 4.5 / 2) < 1e-12);
  const auto one = curve_areas(std::vector<double>{0}, parabolas(1));
  CHECK(one.from_first == std::vector<std::vector<double>>{{0, 0}});
  CHECK(one.worst_interval(0.1) == -1);
}

TEST_CASE("the areas of several markets add up") {
  auto points = parabolas(4);
  for (auto& point : points) {
    point.price.push_back(2 * point.price[0]);
    point.emissions.push_back({point.emissions[0][1], 0});
  }
  const auto areas = curve_areas(std::vector<double>{0, 1, 2, 3}, points).from_first;
  CHECK(std::abs(areas[3][0] - exact_area_a(3) - 2 * exact_area_b(3)) < 1e-9);
  CHECK(std::abs(areas[3][1] - exact_area_b(3)) < 1e-9);
}

TEST_CASE("a price that jumps into being is in doubt where it does") {
  std::vector<CapPathPoint> points;
  std::vector<double> s;
  for (int i = 0; i <= 8; ++i) {
    s.push_back(i);
    points.push_back({{i < 4 ? 0.0 : 10.0 * (i - 3)}, {{100.0 - 5 * i}}});
  }
  const int worst = curve_areas(s, points).worst_interval(1e-3);
  CHECK(worst >= 2);
  CHECK(worst <= 4);
}
