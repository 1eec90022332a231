// SPDX-License-Identifier: Apache-2.0
// Steel by route and scrap, in a tiny world and in the shipped recipe.
#include "calibration/steel/split_steel.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <set>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "model/technology.h"
#include "tests/calibration/technologies/record_sums.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

// A benchmark with technologies of electricity, and the same with steel by route and scrap.
struct TwoFolders {
  Benchmark before, after;
};

TwoFolders tiny() {
  const BenchmarkCopy copy("tiny_world");
  calibrate(copy.folder() + "/recipe_technologies.toml", copy.folder() + "/before");
  calibrate(copy.folder() + "/recipe_steel.toml", copy.folder() + "/after");
  return {read_benchmark(copy.folder() + "/before"), read_benchmark(copy.folder() + "/after")};
}

const TwoFolders& tiny_folders() {
  static const TwoFolders folders = tiny();
  return folders;
}

// Sum of all records whose name begins with a text and holds another one.
double sum_of(const RecordSums& sums, const std::string& begin, const std::string& part) {
  double sum = 0;
  for (const auto& [name, value] : sums)
    if (name.starts_with(begin) && name.find(part) != std::string::npos) sum += value;
  return sum;
}

// Part of all purchases of a good for a purpose ("" for plain use) by a sector and its technologies that one has.
double part_of(const Benchmark& benchmark, const std::string& who, const std::string& good,
               const std::string& purpose) {
  const Sector technology = benchmark.find_sector(who), sector = sector_of(benchmark.sectors, technology);
  double part = 0, all = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.region != Region{0} || flow.user.kind != User::Kind::sector || flow.good != benchmark.find_sector(good) ||
        flow.purpose != benchmark.find_purpose(purpose) || sector_of(benchmark.sectors, {flow.user.index}) != sector)
      continue;
    all += flow.value_musd;
    if (flow.user.index == technology.index) part += flow.value_musd;
  }
  return part / all;
}

double coal_of(const std::string& who, const std::string& region, bool coked) {
  const Benchmark& benchmark = tiny_folders().after;
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (benchmark.user_code(flow.user) == who && benchmark.sectors[flow.fuel.index].code == "COL" &&
        flow.region == benchmark.find_region(region) && flow.purpose.valid() == coked)
      pj += flow.pj;
  return pj;
}

// Sectors that steel and scrap leave alone.
void check_others_stay(const TwoFolders& folders, const std::string& steel, const std::set<std::string>& goods) {
  const RecordSums before = record_sums(folders.before), after = record_sums(folders.after);
  const auto may_change = [&](const std::string& name) {
    if (name.find(" SCR ") != std::string::npos) return true;
    const bool is_household = name.find(" HH_") != std::string::npos;
    if (!is_household && name.find(" " + steel + " ") == std::string::npos) return false;
    for (const std::string& good : goods)
      if (name.find(" " + good + " ") != std::string::npos) return name.starts_with("use");
    return false;
  };
  for (const auto& [name, value] : before) {
    CAPTURE(name);
    const auto now = after.find(name);
    if (!may_change(name))
      CHECK(std::abs((now == after.end() ? 0 : now->second) - value) <= 1e-12 * std::max(std::abs(value), 1.0));
  }
  for (const auto& [name, value] : after) {
    CAPTURE(name);
    CHECK((before.contains(name) || may_change(name) || std::abs(value) < 1e-6));
  }
}

double trade_of(const Benchmark& benchmark, const std::string& from, const std::string& good) {
  double value = 0;
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.exporter == benchmark.find_region(from) && flow.good == benchmark.find_sector(good))
      value += flow.value_musd;
  return value;
}

}  // namespace

TEST_CASE("steel by route balances, and routes of a region sell at one price") {
  const Benchmark& benchmark = tiny_folders().after;
  CHECK(check_benchmark(benchmark, own_balance_tolerance).empty());
  check_one_price(benchmark);
  CHECK(quantity_of(benchmark, "A", "IND.furnace") == 0.5);
  CHECK(quantity_of(benchmark, "B", "IND.arc") == 0.2);
  CHECK(quantity_of(benchmark, "B", "IND.dri_gas_eaf") == 0);  // too small
  CHECK_FALSE(benchmark.find_sector("IND.dri_gas_eaf").valid());
}

