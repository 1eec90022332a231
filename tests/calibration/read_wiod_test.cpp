// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_wiod.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "calibration/aggregate.h"
#include "calibration/csv.h"
#include "model/input_error.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

std::string shared(const std::string& file) { return source_folder() + "/../shared/data/" + file; }

std::string error_of(const BenchmarkCopy& copy) {
  return refusal(copy, [](const std::string& folder) { (void)read_wiod(folder + "/table.csv"); });
}

IoTable tiny() { return read_wiod(fixture_folder("tiny_world") + "/table.csv").table; }

}  // namespace

TEST_CASE("value added of the source table closes output against inputs") {
  const SourceTable source = read_wiod(fixture_folder("tiny_world") + "/table.csv");
  const IoTable& table = source.table;
  REQUIRE(table.regions.size() == 3);
  REQUIRE(table.sectors.size() == 5);
  const Eigen::VectorXd inputs = table.intermediate.colwise().sum().transpose();
  CHECK((inputs + table.value_added - table.output()).cwiseAbs().maxCoeff() < 1e-12);
  // four rows of the fixture publish an output that is one too high
  CHECK(source.adjustments.at(0).size == 4);
  CHECK(source.adjustments.at(1).size == 1);
  // the only negative stock changes of the fixture are those of its mining goods
  CHECK(source.adjustments.at(2).size < -5);
}

TEST_CASE("non-profit institutions are put with households") {
  const BenchmarkCopy copy("tiny_world");
  const CsvTable csv = read_csv(copy.folder() + "/table.csv");
  const double expected = csv.number(4, "AA_hh") + csv.number(4, "AA_npish");
  const IoTable table = tiny();
  CHECK(table.final_demand(4, IoTable::final_column(0, FinalUse::households)) == expected);
}

TEST_CASE("a damaged source table is rejected with its place") {
  const BenchmarkCopy column("tiny_world");
  column.replace("table.csv", "AA_gfcf", "AA_gfcg");
  CHECK(error_of(column) == "FOLDER/table.csv:1: column 'AA_gfcf' is missing");
  const BenchmarkCopy row("tiny_world");
  row.replace("table.csv", "\nAA,i,", "\nAB,i,");
  CHECK(error_of(row) ==
        "FOLDER/table.csv:4: row AB,i is not in region-major order, with the industries of the first region");
}

TEST_CASE("aggregation keeps every total") {
  const IoTable table = tiny();
  const IoTable sum = aggregate(table, {{{"AA", "A"}, {"AB", "A"}, {"BB", "B"}}, {"A", "B"}},
                                {{{"m", "x"}, {"r", "x"}, {"i", "y"}, {"e", "y"}, {"s", "y"}}, {"x", "y"}});
  CHECK(sum.intermediate.sum() == doctest::Approx(table.intermediate.sum()).epsilon(1e-14));
  CHECK(sum.final_demand.sum() == doctest::Approx(table.final_demand.sum()).epsilon(1e-14));
  CHECK(sum.value_added.sum() == doctest::Approx(table.value_added.sum()).epsilon(1e-14));
  // x of A buys from x of B: mining and refining of AA and AB from those of BB
  double expected = 0;
  for (const int row : {10, 11})
    for (const int column : {0, 1, 5, 6}) expected += table.intermediate(row, column);
  CHECK(sum.intermediate(sum.row(1, 0), sum.row(0, 0)) == expected);
}

TEST_CASE("aggregation names the code that a concordance misses") {
  CHECK_THROWS_WITH_AS((void)aggregate(tiny(), {{{"AA", "A"}}, {"A"}}, {{}, {}}),
                       "the concordance has no target for region 'AB'; did you mean 'AA'?", InputError);
}

TEST_CASE("the 8-region aggregate of the real table is the published one") {
  if (!std::filesystem::exists(shared("wiod2013/wiot_2011.csv.gz"))) {
    MESSAGE("skipped: ../shared/data is not there");
    return;
  }
  const IoTable table = read_wiod(shared("wiod2013/wiot_2011.csv.gz")).table;
  CodeMap regions{{}, {"CHN", "JPN", "KOR", "USA", "EUR", "IND", "RUS", "ROW"}}, sectors{{}, {"all"}};
  const CsvTable map = read_csv(shared("concordance/regions8.csv"));
  for (int row = 0; row < map.row_count(); ++row) regions.target[map.text(row, "code")] = map.text(row, "region8");
  for (const std::string& code : table.sectors) sectors.target[code] = "all";
  const IoTable sum = aggregate(table, regions, sectors);
  const CsvTable published = read_csv(shared("targets/macro_2011_regions8.csv"));
  for (int row = 0; row < published.row_count(); ++row) {
    CAPTURE(published.text(row, "region"));
    const int region = static_cast<int>(
        std::find(regions.codes.begin(), regions.codes.end(), published.text(row, "region")) - regions.codes.begin());
    const double households = published.number(row, "final_hh_musd") + published.number(row, "final_npish_musd");
    CHECK(sum.final_demand.col(IoTable::final_column(region, FinalUse::households)).sum() == households);
    CHECK(sum.intermediate.col(region).sum() == published.number(row, "intermediate_use_musd"));
  }
}
