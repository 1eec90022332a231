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

// Two regions along s = 0, 1, ...: price 3 s + s^2, abatement 4 s + s^2 / 2 and 2 s.
std::vector<CurvePoint> parabolas(int count) {
  std::vector<CurvePoint> points(count);
  for (int i = 0; i < count; ++i) {
    const double s = i;
    points[i].carbon_price = 3 * s + s * s;
    points[i].cut_percent = 10 * s;
    points[i].abatement = 6 * s + s * s / 2;
    points[i].leakage_rate = 5;
    points[i].residual = 1e-12;
    points[i].abatement_by_region = {4 * s + s * s / 2, 2 * s};
    points[i].permit_import_value = {10 * s, -10 * s};
    points[i].abatement_cost_macc = {7 * s, 3 * s};
    points[i].gdp_change = points[i].welfare_change = {-s, -2 * s};
  }
  return points;
}

CostCurves two_curves() {
  return {{0, 10, 20, 30, 40}, {{"A alone", {1, 0}, parabolas(5)}, {"linked: A+B", {1, 1}, parabolas(3)}}};
}

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the table shows points that were solved, and where a curve ends") {
  CHECK(price_table(two_curves()) ==
        "carbon price [USD/t]\n"
        "cut of covered emissions [%]        10        20        30        40\n"
        "A alone                           4.00     10.00     18.00     28.00\n"
        "linked: A+B                       4.00     10.00         -         -\n");
  auto many = two_curves();
  many.path_percent.clear();
  many.curves = {{"A alone", {1, 0}, parabolas(12)}};
  for (const auto& point : many.curves[0].points) many.path_percent.push_back(point.cut_percent);
  CHECK(price_table(many) ==
        "carbon price [USD/t]\n"
        "cut of covered emissions [%]        20        40        70        90       110\n"
        "A alone                          10.00     28.00     70.00    108.00    154.00\n");
}

TEST_CASE("columns of the table are as wide as their numbers: two blanks part any two") {
  auto curves = two_curves();
  for (auto& point : curves.curves[0].points) point.carbon_price *= 1e6;
  CHECK(price_table(curves) ==
        "carbon price [USD/t]\n"
        "cut of covered emissions [%]          10           20           30           40\n"
        "A alone                       4000000.00  10000000.00  18000000.00  28000000.00\n"
        "linked: A+B                         4.00        10.00            -            -\n");
}

TEST_CASE("where cuts are not the positions on the path, the table shows both") {
  auto curves = two_curves();
  for (auto& point : curves.curves[1].points) point.cut_percent *= 1.5;
  CHECK(price_table(curves) ==
        "carbon price [USD/t]\n"
        "path from the benchmark [%]        10        20        30        40\n"
        "A alone                          4.00     10.00     18.00     28.00\n"
        "linked: A+B                      4.00     10.00         -         -\n"
        "\ncut of covered emissions [%]\n"
        "path from the benchmark [%]        10        20        30        40\n"
        "A alone                         10.00     20.00     30.00     40.00\n"
        "linked: A+B                     15.00     30.00         -         -\n");
}

TEST_CASE("the file of the curves has labels, units and formulas, and missing values beyond the end of a curve") {
  const TemporaryFolder folder;
  const auto study = small_study("tiny2x2");
  const auto curves = two_curves();
  write_cost_curves(study, curves, folder.path("a.h5"));
  const NetcdfReader file(folder.path("a.h5"));
  CHECK(file.read_text("curve") == std::vector<std::string>{"A alone", "linked: A+B"});
  CHECK(file.read_text("region") == std::vector<std::string>{"A", "B"});
  CHECK(file.read_numbers("path_percent") == curves.path_percent);
  CHECK(file.read_numbers("largest_path_percent") == Values{40, 20});
  CHECK(file.read_numbers("cut_percent")[4] == 40);
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
  CHECK(file.attributes()[1] == std::pair<std::string, std::string>("format", "etslink cost curves 2"));
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