TEST_CASE("nobody but steel, scrap and households changes with steel by route, and electricity not in one digit") {
  const TwoFolders& folders = tiny_folders();
  check_others_stay(folders, "IND", {"OMN", "SRV", "SCR"});
  const RecordSums before = record_sums(folders.before), after = record_sums(folders.after);
  for (const char* region : {"A", "B"}) {
    CAPTURE(region);
    const std::string steel = std::string("use ") + region + " IND ", household = std::string("use ") + region + " HH_";
    CHECK(sum_of(after, steel, "") == doctest::Approx(sum_of(before, steel, "")).epsilon(1e-13));
    const double old_products = factor_income(folders.after, region, "SCR", "OLD");
    CHECK(old_products > 0);
    CHECK(sum_of(after, household, "") == doctest::Approx(sum_of(before, household, "") + old_products).epsilon(1e-13));
  }
  std::set<std::string> power_before, power_after;
  const auto collect = [](const Benchmark& benchmark, std::set<std::string>& rows) {
    for (const UseFlow& flow : benchmark.use)
      if (benchmark.user_code(flow.user).starts_with("ELE"))
        rows.insert(benchmark.user_code(flow.user) + benchmark.purchase_code(flow.good, flow.purpose) +
                    std::to_string(flow.region.index) + std::to_string(static_cast<int>(flow.origin.kind)) + " " +
                    std::to_string(std::bit_cast<std::uint64_t>(flow.value_musd)) + " " +
                    std::to_string(std::bit_cast<std::uint64_t>(flow.tax_musd)));
  };
  collect(folders.before, power_before);
  collect(folders.after, power_after);
  CHECK(power_before.size() > 40);
  CHECK(power_before == power_after);
}

TEST_CASE("scrap that steel uses is supplied at home or imported, at the price of who sells it") {
  const Benchmark& benchmark = tiny_folders().after;
  const double use_a = 0.5 * 0.1 + 0.4 * 1.05 + 0.3 * 0.05;
  CHECK(quantity_of(benchmark, "A", "SCR") == doctest::Approx(use_a - 0.1 + 0.15).epsilon(1e-12));
  CHECK(quantity_of(benchmark, "B", "SCR") == doctest::Approx(0.9 * 0.1 + 0.2 * 1.05 - 0.15 + 0.1).epsilon(1e-12));
  CHECK(trade_of(benchmark, "A", "SCR") == doctest::Approx(100 * 0.15).epsilon(1e-12));
  CHECK(trade_of(benchmark, "B", "SCR") == doctest::Approx(90 * 0.1).epsilon(1e-12));
  CHECK(trade_of(benchmark, "A", "SRV") ==
        doctest::Approx(trade_of(tiny_folders().before, "A", "SRV") - 100 * 0.15).epsilon(1e-12));
  const RecordSums sums = record_sums(benchmark);
  CHECK(sums.at("use A IND SCR domestic") == doctest::Approx(100 * (use_a - 0.1)).epsilon(1e-12));
  CHECK(sums.at("use A IND SCR imported") == doctest::Approx(90 * 0.1).epsilon(1e-12));
  const double value = 100 * quantity_of(benchmark, "A", "SCR");
  CHECK(sum_of(sums, "use A SCR ", "SRV") == doctest::Approx(0.25 * value).epsilon(1e-12));
  CHECK(factor_income(benchmark, "A", "SCR", "OLD") == doctest::Approx(0.75 * value).epsilon(1e-12));
}

TEST_CASE("routes use scrap by tonnes") {
  const Benchmark& benchmark = tiny_folders().after;
  CHECK(part_of(benchmark, "IND.arc", "SCR", "") == doctest::Approx(0.42 / 0.485).epsilon(1e-12));
  CHECK(part_of(benchmark, "IND.furnace", "SCR", "") == doctest::Approx(0.05 / 0.485).epsilon(1e-12));
  CHECK(part_of(benchmark, "IND.dri", "SCR", "") == doctest::Approx(0.015 / 0.485).epsilon(1e-12));
}

