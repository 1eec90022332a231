// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "calibration/read_benchmark.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/rounded_benchmark.h"

using namespace etslink;

namespace {

// The invented economy gtap_like as large and as clean as the world, with less fuel in the power of SOUTH.
Benchmark sound() {
  Benchmark b = read_benchmark(fixture_folder("gtap_like"));
  change_values(b, [](double& value) { value *= 100; });
  for (auto& flow : b.emissions) flow.mt *= 25;
  for (auto& flow : b.energy) flow.pj *= 25;
  const Region south = b.find_region("SOUTH");
  const User power{User::Kind::sector, b.find_sector("ELY").index};
  for (auto& flow : b.use) {
    const bool is_fuel = flow.good == b.find_sector("COA") || flow.good == b.find_sector("GAS");
    if (flow.region == south && flow.user == power && is_fuel) flow.value_musd *= 0.5;
  }
  return b;
}

// Rules that find something, by name.
std::set<std::string> unusual(const Benchmark& benchmark) {
  const auto rules = plausibility_rules();
  std::set<std::string> names;
  for (const auto& finding : find_implausible(benchmark, rules)) {
    if (!finding.unusual.empty()) names.insert(finding.rule->name);
  }
  return names;
}

struct Damage {
  const char* rule;
  std::function<void(Benchmark&)> act;
};

template <class Act>
void for_use(Benchmark& b, const char* good, const Act& act) {
  for (auto& flow : b.use) {
    if (flow.good == b.find_sector(good)) act(flow);
  }
}

template <class Act>
void for_co2(Benchmark& b, const char* source, const Act& act) {
  for (auto& flow : b.emissions) {
    if (flow.fuel && *flow.fuel == b.find_sector(source)) act(flow);
  }
}

User sector_user(const Benchmark& b, const char* code) { return {User::Kind::sector, b.find_sector(code).index}; }

void set_role(Benchmark& b, const char* code, SectorRole role) { b.sectors[b.find_sector(code).index].role = role; }

const auto emit_times = [](double factor) {
  return [factor](Benchmark& b) {
    for (auto& flow : b.emissions) flow.mt *= factor;
  };
};
const auto coal_co2_times = [](double factor) {
  return [factor](Benchmark& b) { for_co2(b, "COA", [&](auto& flow) { flow.mt *= factor; }); };
};
const auto fuel_value_times = [](const char* fuel, double factor) {
  return [fuel, factor](Benchmark& b) { for_use(b, fuel, [&](auto& flow) { flow.value_musd *= factor; }); };
};

// For each rule a damage that it must find.
const Damage damages[] = {
    {"values", [](Benchmark& b) { change_values(b, [](double& value) { value /= 1000; }); }},
    {"CO2 in Mt", emit_times(1000)},
    {"CO2, not carbon", emit_times(12.0 / 44)},
    {"emission factor", emit_times(12.0 / 44)},
    {"emission factor, by user",  // of a user whose CO2 is a small part of that of the fuel in its region
     [](Benchmark& b) {
       for_co2(b, "COA", [&](auto& flow) {
         if (flow.user == sector_user(b, "CHM") && flow.region == b.find_region("EAST")) flow.mt /= 10;
       });
     }},
    {"CO2 per value added", emit_times(20)},
    {"coal, by user",
     [](Benchmark& b) {
       for_co2(b, "COA", [&](auto& flow) {
         if (flow.user == sector_user(b, "CHM") && flow.region == b.find_region("EAST")) flow.mt *= 20;
       });
     }},
    {"coal, by region", coal_co2_times(0.05)},
    {"gas, by user", fuel_value_times("GAS", 0.02)},
    {"gas, by region", fuel_value_times("GAS", 30)},
    {"oil, by user", fuel_value_times("OIL", 0.02)},
    {"oil, by region", fuel_value_times("OIL", 10)},
    {"other sources", [](Benchmark& b) { set_role(b, "COA", SectorRole::other); }},
    {"own use",
     [](Benchmark& b) {
       for_co2(b, "OIL", [&](auto& flow) { flow.mt *= flow.user == sector_user(b, "OIL") ? 100 : 1; });
     }},
    {"electricity", [](Benchmark& b) { set_role(b, "ELY", SectorRole::other); }},
    {"coal", [](Benchmark& b) { set_role(b, "COA", SectorRole::other); }},
    {"gas", [](Benchmark& b) { set_role(b, "GAS", SectorRole::other); }},
    {"resources",
     [](Benchmark& b) {
       for (auto& flow : b.value_added) {
         const double factor = flow.factor == b.find_factor("RES") ? 1e-3 : 1;
         flow.value_musd *= factor;
         flow.tax_musd *= factor;
       }
     }},
    {"fuels of electricity",
     [](Benchmark& b) {
       for_use(b, "COA", [&](auto& flow) { flow.value_musd *= flow.user == sector_user(b, "ELY") ? 5 : 1; });
     }},
    {"power of electricity",
     [](Benchmark& b) {
       for_use(b, "ELY", [&](auto& flow) { flow.value_musd *= flow.user == sector_user(b, "ELY") ? 50 : 1; });
     }},
    {"tax rates", [](Benchmark& b) { for_use(b, "OTH", [](auto& flow) { flow.tax_musd = 1.2 * flow.value_musd; }); }},
    {"tax rates of oil",
     [](Benchmark& b) { for_use(b, "OIL", [](auto& flow) { flow.tax_musd = 2.5 * flow.value_musd; }); }},
    {"row less column", [](Benchmark& b) {
       for (auto& flow : b.output_tax) flow.tax_musd *= 20;
     }}};

std::string page() {
  std::ifstream file(source_folder() + "/docs/benchmark.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a sound benchmark is without a warning") { CHECK(unusual(sound()).empty()); }

TEST_CASE("each rule finds the damage that it is for") {
  std::set<std::string> tested{"energy made and used", "prices of volumes", "costs of technologies"};  // the next tests
  for (const Damage& damage : damages) {
    CAPTURE(std::string(damage.rule));
    Benchmark benchmark = sound();
    damage.act(benchmark);
    CHECK(unusual(benchmark).contains(damage.rule));
    tested.insert(damage.rule);
  }
  std::set<std::string> all;
  for (const auto& rule : plausibility_rules()) all.insert(rule.name);
  CHECK(tested == all);
}

TEST_CASE("energy that is used and was not made is found") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_volumes"));
  CHECK_FALSE(unusual(benchmark).contains("energy made and used"));
  benchmark.output_volumes[1].quantity *= 1 + 1e-5;
  CHECK(unusual(benchmark).contains("energy made and used"));
}

TEST_CASE("resources that are specific to no sector are found") {
  Benchmark benchmark = read_benchmark(source_folder() + "/data/nea2011");
  CHECK_FALSE(unusual(benchmark).contains("resources"));
  benchmark.factors[benchmark.find_factor("RES").index].mobility = FactorMobility::mobile;
  CHECK(unusual(benchmark).contains("resources"));
}

TEST_CASE("a volume in another unit is found by its price, with energy.csv and without") {
  for (const double factor : {1e-3, 1e3, 3.6e3}) {
    CAPTURE(factor);
    Benchmark benchmark = read_benchmark(fixture_folder("tiny_volumes"));
    benchmark.energy.clear();
    CHECK_FALSE(unusual(benchmark).contains("prices of volumes"));
    for (auto& row : benchmark.output_volumes)
      row.quantity *= row.unit == VolumeUnit::terawatt_hour && row.region == Region{0} ? factor : 1;
    CHECK(unusual(benchmark).contains("prices of volumes"));
  }
}

TEST_CASE("technologies whose units cost differently are found, and are part of their sector for all other rules") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  CHECK_FALSE(unusual(benchmark).contains("costs of technologies"));
  CHECK_FALSE(unusual(benchmark).contains("power of electricity"));  // what plants deliver is no power bought
  const auto rules = plausibility_rules();
  for (const auto& finding : find_implausible(benchmark, rules)) {
    if (std::string(finding.rule->name) == "electricity") CHECK(finding.measured.front().value == 1);  // one sector
  }
  benchmark.output_volumes.back().quantity *= 1 + 1e-5;
  CHECK(unusual(benchmark).contains("costs of technologies"));
}

