// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/aggregation/aggregate_benchmark.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "files/file_access.h"
#include "model/benchmark_equilibrium.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/fixtures/text_parts.h"

using namespace etslink;

namespace {

const char* const names[] = {"tiny2x2",         "tiny_make",    "tiny_products",     "tiny_idle", "tiny_taxes",
                             "tiny_households", "tiny_volumes", "tiny_technologies", "gtap_like"};

Benchmark nea2011() { return read_benchmark(source_folder() + "/data/nea2011"); }

AggregationMap map_of(const Benchmark& benchmark, const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path("map.toml"), text);
  return read_aggregation_map(folder.path("map.toml"), benchmark);
}

Benchmark aggregated(const Benchmark& benchmark, const std::string& text) {
  return aggregate_benchmark(benchmark, map_of(benchmark, text)).benchmark;
}

std::string refusal(const Benchmark& benchmark, const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path("map.toml"), text);
  try {
    static_cast<void>(read_aggregation_map(folder.path("map.toml"), benchmark));
    return "accepted";
  } catch (const InputError& error) {
    const std::string message = error.what(), path = folder.path("");
    return message.starts_with(path) ? message.substr(path.size()) : message;
  }
}

std::vector<double> totals_of(const Benchmark& benchmark) {
  std::vector<double> sum(9, 0);
  for (const auto& flow : benchmark.use) sum[0] += flow.value_musd, sum[1] += flow.tax_musd;
  for (const auto& flow : benchmark.trade) sum[2] += flow.value_musd, sum[3] += flow.export_tax_musd + flow.tariff_musd;
  for (const auto& flow : benchmark.value_added) sum[4] += flow.value_musd, sum[5] += flow.tax_musd;
  for (const auto& flow : benchmark.output_tax) sum[6] += flow.tax_musd;
  for (const auto& flow : benchmark.emissions) sum[7] += flow.mt;
  for (const auto& flow : benchmark.energy) sum[8] += flow.pj;
  return sum;
}

double value_of(const Benchmark& benchmark, const std::string& parameter, const std::string& sector) {
  for (const auto& entry : benchmark.elasticities) {
    const bool is_sector = entry.sector ? benchmark.sectors[entry.sector->index].code == sector : sector.empty();
    if (entry.parameter == parameter && !entry.region && is_sector) return entry.value;
  }
  return -1;
}

const std::string three_regions = R"([[region]]
code = "ASIA"
name = "East Asia"
members = ["CHN", "JPN", "KOR"]
[[region]]
code = "WEST"
members = ["USA", "EUR"]
[[region]]
code = "REST"
members = ["*"]
)";
const std::string fewer_sectors = R"([[sector]]
code = "FOSSIL"
role = "coal"
members = ["COL", "CRU", "GAS"]
[[sector]]
code = "OIL"
[[sector]]
code = "ELE"
[[sector]]
code = "METALS"
members = ["I_S", "NFM"]
[[sector]]
code = "ITR"
[[sector]]
code = "REST"
members = ["*"]
)";

}  // namespace

TEST_CASE("the map that merges nothing writes the same folder, byte for byte") {
  for (const char* name : names) {
    CAPTURE(name);
    const TemporaryFolder folder;
    const BenchmarkCopy copy(name);
    const Benchmark benchmark = read_benchmark(copy.folder());
    write_benchmark(benchmark, folder.path("plain"));
    write_benchmark(aggregated(benchmark, "# nothing\n"), folder.path("same"));
    CHECK(read_benchmark(folder.path("same")).data_hash == read_benchmark(folder.path("plain")).data_hash);
  }
}

TEST_CASE("naming every code alone is the map that merges nothing") {
  const Benchmark benchmark = nea2011();
  std::string map;
  for (const auto& code : benchmark.region_codes()) map += "[[region]]\ncode = \"" + code + "\"\n";
  for (const auto& code : benchmark.sector_codes()) map += "[[sector]]\ncode = \"" + code + "\"\n";
  for (const auto& code : benchmark.factor_codes()) map += "[[factor]]\ncode = \"" + code + "\"\n";
  const TemporaryFolder folder;
  write_benchmark(benchmark, folder.path("plain"));
  write_benchmark(aggregated(benchmark, map), folder.path("same"));
  CHECK(read_benchmark(folder.path("same")).data_hash == read_benchmark(folder.path("plain")).data_hash);
}

