// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/split_technologies.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <map>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/read_technologies.h"
#include "model/technology.h"
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

using Sums = std::map<std::string, double>;

std::string producer(const Benchmark& benchmark, int index) {
  return benchmark.sectors[sector_of(benchmark.sectors, {index}).index].code;
}

std::string user(const Benchmark& benchmark, const User& who) {
  return who.kind == User::Kind::sector ? producer(benchmark, who.index) : benchmark.user_code(who);
}

// All records of a benchmark with technologies counted as their sector, what these sell to it and pay each other apart.
Sums sums(const Benchmark& benchmark) {
  Sums result;
  const auto at = [&](const std::string& table, Region region, const std::string& who) {
    return table + " " + benchmark.regions[region.index].code + " " + who + " ";
  };
  for (const UseFlow& flow : benchmark.use) {
    if (is_technology(benchmark.sectors[flow.good.index])) continue;
    const std::string key = at("use", flow.region, user(benchmark, flow.user)) +
                            benchmark.purchase_code(flow.good, flow.purpose) +
                            (flow.origin.kind == Origin::Kind::domestic ? " domestic" : " imported");
    result[key] += flow.value_musd;
    result[key + " tax"] += flow.tax_musd;
  }
  for (const FactorFlow& flow : benchmark.value_added) {
    const bool is_labour = benchmark.factors[flow.factor.index].role == FactorRole::labour;
    const std::string key =
        at("value added", flow.region, producer(benchmark, flow.sector.index)) + (is_labour ? "labour" : "capital");
    result[key] += flow.value_musd;
    result[key + " tax"] += flow.tax_musd;
  }
  for (const OutputTax& flow : benchmark.output_tax)
    result[at("output tax", flow.region, producer(benchmark, flow.sector.index))] += flow.tax_musd;
  for (const EmissionFlow& flow : benchmark.emissions)
    result[at("CO2", flow.region, user(benchmark, flow.user)) +
           (flow.fuel ? producer(benchmark, flow.fuel->index) : "")] += flow.mt;
  for (const EnergyFlow& flow : benchmark.energy)
    result[at("energy", flow.region, user(benchmark, flow.user)) + benchmark.purchase_code(flow.fuel, flow.purpose)] +=
        flow.pj;
  return result;
}

void check_same_sums(const Benchmark& whole, const Benchmark& divided) {
  const Sums before = sums(whole), after = sums(divided);
  for (const auto& [name, value] : before) {
    CAPTURE(name);
    const auto now = after.find(name);
    const double reached = now == after.end() ? 0 : now->second;
    CHECK(std::abs(reached - value) <= 1e-12 * std::max(std::abs(value), 1.0));
  }
  for (const auto& [name, value] : after) {
    CAPTURE(name);
    CHECK((before.contains(name) || std::abs(value) < 1e-6));
  }
}

// Costs per TWh of the technologies of each region: one.
void check_one_price(const Benchmark& benchmark) {
  std::map<Region, double> price;
  int count = 0;
  for (const OutputVolume& made : benchmark.output_volumes) {
    if (!is_technology(benchmark.sectors[made.good.index])) continue;
    const double here = costs_of(benchmark, made.region, made.good) / made.quantity;
    CAPTURE(benchmark.sectors[made.good.index].code);
    CHECK(std::abs(here / price.emplace(made.region, here).first->second - 1) < 1e-10);
    ++count;
  }
  CHECK(count > static_cast<int>(price.size()));
}

double energy(const Benchmark& benchmark, const std::string& region, const std::string& who, const std::string& fuel) {
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (benchmark.regions[flow.region.index].code == region && benchmark.user_code(flow.user) == who &&
        benchmark.sectors[flow.fuel.index].code == fuel && !flow.purpose.valid())
      pj += flow.pj;
  return pj;
}

double quantity(const Benchmark& benchmark, const std::string& region, const std::string& code) {
  for (const OutputVolume& made : benchmark.output_volumes)
    if (benchmark.regions[made.region.index].code == region && benchmark.sectors[made.good.index].code == code)
      return made.quantity;
  return 0;
}

double factor_income(const Benchmark& benchmark, const std::string& region, const std::string& code,
                     const std::string& factor) {
  double income = 0;
  for (const FactorFlow& flow : benchmark.value_added)
    if (benchmark.regions[flow.region.index].code == region && benchmark.sectors[flow.sector.index].code == code &&
        benchmark.factors[flow.factor.index].code == factor)
      income += flow.value_musd + flow.tax_musd;
  return income;
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
  const double coal = energy(tiny_folders().whole, "A", "ELE", "COL"),
               gas = energy(tiny_folders().whole, "A", "ELE", "GAS");
  CHECK(coal > 1.06 * 50);
  CHECK(std::abs(energy(benchmark, "A", "ELE.coal", "COL") - 50) < 1e-9);  // 5 TWh at 10 GJ/MWh
  CHECK(std::abs(energy(benchmark, "A", "ELE", "COL") - (coal - 50)) < 1e-9);
  CHECK(gas < 1.06 * 49.5);
  CHECK(std::abs(energy(benchmark, "A", "ELE.gas", "GAS") - gas) < 1e-9);
  CHECK(energy(benchmark, "A", "ELE", "GAS") == 0);
  CHECK(energy(benchmark, "A", "ELE.gas", "COL") == 0);
  for (const EmissionFlow& flow : benchmark.emissions) CHECK(benchmark.user_code(flow.user) != "ELE.hydro");
}

TEST_CASE("technologies generate what the source says, and what is too small is left out") {
  const Benchmark& benchmark = tiny_folders().divided;
  CHECK(std::abs(quantity(benchmark, "A", "ELE.hydro") - 3) < 1e-12);
  CHECK(std::abs(quantity(benchmark, "A", "ELE.solar") - 0.1) < 1e-12);
  CHECK(quantity(benchmark, "B", "ELE.solar") == 0);
  CHECK(std::abs(quantity(benchmark, "B", "ELE.hydro") - 1.5) < 1e-12);
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
  CHECK(std::abs(quantity(divided, "CHN", "ELE.coal") - 3690.87) < 1);
}
