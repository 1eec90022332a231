// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "calibration/aggregation/aggregation_notes.h"
#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/plausibility/plausibility.h"
#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/benchmark_equilibrium.h"
#include "model/benchmark_index.h"
#include "model/physical_volumes.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/temporary_folder.h"

using namespace etslink;

namespace {

const Benchmark& nea2011() {
  static const Benchmark benchmark = read_benchmark(source_folder() + "/data/nea2011");
  return benchmark;
}

struct Made {
  Aggregate aggregate;
  AggregationNotes notes;
};

Made aggregated(const Benchmark& benchmark, const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path("map.toml"), text);
  const AggregationMap map = read_aggregation_map(folder.path("map.toml"), benchmark);
  Made made{aggregate_benchmark(benchmark, map), {}};
  made.notes = aggregation_notes(benchmark, map, made.aggregate);
  return made;
}

// One region of some, all others alone.
std::string one_region(const std::vector<std::string>& members, const Benchmark& benchmark) {
  std::string list, alone;
  for (const std::string& code : benchmark.region_codes()) {
    if (std::find(members.begin(), members.end(), code) == members.end())
      alone += "[[region]]\ncode = \"" + code + "\"\n";
    else
      list += "\"" + code + "\", ";
  }
  return "[[region]]\ncode = \"ONE\"\nmembers = [" + list + "]\n" + alone;
}

const std::string fossil = R"([[sector]]
code = "FOSSIL"
role = "coal"
members = ["COL", "GAS"]
[[sector]]
code = "CRU"
[[sector]]
code = "OIL"
[[sector]]
code = "ELE"
[[sector]]
code = "ITR"
[[sector]]
code = "REST"
members = ["*"]
)";

bool has(const std::vector<std::string>& lines, const std::string& part) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

double energy_gap_ppm(const Benchmark& benchmark) {
  double worst = 0;
  const std::vector<PlausibilityRule> rules = energy_rules();
  for (const PlausibilityFinding& finding : find_implausible(benchmark, rules))
    for (const Measurement& measured : finding.measured) worst = std::max(worst, std::abs(measured.value));
  return worst;
}

// Largest relative difference between the energy of a user and that of what it buys, of all users and goods in PJ.
double user_gap(const Benchmark& benchmark) {
  const BenchmarkIndex flows(benchmark);
  const PhysicalVolumes volumes(benchmark, flows);
  std::map<std::tuple<Region, User, Sector>, double> used, held;
  for (const EnergyFlow& flow : benchmark.energy)
    if (volumes.unit(flow.fuel) == VolumeUnit::petajoule) used[{flow.region, flow.user, flow.fuel}] += flow.pj;
  for (const UseFlow& flow : benchmark.use) {
    const VolumeContent content = volumes.content(flow.region, flow.good);
    const bool is_domestic = flow.origin.kind == Origin::Kind::domestic;
    held[{flow.region, flow.user, flow.good}] += flow.value_musd * (is_domestic ? content.output : content.imports);
  }
  double worst = 0;
  for (const auto& [who, pj] : used) worst = std::max(worst, std::abs(held[who] / pj - 1));
  return worst;
}

// Largest relative difference between what a unit costs from home and from abroad.
double origin_gap(const Benchmark& benchmark) {
  const BenchmarkIndex flows(benchmark);
  const PhysicalVolumes volumes(benchmark, flows);
  double worst = 0;
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector good{0}; good.index < benchmark.sector_count(); ++good.index) {
      const VolumeContent content = volumes.content(region, good);
      if (content.output > 0 && content.imports > 0)
        worst = std::max(worst, std::abs(content.imports / content.output - 1));
    }
  }
  return worst;
}

// What users pay with taxes by region, good and user, and what exporters get with export taxes.
struct Payments {
  std::map<std::tuple<Region, Sector, User>, double> use;
  std::map<std::tuple<Region, Sector, Region>, double> exports;
  double taxes = 0;

  explicit Payments(const Benchmark& benchmark) {
    for (const UseFlow& flow : benchmark.use) {
      use[{flow.region, flow.good, flow.user}] += flow.value_musd + flow.tax_musd;
      taxes += flow.tax_musd;
    }
    for (const TradeFlow& flow : benchmark.trade) {
      exports[{flow.exporter, flow.good, flow.importer}] += flow.value_musd + flow.export_tax_musd;
      taxes += flow.export_tax_musd + flow.tariff_musd;
    }
  }
};