TEST_CASE("an aggregate keeps every total, balances and is an equilibrium of the model") {
  const Benchmark benchmark = nea2011();
  const Benchmark aggregate = aggregated(benchmark, three_regions + fewer_sectors);
  CHECK(aggregate.regions.size() == 3);
  CHECK(aggregate.sectors.size() == 6);
  CHECK(aggregate.regions[0].name == "East Asia");
  CHECK(aggregate.sectors[1].name == "refined oil and coke");
  CHECK(aggregate.agents[0].code == "HH_ASIA");
  const auto before = totals_of(benchmark), after = totals_of(aggregate);
  const auto added = totals_of(aggregated(benchmark, "volumes = \"added\"\n" + three_regions + fewer_sectors));
  for (std::size_t i = 0; i < before.size(); ++i) {
    CAPTURE(i);
    CHECK(added[i] == doctest::Approx(before[i]).epsilon(1e-13));
    if (i >= 4) CHECK(after[i] == doctest::Approx(before[i]).epsilon(1e-13));
  }
  // Electricity has one price in each region: what users pay stays, and all taxes.
  CHECK(after[0] + after[1] == doctest::Approx(before[0] + before[1]).epsilon(1e-13));
  CHECK(after[1] + after[3] == doctest::Approx(before[1] + before[3]).epsilon(1e-12));
  CHECK(std::abs(after[1] - before[1]) > 1);
  CHECK(check_benchmark(aggregate, own_balance_tolerance).empty());
  CHECK_NOTHROW(try_benchmark(aggregate, plain_nests(), {}));
}

TEST_CASE("volumes of goods in one unit add up, others are left out") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_volumes"));
  const std::string one_region = "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n";
  const Benchmark world = aggregated(benchmark, one_region);
  REQUIRE(world.output_volumes.size() == 2);
  CHECK(world.output_volumes[0].quantity ==
        doctest::Approx(benchmark.output_volumes[0].quantity + benchmark.output_volumes[1].quantity).epsilon(1e-14));
  CHECK(world.output_volumes[1].unit == VolumeUnit::terawatt_hour);
  const Benchmark mixed = aggregated(
      benchmark,
      "[[sector]]\ncode = \"EN\"\nmembers = [\"COL\", \"ELE\"]\nrole = \"coal\"\n[[sector]]\ncode = \"CEM\"\n"
      "[[sector]]\ncode = \"MAN\"\n[[sector]]\ncode = \"TRN\"\n");
  CHECK(mixed.output_volumes.empty());
}

TEST_CASE("aggregated twice is aggregated once") {
  const Benchmark benchmark = nea2011();
  const Benchmark once =
      aggregated(benchmark,
                 "[[region]]\ncode = \"NORTH\"\nmembers = [\"CHN\", \"JPN\", \"KOR\", \"USA\", \"EUR\"]\n"
                 "[[region]]\ncode = \"REST\"\nmembers = [\"*\"]\n" +
                     fewer_sectors);
  const Benchmark first = aggregated(benchmark, three_regions + fewer_sectors);
  const Benchmark twice = aggregated(first,
                                     "[[region]]\ncode = \"NORTH\"\nmembers = [\"ASIA\", \"WEST\"]\n"
                                     "[[region]]\ncode = \"REST\"\n");
  REQUIRE(once.use.size() == twice.use.size());
  double worst = 0;
  for (std::size_t i = 0; i < once.use.size(); ++i) {
    CHECK(once.use[i].user == twice.use[i].user);
    for (const auto part : {&UseFlow::value_musd, &UseFlow::tax_musd})
      worst =
          std::max(worst, std::abs(once.use[i].*part - twice.use[i].*part) / (std::abs(once.use[i].value_musd) + 1));
  }
  REQUIRE(once.elasticities.size() == twice.elasticities.size());
  for (std::size_t i = 0; i < once.elasticities.size(); ++i)
    worst = std::max(worst, std::abs(once.elasticities[i].value - twice.elasticities[i].value));
  CHECK(worst < 1e-12);
  CHECK(once.agents.size() == twice.agents.size());
  CHECK(once.agents[0].code == "HH_NORTH");
  CHECK(twice.agents[0].code == "HH_NORTH");
}