TEST_CASE("blast furnaces have the coal that is coked, the others burn coal, or have of that where none is burnt") {
  CHECK(coal_of("IND.furnace", "A", true) == doctest::Approx(10).epsilon(1e-12));  // 0.5 Mt x 20 GJ/t
  CHECK(coal_of("IND.furnace", "A", false) == 0);
  CHECK(coal_of("IND.arc", "A", false) == doctest::Approx(0.2).epsilon(1e-12));
  CHECK(coal_of("IND.dri", "A", false) == doctest::Approx(6.6).epsilon(1e-12));
  CHECK(coal_of("IND", "A", false) > 12);
  CHECK(coal_of("IND", "A", true) == 0);
  const double there = coal_of("IND.furnace", "B", true) + coal_of("IND.arc", "B", true);
  CHECK(there == doctest::Approx(energy_of(tiny_folders().before, "B", "IND", "COL") + 15.618054391851565));
  CHECK(coal_of("IND.arc", "B", true) / coal_of("IND.furnace", "B", true) ==
        doctest::Approx(0.2 * 0.5 / (0.9 * 20)).epsilon(1e-12));
}

TEST_CASE("gas by need, ore, services and materials by their published costs, process emissions to the furnace") {
  const Benchmark& benchmark = tiny_folders().after;
  CHECK(energy_of(benchmark, "A", "IND.arc", "GAS") == doctest::Approx(0.8).epsilon(1e-12));
  const RecordSums whole = record_sums(benchmark);
  const double ore = sum_of(whole, "use A IND OMN", "");
  CHECK(part_of(benchmark, "IND.dri", "OMN", "") == doctest::Approx(150 * 0.3 / ore).epsilon(1e-9));
  CHECK(part_of(benchmark, "IND.arc", "OMN", "") == 0);
  CHECK(part_of(benchmark, "IND.arc", "IND", "") ==
        doctest::Approx(25 * 0.4 / sum_of(whole, "use A IND IND", "")).epsilon(1e-9));
  for (const EmissionFlow& flow : benchmark.emissions)
    if (!flow.fuel && benchmark.user_code(flow.user).starts_with("IND"))
      CHECK(benchmark.user_code(flow.user) == "IND.furnace");
}

TEST_CASE("labour as published, capital by one price for all, of which nobody has less than its least part") {
  const Benchmark& benchmark = tiny_folders().after;
  CHECK(factor_income(benchmark, "A", "IND.arc", "LAB") == doctest::Approx(15 * 0.4).epsilon(1e-9));
  double earned = 0;
  for (const char* route : {"IND.furnace", "IND.arc", "IND.dri"})
    earned += factor_income(benchmark, "A", route, "CAP") + factor_income(benchmark, "A", route, "SIT");
  CHECK(earned == doctest::Approx(40 * 0.5 + 10 * 0.4 + 25 * 0.3).epsilon(1e-9));
  CHECK(factor_income(benchmark, "A", "IND.arc", "CAP") >= 0.6 * 10 * 0.4 * (1 - 1e-12));
  double pool = 0;
  for (const OutputTax& tax : benchmark.output_tax)
    if (tax.region == Region{0} && benchmark.sectors[tax.sector.index].code.starts_with("IND.")) pool += tax.tax_musd;
  CHECK(std::abs(pool) < 1e-9);
}

TEST_CASE("the shipped recipe divides steel of nea2011 by route and changes nobody else") {
  const std::string project = source_folder();
  if (!std::filesystem::exists(project + "/../shared/data/technology/steel_routes_2011.csv")) {
    MESSAGE("skipped: ../shared/data is not there");
    return;
  }
  const BenchmarkCopy place("tiny_world");  // a temporary folder of its own
  calibrate(project + "/data/recipes/nea2011_technologies.toml", place.folder() + "/before");
  calibrate(project + "/data/recipes/nea2011_steel.toml", place.folder() + "/after");
  const TwoFolders folders{read_benchmark(place.folder() + "/before"), read_benchmark(place.folder() + "/after")};
  check_others_stay(folders, "I_S", {"MAN", "SRV", "SCR"});
  check_one_price(folders.after);
  CHECK(check_benchmark(folders.after, own_balance_tolerance).empty());
  CHECK(quantity_of(folders.after, "CHN", "I_S.bf_bof") == doctest::Approx(631.1).epsilon(1e-12));
  CHECK(quantity_of(folders.after, "IND", "I_S.dri_coal") == doctest::Approx(14.5).epsilon(1e-12));
  CHECK(quantity_of(folders.after, "USA", "SCR") == doctest::Approx(76.8).epsilon(1e-3));
}