template <class Map>
void check_same(const Map& one, const Map& other) {
  REQUIRE(one.size() == other.size());
  double worst = 0;
  for (const auto& [key, value] : one) worst = std::max(worst, std::abs(other.at(key) - value) / (std::abs(value) + 1));
  CHECK(worst < 1e-12);
}

}  // namespace

TEST_CASE("whichever two regions become one, energy made is energy used, by region and by user") {
  const std::vector<std::string> codes = nea2011().region_codes();
  for (std::size_t i = 0; i < codes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      CAPTURE(codes[i]);
      CAPTURE(codes[j]);
      const Made made = aggregated(nea2011(), one_region({codes[i], codes[j]}, nea2011()));
      const Benchmark& benchmark = made.aggregate.benchmark;
      CHECK(made.aggregate.volumes.left_out.empty());
      CHECK(energy_gap_ppm(benchmark) < 1e-3);
      CHECK(user_gap(benchmark) < 1e-9);
      CHECK(origin_gap(benchmark) < 1e-9);
      CHECK(check_benchmark(benchmark, own_balance_tolerance).empty());
    }
  }
}

TEST_CASE("by region, by sector and by both the accounts hold, or a good that has none any more is named") {
  const std::string three =
      "[[region]]\ncode = \"ASIA\"\nmembers = [\"CHN\", \"JPN\", \"KOR\"]\n[[region]]\ncode = \"WEST\"\nmembers = "
      "[\"USA\", \"EUR\"]\n[[region]]\ncode = \"REST\"\nmembers = [\"*\"]\n";
  for (const std::string& regions :
       {std::string(), three, std::string("[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n")}) {
    for (const std::string& sectors : {std::string(), fossil}) {
      CAPTURE(regions);
      CAPTURE(sectors);
      const Made made = aggregated(nea2011(), regions + sectors),
                 one = aggregated(nea2011(), "volumes = \"one_price\"\n" + regions + sectors);
      CHECK(energy_gap_ppm(made.aggregate.benchmark) < 1e-3);
      CHECK(user_gap(made.aggregate.benchmark) < 1e-9);
      CHECK(has(made.notes.warnings,
                "FOSSIL is left out of output_volumes.csv: in CHN COL costs 3.8, GAS 5.6 USD/GJ") == !sectors.empty());
      CHECK(one.aggregate.volumes.left_out.empty());
      CHECK(energy_gap_ppm(one.aggregate.benchmark) < 1e-3);
      CHECK(user_gap(one.aggregate.benchmark) < 1e-9);
      CHECK_NOTHROW(try_benchmark(one.aggregate.benchmark, plain_nests(), {}));
    }
  }
}

TEST_CASE("one price moves nothing but taxes: users pay and exporters get what they did, all taxes sum to the same") {
  const std::string map = one_region({"EUR", "RUS"}, nea2011());
  const Made made = aggregated(nea2011(), map), added = aggregated(nea2011(), "volumes = \"added\"\n" + map);
  const Payments now(made.aggregate.benchmark), before(added.aggregate.benchmark);
  check_same(now.use, before.use);
  check_same(now.exports, before.exports);
  CHECK(now.taxes == doctest::Approx(before.taxes).epsilon(1e-12));
  const auto& groups = made.aggregate.volumes.groups;
  const auto crude = std::find_if(groups.begin(), groups.end(),
                                  [](const PriceGroup& group) { return group.good == nea2011().find_sector("CRU"); });
  REQUIRE(crude != groups.end());
  CHECK(crude->price > 7.5);
  CHECK(crude->price < 15.22);
  double moved = 0;  // in rows of the new folder
  const auto& rows = made.aggregate.benchmark.use;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].region == crude->region && rows[i].good == crude->good)
      moved += std::abs(rows[i].tax_musd - added.aggregate.benchmark.use[i].tax_musd);
  CHECK(crude->on_use > 1e5);
  CHECK(moved > crude->on_use * (1 - 1e-9));
  CHECK(has(made.notes.prices,
            "CRU, ONE: one price of 8.543 USD/GJ instead of 15.22 (EUR), 7.5 (RUS); taxes and "
            "subsidies that make up for it, million USD: "));
  CHECK(made.notes.warnings.empty());
}