TEST_CASE("fixtures with margins, transfers, joint products and agents aggregate to one that balances") {
  const std::string one_region = "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n";
  for (const char* name : {"tiny2x2", "tiny_make", "tiny_products", "tiny_idle", "tiny_taxes", "gtap_like"}) {
    CAPTURE(name);
    const Benchmark benchmark = read_benchmark(fixture_folder(name));
    const Benchmark world = aggregated(benchmark, one_region);
    CHECK(check_benchmark(world, own_balance_tolerance).empty());
    CHECK_NOTHROW(try_benchmark(world, plain_nests(), {}));
    // Trade between the regions is trade inside the one; what one agent pays to itself is no transfer.
    CHECK(world.trade.front().exporter == world.trade.front().importer);
    for (const auto& flow : world.transfers) CHECK(flow.from != flow.to);
  }
}

TEST_CASE("output taxes by good stay on the goods they were on when their sectors become one") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_products"));
  const Benchmark merged =
      aggregated(benchmark,
                 "[[sector]]\ncode = \"HEAVY\"\nrole = \"other\"\nmembers = [\"FUEL\", \"STEEL\"]\n"
                 "[[sector]]\ncode = \"ELE\"\n[[sector]]\ncode = \"GOODS\"\n");
  std::map<std::string, double> tax;  // by region, sector and good
  for (const OutputTax& flow : merged.output_tax)
    tax[merged.regions[flow.region.index].code + " " + merged.sectors[flow.sector.index].code + " " +
        (flow.good.valid() ? merged.sectors[flow.good.index].code : "-")] += flow.tax_musd;
  // 450 of coal miners, of whose output of 9450 services are 120.
  const double services = 450.0 * 120 / 9450;
  CHECK(tax.at("A HEAVY HEAVY") == doctest::Approx(190 + 450 - services).epsilon(1e-9));
  CHECK(tax.at("A HEAVY GOODS") == doctest::Approx(services).epsilon(1e-9));
  CHECK(tax.at("A HEAVY ELE") == 60);
  CHECK(tax.at("B GOODS GOODS") == -1700);
  CHECK(check_benchmark(merged, own_balance_tolerance).empty());
}

TEST_CASE("idle activities of regions that become one have the mean of their costs and inputs") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_idle"));
  const Benchmark world = aggregated(benchmark, "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n");
  REQUIRE(world.activities.size() == 3);
  const IdleActivity& wind = world.activities.front();
  CHECK(wind.code == "WIND");
  double made[2] = {0, 0};
  for (const UseFlow& flow : benchmark.use) {
    const bool is_power = flow.good == benchmark.find_sector("ELE");
    if (is_power && flow.origin.kind == Origin::Kind::domestic) made[flow.region.index] += flow.value_musd;
  }
  const double cost = 1.12 * made[0] + 1.3 * made[1];
  CHECK(wind.markup == doctest::Approx(cost / (made[0] + made[1]) - 1).epsilon(1e-12));
  CHECK(wind.inputs[0].share == doctest::Approx((0.7 * 1.12 * made[0] + 0.75 * 1.3 * made[1]) / cost).epsilon(1e-12));
  double sum = 0;
  for (const ActivityInput& input : wind.inputs) sum += input.share;
  CHECK(sum == doctest::Approx(1).epsilon(1e-12));
  // Capture is weighted by CO2, of which wind has none but what is stated here; all else by what is made.
  Benchmark captured = benchmark;
  for (const int i : {0, 1}) {
    captured.activities[i].process_mt = i == 0 ? 0.001 : 0.003;
    captured.activities[i].capture = i == 0 ? 0.5 : 0.9;
    captured.activities[i].resource_share = i == 0 ? 0.1 : 0.2;
    captured.activities[i].resource_elasticity = 2;
  }
  const IdleActivity mean = aggregated(captured, "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n").activities.front();
  const double mt[2] = {0.001 * made[0], 0.003 * made[1]}, all = made[0] + made[1];
  CHECK(mean.process_mt == doctest::Approx((mt[0] + mt[1]) / all).epsilon(1e-12));
  CHECK(mean.capture == doctest::Approx((0.5 * mt[0] + 0.9 * mt[1]) / (mt[0] + mt[1])).epsilon(1e-12));
  CHECK(mean.resource_share == doctest::Approx((0.1 * made[0] + 0.2 * made[1]) / all).epsilon(1e-12));
  CHECK(mean.resource_elasticity == doctest::Approx(2).epsilon(1e-12));
  Benchmark other = benchmark;
  other.activities[1].good = other.find_sector("CEM");
  other.activities[1].at = {};
  CHECK_THROWS_WITH_AS(static_cast<void>(aggregated(other, "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n")),
                       "activity 'WIND' makes another good in another region of those that become W; rename one of the "
                       "two",
                       InputError);
}

