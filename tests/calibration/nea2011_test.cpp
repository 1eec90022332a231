// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/csv.h"
#include "calibration/read_benchmark.h"
#include "calibration/report_checks.h"
#include "calibration/text_file.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

const std::string source_dir = source_folder();
const std::vector<std::string> main_regions = {"CHN", "JPN", "KOR", "USA", "EUR"};

const Benchmark& nea2011() {
  static const Benchmark benchmark = read_benchmark(source_dir + "/data/nea2011");
  return benchmark;
}

std::string shared(const std::string& file) { return source_dir + "/../shared/data/" + file; }

bool has_shared_data() {
  const bool found = std::filesystem::exists(shared("targets/co2_by_fuel_2011.csv"));
  if (!found) MESSAGE("skipped: ../shared/data is not there");
  return found;
}

double price(const std::string& region, const std::string& fuel) {
  const Benchmark& b = nea2011();
  return fuel_purchases(b, b.find_region(region), b.find_sector(fuel), "") /
         energy_of(b, b.find_region(region), b.find_sector(fuel), "");
}

void check_range(const std::string& what, double value, std::pair<double, double> range) {
  CAPTURE(what);
  CAPTURE(value);
  CHECK(value >= range.first);
  CHECK(value <= range.second);
}

// Purchases of a good over output of a sector, both at basic prices.
double cost_share(const std::string& region, const std::string& sector, const std::string& good) {
  const Benchmark& b = nea2011();
  return fuel_purchases(b, b.find_region(region), b.find_sector(good), sector) /
         sector_output(b, b.find_region(region), b.find_sector(sector));
}

// t CO2 per 1000 USD of output, fuels and processes.
double intensity(const std::string& region, const std::string& sector) {
  const Benchmark& b = nea2011();
  double mt = 0;
  for (const EmissionFlow& flow : b.emissions)
    if (flow.region == b.find_region(region) && b.user_code(flow.user) == sector) mt += flow.mt;
  return 1000 * mt / sector_output(b, b.find_region(region), b.find_sector(sector));
}

bool is_bought_with(const UseFlow& use, const EmissionFlow& flow) {
  return use.region == flow.region && use.good == *flow.fuel && use.user == flow.user && use.purpose == flow.purpose;
}

// Purchases of the fuel that emits, for the same purpose.
double purchase(const EmissionFlow& flow) {
  double value = 0;
  for (const UseFlow& use : nea2011().use) value += is_bought_with(use, flow) ? use.value_musd : 0;
  return value;
}

// All purchases of the fuel in the region that emit: no feedstock, no bunkers.
double burnt(const EmissionFlow& flow) {
  double value = 0;
  for (const EmissionFlow& other : nea2011().emissions)
    if (other.fuel == flow.fuel && other.region == flow.region) value += purchase(other);
  return value;
}

}  // namespace

TEST_CASE("nea2011 holds every zero-profit and market condition to 1e-9") {
  const std::vector<BenchmarkGap> gaps = check_benchmark(nea2011(), own_balance_tolerance);
  if (!gaps.empty()) MESSAGE(gaps.front().text);
  CHECK(gaps.empty());
}

TEST_CASE("nea2011 has no negative flow outside inventories") {
  for (const UseFlow& flow : nea2011().use)
    if (flow.user.kind != User::Kind::stock_change) CHECK(flow.value_musd >= 0);
  for (const TradeFlow& flow : nea2011().trade) CHECK(flow.value_musd >= 0);
  for (const FactorFlow& flow : nea2011().value_added) CHECK(flow.value_musd > 0);
}

// Purchasers' prices are those of the table exactly (tests of the physical accounts). At basic prices subsidies on oil
// and fewer taxes elsewhere leave up to 1.8 % more (India).
TEST_CASE("final demand plus net exports of nea2011 at basic prices is within 2 % of the published table") {
  if (!has_shared_data()) return;
  const CsvTable published = read_csv(shared("targets/macro_2011_regions8.csv"));
  const std::vector<RegionTotals> totals = region_totals(nea2011());
  for (int row = 0; row < published.row_count(); ++row) {
    CAPTURE(published.text(row, "region"));
    double final_demand = 0;
    for (const std::string use : {"hh", "npish", "gov", "gfcf", "inv"})
      final_demand += published.number(row, "final_" + use + "_musd");
    const double source = final_demand + published.number(row, "exports_musd") - published.number(row, "imports_musd");
    const RegionTotals& here = totals[nea2011().find_region(published.text(row, "region")).index];
    CHECK(std::abs(here.final_demand + here.exports - here.imports - source) < 0.02 * source);
    CHECK(std::abs(here.final_demand - final_demand) < 0.02 * final_demand);
  }
}

