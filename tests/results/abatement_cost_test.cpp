// SPDX-License-Identifier: Apache-2.0
#include "results/abatement_cost.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace etslink;

namespace {

// Two regions with marginal abatement cost curves tau = slope x (abatement)^power in one linked market.
struct TwoRegions {
  double slope_a = 2, slope_b = 5, power = 1, target = 30;

  [[nodiscard]] CapPathPoint at(double s) const {
    const double weight_a = std::pow(slope_a, -1 / power), weight_b = std::pow(slope_b, -1 / power);
    const double tau = std::pow(s * target / (weight_a + weight_b), power);
    return {{tau}, {{100 - std::pow(tau / slope_a, 1 / power), 80 - std::pow(tau / slope_b, 1 / power)}}};
  }
  // int_0^x slope y^power dy at the end of the path.
  [[nodiscard]] double exact_area_a() const {
    const double abated = 100 - at(1).emissions[0][0];
    return slope_a * std::pow(abated, power + 1) / (power + 1);
  }
};

}  // namespace

TEST_CASE("the curve of a linear marginal cost is a triangle") {
  const TwoRegions linear;
  const auto cost = integrate_abatement_cost([&](double s) { return linear.at(s); });
  REQUIRE(cost);
  CHECK(cost->area[0] == doctest::Approx(linear.exact_area_a()).epsilon(1e-12));
  CHECK(cost->evaluations == 5);
  CHECK(cost->is_accurate);
}

TEST_CASE("emissions that fall ever faster weigh the prices late on the path: exact for parabolas") {
  const auto faster = [](double s) { return CapPathPoint{{2 + 3 * s}, {{100 - 10 * s * s}}}; };
  const auto cost = integrate_abatement_cost(faster);
  REQUIRE(cost);
  CHECK(cost->area[0] == doctest::Approx(20 * (2.0 / 2 + 3.0 / 3)).epsilon(1e-12));  // int (2 + 3 s) 20 s ds
  CHECK(cost->evaluations == 5);
}

TEST_CASE("the error estimate covers the true error and is below one per cent") {
  for (const double power : {0.5, 1.5, 2.5, 4.0}) {
    CAPTURE(power);
    TwoRegions curved;
    curved.power = power;
    const auto cost = integrate_abatement_cost([&](double s) { return curved.at(s); });
    REQUIRE(cost);
    CHECK(cost->is_accurate);
    CHECK(std::abs(cost->area[0] - curved.exact_area_a()) <= cost->error[0] + 1e-12);
    CHECK(cost->error[0] <= 0.01 * cost->area[0]);
    CHECK(cost->total_error <= 0.01 * (cost->area[0] + cost->area[1]));
  }
}

TEST_CASE("a cap that starts to bind half way asks for more points near the kink, each solved once") {
  std::multiset<double> asked;
  const auto kinked = [&](double s) -> std::optional<CapPathPoint> {
    asked.insert(s);
    const double bound = std::max(0.0, s - 0.72);
    return CapPathPoint{{10 * bound * bound}, {{100 - 40 * bound}}};
  };
  const auto cost = integrate_abatement_cost(kinked);
  REQUIRE(cost);
  CHECK(cost->is_accurate);
  CHECK(cost->area[0] == doctest::Approx(400.0 / 3 * std::pow(0.28, 3)).epsilon(0.01));
  CHECK(cost->evaluations > 5);
  CHECK(static_cast<int>(asked.size()) == cost->evaluations);
  CHECK(std::set<double>(asked.begin(), asked.end()).size() == asked.size());
}

TEST_CASE("a market without effort costs nothing") {
  const auto cost = integrate_abatement_cost([](double) { return CapPathPoint{{0}, {{100, 50}}}; });
  REQUIRE(cost);
  CHECK(cost->area == std::vector<double>{0, 0});
  CHECK(cost->is_accurate);
}

TEST_CASE("a point of the path that can't be solved leaves no cost") {
  const TwoRegions linear;
  const auto path = [&](double s) { return s == 0.75 ? std::nullopt : std::optional(linear.at(s)); };
  CHECK_FALSE(integrate_abatement_cost(path).has_value());
}

TEST_CASE("gains from permits that cancel a region's curve do not ask for endless points") {
  TwoRegions curved;
  curved.power = 3;
  QuadratureOptions options;
  const double area = curved.exact_area_a();
  options.beside_area = {-area, area};
  const auto cost = integrate_abatement_cost([&](double s) { return curved.at(s); }, options);
  REQUIRE(cost);
  CHECK(cost->is_accurate);
  CHECK(cost->error[0] <= 0.001 * (cost->area[0] + cost->area[1]));
  CHECK(cost->evaluations < 33);
}