TEST_CASE("a parameter of a group is the mean of what its members have, by its weight") {
  const Benchmark benchmark = nea2011();
  const std::string two =
      "[[sector]]\ncode = \"FOSSIL\"\nrole = \"coal\"\nmembers = [\"COL\", \"CRU\"]\n"
      "[[sector]]\ncode = \"REST\"\nrole = \"other\"\nmembers = [\"*\"]\n";
  double coal = 0, crude = 0;
  for (const auto& flow : benchmark.use) {
    if (flow.user.kind == User::Kind::stock_change) continue;
    if (flow.good == benchmark.find_sector("COL")) coal += flow.value_musd + flow.tax_musd;
    if (flow.good == benchmark.find_sector("CRU")) crude += flow.value_musd + flow.tax_musd;
  }
  const double of_coal = value_of(benchmark, "esubd", "COL"), of_crude = value_of(benchmark, "esubd", "CRU");
  const double expected = (coal * of_coal + crude * of_crude) / (coal + crude);
  CHECK(value_of(aggregated(benchmark, two), "esubd", "FOSSIL") == doctest::Approx(expected).epsilon(1e-12));
  CHECK(value_of(aggregated(benchmark, two + "[weights]\nesubd = \"equal\"\n"), "esubd", "FOSSIL") ==
        doctest::Approx((of_coal + of_crude) / 2).epsilon(1e-12));
}

TEST_CASE("a carbon price that some members paid is what all of them paid per tonne") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));
  const Sector paying = benchmark.find_sector("ELE"), other = benchmark.find_sector("CEM");
  benchmark.elasticities.push_back({"carbon_price_paid", std::nullopt, paying, 0.5, {}});
  const auto burnt = [&](Sector sector) {
    double mt = 0;
    for (const EmissionFlow& flow : benchmark.emissions)
      if (flow.fuel && flow.user == User{User::Kind::sector, sector.index}) mt += flow.mt;
    return mt;
  };
  REQUIRE(burnt(other) > 0);
  const Benchmark aggregate =
      aggregated(benchmark,
                 "[[sector]]\ncode = \"BOTH\"\nrole = \"other\"\nmembers = [\"ELE\", \"CEM\"]\n"
                 "[[sector]]\ncode = \"COL\"\n[[sector]]\ncode = \"REST\"\nmembers = [\"*\"]\n");
  CHECK(value_of(aggregate, "carbon_price_paid", "BOTH") ==
        doctest::Approx(0.5 * burnt(paying) / (burnt(paying) + burnt(other))).epsilon(1e-12));
}

TEST_CASE("a member without a row of its own counts with the more general one") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));  // esubva 0.9, of coal 0.2
  const Benchmark aggregate =
      aggregated(benchmark,
                 "[[sector]]\ncode = \"COLELE\"\nrole = \"coal\"\nmembers = [\"COL\", \"ELE\"]\n"
                 "[[sector]]\ncode = \"REST\"\nmembers = [\"*\"]\n"
                 "[weights]\nesubva = \"equal\"\n");
  CHECK(value_of(aggregate, "esubva", "COLELE") == doctest::Approx((0.2 + 0.9) / 2).epsilon(1e-12));
  CHECK(value_of(aggregate, "esubva", "") == 0.9);
}