TEST_CASE("CO2 of nea2011 is within 0.1 % of the published totals by region and fuel") {
  if (!has_shared_data()) return;
  const CsvTable published = read_csv(shared("targets/co2_by_fuel_2011.csv"));
  const Benchmark& b = nea2011();
  for (int row = 0; row < published.row_count(); ++row) {
    const Region region = b.find_region(published.text(row, "region"));
    if (!region.valid()) continue;
    CAPTURE(published.text(row, "region"));
    const double process = published.number(row, "cement_mt") + published.number(row, "flaring_mt") +
                           published.number(row, "other_industry_mt");
    CHECK(inventory_co2(b, region, b.find_sector("COL")) ==
          doctest::Approx(published.number(row, "coal_mt")).epsilon(1e-3));
    CHECK(inventory_co2(b, region, b.find_sector("OIL")) ==
          doctest::Approx(published.number(row, "oil_mt")).epsilon(1e-3));
    CHECK(inventory_co2(b, region, b.find_sector("GAS")) ==
          doctest::Approx(published.number(row, "gas_mt")).epsilon(1e-3));
    CHECK(co2_of(b, region, Sector{}, "") == doctest::Approx(process).epsilon(1e-3));
  }
}

TEST_CASE("implied prices of coal and gas in nea2011 are those of 2011") {
  for (const std::string& region : main_regions) {
    check_range("coal, " + region, price(region, "COL"), {1.5, 8});
    check_range("gas, " + region, price(region, "GAS"), {3, 16});
  }
}

// Published shares of fuel in the cost of power: 29 to 33 % in China, 33 to 44 in Japan (2010 to 2012). What the
// calibration reaches stands in targets.csv; Korea's share is outside of its width, as its electricity was sold below
// cost.
TEST_CASE("fuel is 10 to 50 % of the cost of electricity in the main regions but Korea") {
  for (const std::string region : {"CHN", "JPN", "USA", "EUR"}) {
    const double share =
        cost_share(region, "ELE", "COL") + cost_share(region, "ELE", "OIL") + cost_share(region, "ELE", "GAS");
    check_range(region, share, {0.10, 0.50});
  }
}

TEST_CASE("CO2 per USD of fuel of the big users stays near the mean of their region") {
  const Benchmark& b = nea2011();
  for (const EmissionFlow& flow : b.emissions) {
    if (!flow.fuel) continue;
    const double total = co2_of(b, flow.region, *flow.fuel, "");
    if (flow.mt < 0.05 * total) continue;
    const std::string user = b.user_code(flow.user), fuel = b.sectors[flow.fuel->index].code;
    CAPTURE(b.regions[flow.region.index].code + ", " + user + ", " + fuel);
    const double own = flow.mt / purchase(flow), mean = total / burnt(flow);
    check_range("relative to the mean", own / mean, {1.0 / 4, 3.0});
  }
}

TEST_CASE("industries of China, Japan and Korea have believable energy costs and emissions") {
  // Ranges from what is known of 2011: China burns coal where Japan and Korea burn gas and nuclear fuel.
  for (const std::string region : {"CHN", "JPN", "KOR"}) {
    check_range("coal in steel, " + region, cost_share(region, "I_S", "COL"), {0.01, 0.15});
    check_range("electricity in steel, " + region, cost_share(region, "I_S", "ELE"), {0.01, 0.10});
    check_range("electricity in cement, " + region, cost_share(region, "NMM", "ELE"), {0.01, 0.12});
    check_range("oil in chemicals, " + region, cost_share(region, "CHM", "OIL"), {0.02, 0.25});
  }
  CHECK(intensity("CHN", "ELE") > 1.2 * intensity("KOR", "ELE"));
  CHECK(intensity("KOR", "ELE") > intensity("JPN", "ELE"));
  CHECK(intensity("CHN", "I_S") > intensity("KOR", "I_S"));
  CHECK(intensity("CHN", "NMM") > 2 * intensity("JPN", "NMM"));
  check_range("t CO2 per 1000 USD of Chinese electricity", intensity("CHN", "ELE"), {5, 12});
}

TEST_CASE("the recipes reproduce the embedded benchmarks byte for byte") {
  if (!has_shared_data()) return;
  for (const std::string benchmark : {"nea2011", "nea2011_technologies", "nea2011_steel"}) {
    const BenchmarkCopy place("tiny_world");  // a temporary folder of its own
    const std::string folder = place.folder() + "/again", embedded = source_dir + "/data/" + benchmark + "/";
    calibrate(source_dir + "/data/recipes/" + benchmark + ".toml", folder);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      CAPTURE(embedded + name);
      const bool same = read_text_file(entry.path().string()) == read_text_file(embedded + name);
      CHECK(same);
      ++files;
    }
    for (const auto& entry : std::filesystem::directory_iterator(embedded)) files -= entry.exists();
    CHECK(files == 0);
  }
}
