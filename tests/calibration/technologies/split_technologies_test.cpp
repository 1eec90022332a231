// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/split_technologies.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <map>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "model/technology.h"
#include "tests/calibration/technologies/record_sums.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

// A benchmark with physical accounts, and the same with technologies.
struct TwoFolders {
  Benchmark whole, divided;
};

TwoFolders tiny() {
  const BenchmarkCopy copy("tiny_world");
  calibrate(copy.folder() + "/recipe_physical.toml", copy.folder() + "/whole");
  calibrate(copy.folder() + "/recipe_technologies.toml", copy.folder() + "/divided");
  return {read_benchmark(copy.folder() + "/whole"), read_benchmark(copy.folder() + "/divided")};
}

const TwoFolders& tiny_folders() {
  static const TwoFolders folders = tiny();
  return folders;
}

}  // namespace

TEST_CASE("technologies and what they have in common add up to the sector, record by record") {
  check_same_sums(tiny_folders().whole, tiny_folders().divided);
}

TEST_CASE("a benchmark with technologies balances, and all of a region sell at one price") {
  CHECK(check_benchmark(tiny_folders().divided, own_balance_tolerance).empty());
  check_one_price(tiny_folders().divided);
}

TEST_CASE("what the pool takes from cheap technologies it gives to dear ones") {
  const Benchmark& benchmark = tiny_folders().divided;
  std::map<Region, double> sum, size;
  for (const OutputTax& flow : benchmark.output_tax) {
    if (!is_technology(benchmark.sectors[flow.sector.index])) continue;
    sum[flow.region] += flow.tax_musd;
    size[flow.region] += std::abs(flow.tax_musd);
  }
  CHECK(sum.size() == 2);
  for (const auto& [region, value] : sum) CHECK(std::abs(value) < 1e-12 * size[region]);
}

TEST_CASE("a technology burns what its electricity needs, with its CO2; the rest makes heat in the sector") {
  const Benchmark& benchmark = tiny_folders().divided;
  const double coal = energy_of(tiny_folders().whole, "A", "ELE", "COL"),
               gas = energy_of(tiny_folders().whole, "A", "ELE", "GAS");
  CHECK(coal > 1.06 * 50);
  CHECK(std::abs(energy_of(benchmark, "A", "ELE.coal", "COL") - 50) < 1e-9);  // 5 TWh at 10 GJ/MWh
  CHECK(std::abs(energy_of(benchmark, "A", "ELE", "COL") - (coal - 50)) < 1e-9);
  CHECK(gas < 1.06 * 49.5);
  CHECK(std::abs(energy_of(benchmark, "A", "ELE.gas", "GAS") - gas) < 1e-9);
  CHECK(energy_of(benchmark, "A", "ELE", "GAS") == 0);
  CHECK(energy_of(benchmark, "A", "ELE.gas", "COL") == 0);
  for (const EmissionFlow& flow : benchmark.emissions) CHECK(benchmark.user_code(flow.user) != "ELE.hydro");
}

TEST_CASE("technologies generate what the source says, and what is too small is left out") {
  const Benchmark& benchmark = tiny_folders().divided;
  CHECK(std::abs(quantity_of(benchmark, "A", "ELE.hydro") - 3) < 1e-12);
  CHECK(std::abs(quantity_of(benchmark, "A", "ELE.solar") - 0.1) < 1e-12);
  CHECK(quantity_of(benchmark, "B", "ELE.solar") == 0);
  CHECK(std::abs(quantity_of(benchmark, "B", "ELE.hydro") - 1.5) < 1e-12);
}

TEST_CASE("sites are a factor of their own") {
  const Benchmark& benchmark = tiny_folders().divided;
  const Factor sites = benchmark.find_factor("SIT");
  REQUIRE(sites.valid());
  CHECK(benchmark.factors[sites.index].mobility == FactorMobility::specific);
  const double resource = factor_income(benchmark, "A", "ELE.hydro", "SIT");
  const double capital = factor_income(benchmark, "A", "ELE.hydro", "CAP");
  CHECK(resource > 0);
  CHECK(resource >= 0.4 * (resource + capital) * (1 - 1e-9));
  CHECK(factor_income(benchmark, "A", "ELE", "SIT") == 0);
  for (const ElasticityEntry& entry : benchmark.elasticities) {
    if (!entry.sector || !is_technology(benchmark.sectors[entry.sector->index])) continue;
    const std::string& code = benchmark.sectors[entry.sector->index].code;
    CAPTURE(code);
    CHECK(factor_income(benchmark, "A", code, "SIT") + factor_income(benchmark, "B", code, "SIT") > 0);
  }
}

TEST_CASE("the shipped recipe with technologies divides nea2011 and changes nothing else") {
  const std::string project = source_folder();
  if (!std::filesystem::exists(project + "/../shared/data/technology/power_technologies_2011.csv")) {
    MESSAGE("skipped: ../shared/data is not there");
    return;
  }
  const BenchmarkCopy place("tiny_world");  // a temporary folder of its own
  calibrate(project + "/data/recipes/nea2011_technologies.toml", place.folder() + "/divided");
  const Benchmark divided = read_benchmark(place.folder() + "/divided"),
                  whole = read_benchmark(project + "/data/nea2011");
  check_same_sums(whole, divided);
  check_one_price(divided);
  CHECK(check_benchmark(divided, own_balance_tolerance).empty());
  CHECK(std::abs(quantity_of(divided, "CHN", "ELE.coal") - 3690.87) < 1);
}