TEST_CASE("volumes that are added up on a map's word break the accounts, and warnings say by how much") {
  const Made made = aggregated(nea2011(), "volumes = \"added\"\n" + one_region({"EUR", "ROW"}, nea2011()));
  CHECK(energy_gap_ppm(made.aggregate.benchmark) > 30000);
  CHECK(has(made.notes.warnings, "COL, ONE: 4.8 (EUR), 2.758 (ROW) count alike, as 3.066 USD/GJ"));
  CHECK(has(made.notes.warnings, "energy made and used: COL, ONE: "));
  CHECK(made.notes.prices.empty());
}

TEST_CASE("a map may leave volumes out") {
  const Made made = aggregated(nea2011(), "volumes = \"none\"\n");
  CHECK(made.aggregate.benchmark.output_volumes.empty());
  CHECK(made.aggregate.benchmark.energy.size() == nea2011().energy.size());
  CHECK(has(made.notes.warnings, "COL is left out of output_volumes.csv: the map says so"));
}

TEST_CASE("an unknown rule of volumes is refused with file and line") {
  const TemporaryFolder folder;
  write_file(folder.path("map.toml"), "# a map\nvolumes = \"one_prize\"\n");
  CHECK_THROWS_WITH_AS(
      static_cast<void>(read_aggregation_map(folder.path("map.toml"), nea2011())),
      (folder.path("map.toml") + ":2: unknown rule of volumes 'one_prize'; did you mean 'one_price'?").c_str(),
      InputError);
}

TEST_CASE("small worlds with volumes keep their accounts when their regions become one") {
  forget_inputs();
  const BenchmarkCopy copy("tiny_world");
  calibrate(copy.folder() + "/recipe_physical.toml", copy.folder() + "/out");
  for (const Benchmark& benchmark :
       {read_benchmark(copy.folder() + "/out"), read_benchmark(fixture_folder("tiny_volumes"))}) {
    const double before = std::max(energy_gap_ppm(benchmark), 1e-3);
    const Made made = aggregated(benchmark, "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n");
    CHECK(made.aggregate.volumes.left_out.empty());
    CHECK(!made.aggregate.volumes.groups.empty());
    CHECK(energy_gap_ppm(made.aggregate.benchmark) < before);
    CHECK(check_benchmark(made.aggregate.benchmark, own_balance_tolerance).empty());
    CHECK_NOTHROW(try_benchmark(made.aggregate.benchmark, plain_nests(), {}));
  }
}

TEST_CASE("what can't be paid at one price loses its volumes, and the reason is told") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_volumes"));
  const std::string world = "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n";
  Benchmark stocks = benchmark;  // 50 million USD less in A, 48 more in B, where they hold more
  stocks.use.push_back(
      {stocks.find_region("B"), stocks.find_sector("COL"), {User::Kind::stock_change, -1}, {}, 28, 0, {}, {}});
  CHECK(has(aggregated(stocks, world).notes.warnings,
            "COL is left out of output_volumes.csv: stock changes in W have one sign in value, another in volume"));
  Benchmark pool = benchmark;
  for (const char* region : {"A", "B"}) {
    pool.output_volumes.push_back({pool.find_region(region), pool.find_sector("TRN"), VolumeUnit::megatonne, 100, {}});
  }
  CHECK(has(aggregated(pool, world).notes.warnings,
            "TRN is left out of output_volumes.csv: it is sold to a world pool of transport"));
  Benchmark cheap = benchmark;  // coal of A costs a hundredth
  cheap.output_volumes.front().quantity *= 100;
  CHECK(has(aggregated(cheap, world).notes.warnings,
            "COL is left out of output_volumes.csv: at one price it would cost less in B than its transport from A"));
}

TEST_CASE("a carbon price that taxes of the new region do not carry is lowered, and the folder can be read") {
  const TemporaryFolder folder;
  const Made made = aggregated(nea2011(), one_region({"CHN", "EUR"}, nea2011()));
  REQUIRE(made.aggregate.lower.size() == 1);
  const PaidPriceCut& cut = made.aggregate.lower.front();
  CHECK(cut.stated > 1);
  CHECK(cut.carried == 0);
  CHECK(has(made.notes.warnings, "carbon_price_paid of NMM, ONE is written as 0 instead of "));
  write_benchmark(made.aggregate.benchmark, folder.path("out"));
  CHECK(read_benchmark(folder.path("out")).region_count() == 7);
}