TEST_CASE("households of merged regions become what the map says") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_households"));
  const std::string one_region = "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n";
  CHECK(has(refusal(benchmark, one_region),
            "agents.csv: region A has 2 households and becomes one with others: say by "
            "[[agent]] entries of the map which become one"));
  const Benchmark world = aggregated(benchmark, one_region +
                                                    "[[agent]]\ncode = \"POOR\"\nmembers = [\"HH2_A\"]\n"
                                                    "[[agent]]\ncode = \"RICH\"\nmembers = [\"HH_A\", \"HH_B\"]\n");
  CHECK(world.agents.size() == 4);
  CHECK(world.find_agent("RICH").index == 0);
  CHECK(world.find_agent("GOV_W").valid());
  CHECK(check_benchmark(world, own_balance_tolerance).empty());
}

TEST_CASE("maps that can't be meant are refused with file and line") {
  const Benchmark benchmark = nea2011();
  const auto region = [](const char* rest) { return std::string("[[region]]\ncode = \"X\"\n") + rest; };
  CHECK(refusal(benchmark, region("members = [\"CNH\"]\n")) ==
        "map.toml:1: unknown region 'CNH'; allowed: CHN, JPN, KOR, USA, EUR, IND, RUS, ROW");
  CHECK(refusal(benchmark, region("members = [\"CHN\"]\n")) ==
        "map.toml:1: region 'JPN' is in no group; members = [\"*\"] stands for all others");
  CHECK(
      refusal(benchmark, region("members = [\"*\"]\n[[region]]\ncode = \"Y\"\nmembers = [\"CHN\"]\n[[region]]\ncode = "
                                "\"Z\"\nmembers = [\"CHN\"]\n")) == "map.toml:7: region 'CHN' is in 'Y', too");
  CHECK(refusal(benchmark, region("members = [\"*\"]\nnmae = \"x\"\n")) ==
        "map.toml:4: unknown key 'nmae' in [region]; allowed: code, name, members");
  CHECK(has(
      refusal(benchmark,
              "[[sector]]\ncode = \"F\"\nmembers = [\"COL\", \"CRU\"]\n[[sector]]\ncode = \"R\"\nmembers = [\"*\"]\n"),
      "sectors 'COL' and 'CRU' differ in role; state role = \"...\" of 'F'"));
  CHECK(has(refusal(benchmark, "[[factor]]\ncode = \"F\"\nmembers = [\"CAP\", \"RES\"]\n[[factor]]\ncode = \"LAB\"\n"),
            "factors 'CAP' and 'RES' differ in mobility"));
  CHECK(has(refusal(benchmark, "[regoin]\n"), "unknown key 'regoin'; did you mean 'region'?"));
  CHECK(has(refusal(benchmark, "[weights]\nesubd = \"weight\"\n"), "unknown weight 'weight'"));
}

TEST_CASE("a fuel does not become electricity, whose CO2 no folder may have") {
  const auto power_with = [](const std::string& fuel, const std::string& role) {
    return "[[sector]]\ncode = \"POWER\"\nmembers = [\"" + fuel + "\", \"ELE\"]\nrole = \"" + role +
           "\"\n[[sector]]\ncode = \"REST\"\nmembers = [\"*\"]\nrole = \"other\"\n";
  };
  CHECK(refusal(nea2011(), power_with("COL", "electricity")) ==
        "map.toml:1: 'POWER' has the role electricity, but its member 'COL' is burnt and emits CO2; allowed: another "
        "role, or sectors of their own");
  CHECK(refusal(nea2011(), power_with("COL", "coal")) == "accepted");
  CHECK(refusal(nea2011(), power_with("CRU", "electricity")) == "accepted");  // it is refined, not burnt
}

TEST_CASE("imports in sum and by exporter meet as imports in sum") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny2x2"));
  for (auto& flow : benchmark.use) {  // B's by exporter
    if (flow.region == benchmark.find_region("B") && flow.origin.kind == Origin::Kind::imported)
      flow.origin = {Origin::Kind::exporter, benchmark.find_region("A")};
  }
  REQUIRE(check_benchmark(benchmark, own_balance_tolerance).empty());
  const Benchmark world = aggregated(benchmark, "[[region]]\ncode = \"W\"\nmembers = [\"A\", \"B\"]\n");
  for (const auto& flow : world.use) CHECK(flow.origin.kind != Origin::Kind::exporter);
  CHECK(check_benchmark(world, own_balance_tolerance).empty());
}
