// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/report_checks.h"
#include "calibration/text_file.h"
#include "model/input_error.h"
#include "tests/calibration/tiny_world.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

// A calibrated copy of the tiny world.
struct TinyRun {
  BenchmarkCopy copy{"tiny_world"};
  std::string folder = copy.folder() + "/out";
  Benchmark run() {
    calibrate(copy.folder() + "/recipe.toml", folder);
    return read_benchmark(folder);
  }
};

double difference(const Benchmark& a, const Benchmark& b) {
  REQUIRE(a.use.size() == b.use.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.use.size(); ++i) {
    const double scale = std::max(1.0, std::abs(a.use[i].value_musd));
    largest = std::max(largest, std::abs(a.use[i].value_musd - b.use[i].value_musd) / scale);
  }
  return largest;
}

}  // namespace

TEST_CASE("the calibrated tiny world satisfies every identity of a benchmark") {
  TinyRun tiny;
  const Benchmark benchmark = tiny.run();
  CHECK(check_benchmark(benchmark, own_balance_tolerance).empty());
  for (const UseFlow& flow : benchmark.use)
    if (flow.user.kind != User::Kind::stock_change) CHECK(flow.value_musd >= 0);
}

TEST_CASE("final demand plus net exports of each region is that of the source table") {
  TinyRun tiny;
  const test::TinyWorld world;
  const std::vector<RegionTotals> totals = region_totals(tiny.run());
  const Eigen::VectorXd value_added = to_io_table(world.groups).value_added;
  for (int region = 0; region < 2; ++region) {
    const double source = value_added.segment(world.groups.row(region, 0), world.groups.good_count()).sum();
    const RegionTotals& here = totals[region];
    CHECK(here.final_demand + here.exports - here.imports == doctest::Approx(source).epsilon(1e-9));
  }
}

TEST_CASE("CO2 meets the national totals and sits on purchases of its fuel") {
  TinyRun tiny;
  const Benchmark benchmark = tiny.run();
  const test::TinyWorld world;
  const std::vector<std::string> goods = {"COL", "OIL", "GAS"};
  for (int region = 0; region < 2; ++region) {
    for (int source = 0; source < 3; ++source)
      CHECK(co2_of(benchmark, Region{region}, benchmark.find_sector(goods[source]), "") ==
            doctest::Approx(world.targets.totals_mt(region, source)).epsilon(1e-9));
    CHECK(co2_of(benchmark, Region{region}, Sector{}, "") ==
          doctest::Approx(world.targets.totals_mt(region, 3)).epsilon(1e-9));
  }
}

TEST_CASE("calibrating twice gives the same bytes") {
  TinyRun first, second;
  (void)first.run();
  (void)second.run();
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(first.folder)) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const bool same = read_text_file(first.folder + "/" + name) == read_text_file(second.folder + "/" + name);
    CHECK(same);
    ++files;
  }
  CHECK(files >= 12);
}

TEST_CASE("cross-entropy finds the same balanced table as GRAS") {
  TinyRun gras, entropy;
  entropy.copy.append("recipe.toml", "\n[balance]\nmethod = \"cross_entropy\"\n");
  const Benchmark a = gras.run(), b = entropy.run();
  CHECK(check_benchmark(b, own_balance_tolerance).empty());
  CHECK(difference(a, b) < 1e-5);
}

TEST_CASE("the report lists every kind of adjustment with its size and no path or date") {
  TinyRun tiny;
  (void)tiny.run();
  const std::string report = read_text_file(tiny.folder + "/calibration_report.md");
  for (const std::string heading : {"### read", "### co2", "### patch", "### own use", "### energy value", "### split",
                                    "### balance", "### factor shares", "## Implied prices of fuels"})
    CHECK(report.find(heading) != std::string::npos);
  CHECK(report.find("| m from IND to e, B | test of a patch | 2 | million USD |") != std::string::npos);
  CHECK(report.find(tiny.copy.folder()) == std::string::npos);
}

TEST_CASE("elasticities of the recipe go before those of the file") {
  TinyRun tiny;
  const Benchmark benchmark = tiny.run();
  const auto value = [&](const std::string& parameter, const std::string& sector) {
    for (const ElasticityEntry& entry : benchmark.elasticities)
      if (entry.parameter == parameter && entry.sector == benchmark.find_sector(sector)) return entry.value;
    return std::nan("");
  };
  CHECK(value("esubd", "GAS") == 5);
  CHECK(value("esubd", "ELE") == 2.8);
  CHECK(value("esubm", "IND") == 6);
  CHECK(value("supply_elasticity", "COL") == 2);
  CHECK(std::isnan(value("supply_elasticity", "ELE")));
}

TEST_CASE("a missing source file is named") {
  const BenchmarkCopy copy("tiny_world");
  copy.remove("co2_totals.csv");
  CHECK_THROWS_AS(calibrate(copy.folder() + "/recipe.toml", copy.folder() + "/out"), InputError);
  CHECK(!std::filesystem::exists(copy.folder() + "/out/use.csv"));
}

TEST_CASE("another aggregation is another recipe: countries and industries as they are") {
  const BenchmarkCopy copy("tiny_world");
  calibrate(copy.folder() + "/recipe_3x5.toml", copy.folder() + "/out");
  const Benchmark benchmark = read_benchmark(copy.folder() + "/out");
  CHECK(benchmark.region_codes() == std::vector<std::string>{"AA", "AB", "BB"});
  CHECK(benchmark.sector_codes() == std::vector<std::string>{"m", "r", "i", "e", "s"});
  CHECK(check_benchmark(benchmark, own_balance_tolerance).empty());
  // published totals of AA in 2011: coal 6.3 and gas 5.5 on mining, oil 8, cement and other industry 0.9
  CHECK(co2_of(benchmark, Region{0}, Sector{0}, "") == doctest::Approx(6.3 + 5.5).epsilon(1e-9));
  CHECK(co2_of(benchmark, Region{0}, Sector{1}, "") == doctest::Approx(8.0).epsilon(1e-9));
  CHECK(co2_of(benchmark, Region{0}, Sector{}, "") == doctest::Approx(0.9).epsilon(1e-9));
}
