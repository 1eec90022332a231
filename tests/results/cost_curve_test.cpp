// SPDX-License-Identifier: Apache-2.0
#include "results/cost_curve.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "results/hdf5_reader.h"
#include "results/write_cost_curves.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

// Two regions along s = 0, 1, ...: price 3 s + s^2 (or twice that), abatement 4 s + s^2 / 2 and 2 s.
std::vector<CurvePoint> parabolas(int count) {
  std::vector<CurvePoint> points(count);
  for (int i = 0; i < count; ++i) {
    const double s = i;
    points[i].carbon_price = 3 * s + s * s;
    points[i].abatement = 6 * s + s * s / 2;
    points[i].leakage_rate = 5;
    points[i].residual = 1e-12;
    points[i].abatement_by_region = {4 * s + s * s / 2, 2 * s};
    points[i].permit_import_value = {10 * s, -10 * s};
    points[i].gdp_change = points[i].welfare_change = {-s, -2 * s};
  }
  return points;
}

// Integral of price x d abatement from 0 to s.
double exact_area_a(double s) { return 6 * s * s + 7 * s * s * s / 3 + s * s * s * s / 4; }
double exact_area_b(double s) { return 3 * s * s + 2 * s * s * s / 3; }

CostCurves two_curves() {
  CostCurves curves{{0, 10, 20, 30, 40}, {{"A alone", {1, 0}, parabolas(5)}, {"linked: A+B", {1, 1}, parabolas(3)}}};
  for (auto& curve : curves.curves) add_abatement_cost(curve.points);
  return curves;
}

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the area under a curve is exact for parabolas, and permits are added to it") {
  auto points = parabolas(6);
  add_abatement_cost(points);
  for (int i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(std::abs(points[i].abatement_cost_macc[0] - exact_area_a(i) - 10 * i) < 1e-9);
    CHECK(std::abs(points[i].abatement_cost_macc[1] - exact_area_b(i) + 10 * i) < 1e-9);
  }
}

TEST_CASE("a curve of two points has the area of a triangle, one of a single point none") {
  auto two = parabolas(2), one = parabolas(1);
  add_abatement_cost(two);
  add_abatement_cost(one);
  CHECK(std::abs(two[1].abatement_cost_macc[0] - (4 * 4.5 / 2 + 10)) < 1e-12);
  CHECK(one[0].abatement_cost_macc == Values{0, 0});
}

TEST_CASE("the table interpolates between points and shows where a curve ends") {
  auto curves = two_curves();
  curves.cut_percent = {0, 5, 10, 15, 20};
  CHECK(price_table(curves) ==
        "carbon price [USD/t]\n"
        "cut of covered emissions [%]         4         8        12        16        20\n"
        "A alone                           3.20      7.60     13.20     20.00     28.00\n"
        "linked: A+B                       3.20      7.60         -         -         -\n");
}

TEST_CASE("the file of the curves has labels, units and formulas, and missing values beyond the end of a curve") {
  const TemporaryFolder folder;
  const auto study = small_study("tiny2x2");
  const auto curves = two_curves();
  write_cost_curves(study, curves, folder.path("a.h5"));
  const NetcdfReader file(folder.path("a.h5"));
  CHECK(file.read_text("curve") == std::vector<std::string>{"A alone", "linked: A+B"});
  CHECK(file.read_text("region") == std::vector<std::string>{"A", "B"});
  CHECK(file.read_numbers("cut_percent") == curves.cut_percent);
  CHECK(file.read_numbers("largest_cut") == Values{40, 20});
  CHECK(file.read_numbers("is_member") == Values{1, 0, 1, 1});
  const auto price = file.read_numbers("carbon_price"), cost = file.read_numbers("abatement_cost_macc");
  REQUIRE(price.size() == 10);
  REQUIRE(cost.size() == 20);
  CHECK(price[4] == 28);
  CHECK(price[7] == 10);
  CHECK(std::isnan(price[8]));
  CHECK(cost[9] == curves.curves[0].points[4].abatement_cost_macc[1]);
  CHECK(std::isnan(cost[16]));
  for (const auto& name : file.variable_names()) {
    if (file.is_text(name) || name == "point") continue;
    CAPTURE(name);
    CHECK_FALSE(file.variable_attribute(name, "units").empty());
    CHECK_FALSE(file.variable_attribute(name, "long_name").empty());
  }
  CHECK(file.variable_attribute("carbon_price", "units") == "USD/t");
  CHECK(file.attributes()[1] == std::pair<std::string, std::string>("format", "etslink cost curves 1"));
  CHECK(file.attributes().back() == std::pair<std::string, std::string>("study", study.study_text));
}

TEST_CASE("curves read back from their file are the same curves, and as long") {
  const TemporaryFolder folder;
  const auto curves = two_curves();
  write_cost_curves(small_study("tiny2x2"), curves, folder.path("a.h5"));
  const auto back = read_cost_curves(NetcdfReader(folder.path("a.h5")));
  CHECK(price_table(back) == price_table(curves));
  REQUIRE(back.curves.size() == 2);
  for (std::size_t c = 0; c < 2; ++c) {
    CHECK(back.curves[c].is_member == curves.curves[c].is_member);
    REQUIRE(back.curves[c].points.size() == curves.curves[c].points.size());
    CHECK(back.curves[c].points.back().abatement_cost_macc == curves.curves[c].points.back().abatement_cost_macc);
    CHECK(back.curves[c].points.back().abatement_by_region == curves.curves[c].points.back().abatement_by_region);
  }
}

TEST_CASE("equal curves give equal bytes") {
  const TemporaryFolder folder;
  write_cost_curves(small_study("tiny2x2"), two_curves(), folder.path("a.h5"));
  write_cost_curves(small_study("tiny2x2"), two_curves(), folder.path("b.h5"));
  CHECK(bytes(folder.path("a.h5")) == bytes(folder.path("b.h5")));
}