TEST_CASE("the two ways to be a thousand off are told apart") {
  Benchmark billions = sound(), kilotonnes = sound();
  change_values(billions, [](double& value) { value /= 1000; });
  for (auto& flow : kilotonnes.emissions) flow.mt *= 1000;
  CHECK(unusual(billions).contains("values"));
  CHECK_FALSE(unusual(billions).contains("CO2 in Mt"));
  CHECK(unusual(kilotonnes).contains("CO2 in Mt"));
  CHECK_FALSE(unusual(kilotonnes).contains("values"));
}

TEST_CASE("a line of the page has the lowest and the highest value with their cells and the usual range") {
  const auto rules = plausibility_rules();
  for (const auto& finding : find_implausible(sound(), rules)) {
    if (std::string(finding.rule->name) != "CO2 per value added") continue;
    CHECK(finding.line() == "CO2 per value added: 0.282 (WEST) to 0.646 (SOUTH) kg CO2/USD; usual 0.05 to 3");
  }
}

TEST_CASE("a warning names the cell, its value and the usual range; of many the worst three") {
  Benchmark benchmark = sound();
  for_co2(benchmark, "COA", [](auto& flow) { flow.mt *= 20; });
  const auto rules = plausibility_rules();
  for (const auto& finding : find_implausible(benchmark, rules)) {
    if (std::string(finding.rule->name) != "coal, by user") continue;
    const auto warnings = finding.warnings();
    REQUIRE(warnings.size() == 4);
    CHECK(warnings[0].starts_with("coal, by user: COA of ELY, SOUTH: 300 kg CO2/USD, usual 0.2 to 100: "));
    CHECK(warnings[3].ends_with(" more outside the usual range"));
  }
}

TEST_CASE("docs/benchmark.md has each rule with what it measures, its range, what nea2011 has and its source") {
  const std::string text = page();
  const auto rules = plausibility_rules();
  std::set<std::string> warned;
  for (const auto& finding : find_implausible(read_benchmark(source_folder() + "/data/nea2011"), rules)) {
    const PlausibilityRule& rule = *finding.rule;
    const std::string row = "| " + std::string(rule.name) + " | " + rule.measures + " | " +
                            rule.range_text().substr(6) + " " + rule.unit + " | " + finding.measured_text() + " | " +
                            rule.source + " |";
    CAPTURE(row);
    CHECK(text.find(row) != std::string::npos);
    for (const Measurement& one : finding.unusual) warned.insert(std::string(rule.name) + ": " + one.cell);
  }
  CHECK(warned == std::set<std::string>{"power of electricity: ELE, IND", "tax rates of oil: use of OIL by CRU, IND"});
}

TEST_CASE("sources of ranges have no number of nea2011, which the table computes") {
  for (const auto& rule : plausibility_rules()) {
    const std::string source = rule.source;
    CAPTURE(source);
    CHECK((source.find("nea2011") == std::string::npos || source.find("0.") == std::string::npos ||
           source.find("below 0.01") != std::string::npos));
  }
}
