// SPDX-License-Identifier: Apache-2.0
#include "calibration/check_benchmark.h"

#include <doctest/doctest.h>

#include <limits>

#include "calibration/read_benchmark.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

Benchmark fixture(const char* name) { return read_benchmark(fixture_folder(name)); }

std::vector<std::string> conditions(const Benchmark& benchmark) {
  std::vector<std::string> names;
  for (const BenchmarkGap& gap : check_benchmark(benchmark)) names.push_back(gap.condition + ": " + gap.place);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("every fixture satisfies every identity exactly") {
  for (const char* name : {"tiny2x2", "tiny_make", "tiny_products", "tiny_idle", "tiny_taxes", "tiny_households",
                           "tiny_volumes", "tiny_technologies"}) {
    CAPTURE(name);
    CHECK(check_benchmark(fixture(name), 0).empty());
    CHECK_NOTHROW(require_balanced(fixture(name), own_balance_tolerance));
  }
}

TEST_CASE("too much labour breaks zero profit where it is used, with both sides and the gap") {
  Benchmark benchmark = fixture("tiny2x2");
  benchmark.value_added[4].value_musd += 100;  // A,GOODS,CAP
  const auto gaps = check_benchmark(benchmark);
  REQUIRE(gaps.size() == 1);
  CHECK(gaps[0].condition == "zero profit");
  CHECK(gaps[0].place == "other goods and services, A");
  CHECK(gaps[0].left == 109740);
  CHECK(gaps[0].right == 109640);
  CHECK(gaps[0].relative_gap == doctest::Approx(100.0 / 109740).epsilon(1e-12));
  CHECK(gaps[0].text ==
        "zero profit: other goods and services, A: costs 109.74, output 109.64 bn USD (gap 0.1, 0.0911 %)");
}

TEST_CASE("each identity fails where its flow is changed") {
  SUBCASE("tax on output") {
    Benchmark benchmark = fixture("tiny_taxes");
    benchmark.output_tax[0].tax_musd += 10;  // A,COL
    CHECK(conditions(benchmark) == Names{"zero profit: coal, A", "agent budget: GOV_A"});
  }
  SUBCASE("tariff: import market and the budget of the government that collects it") {
    Benchmark benchmark = fixture("tiny_taxes");
    benchmark.trade[0].tariff_musd += 10;  // A,COL,B
    CHECK(conditions(benchmark) == Names{"import market: coal, B", "agent budget: GOV_B"});
  }
  SUBCASE("exports: output of the exporter and the import market of the importer") {
    Benchmark benchmark = fixture("tiny2x2");
    benchmark.trade[0].value_musd += 10;  // A,FUEL,B
    CHECK(conditions(benchmark) == Names{"import market: coal, B", "zero profit: coal, A"});
  }
  SUBCASE("supply of transport services") {
    Benchmark benchmark = fixture("tiny_taxes");
    benchmark.margin_supply[0].value_musd += 10;
    CHECK(conditions(benchmark) ==
          Names{"transport margins: transport", "zero profit: transport, A", "current accounts: world"});
  }
  SUBCASE("endowments") {
    Benchmark benchmark = fixture("tiny_taxes");
    benchmark.endowments[3].value_musd += 10;  // A,GOV_A,RES
    CHECK(conditions(benchmark) == Names{"factor market: coal resource, A", "agent budget: GOV_A"});
  }
  SUBCASE("transfers") {
    Benchmark benchmark = fixture("tiny_taxes");
    benchmark.transfers[1].value_musd += 10;  // HH_A to INV_A
    CHECK(conditions(benchmark) == Names{"agent budget: INV_A", "agent budget: HH_A"});
  }
  SUBCASE("goods that a sector makes apart from its own") {
    Benchmark benchmark = fixture("tiny_make");
    benchmark.make[1].value_musd += 10;  // A: FUEL makes GOODS
    CHECK(conditions(benchmark) == Names{"zero profit: coal, A", "market clearing: other goods and services, A"});
  }
}

TEST_CASE("with imports by exporter each exporter's deliveries are compared") {
  Benchmark benchmark = fixture("tiny2x2");
  for (UseFlow& flow : benchmark.use) {
    if (flow.origin.kind == Origin::Kind::imported) flow.origin = {Origin::Kind::exporter, {1 - flow.region.index}};
  }
  CHECK(check_benchmark(benchmark, 0).empty());
  benchmark.use[6].origin.exporter = {0};  // A,FUEL,ELE: from A itself, which does not trade with itself
  CHECK(conditions(benchmark) == Names{"import market: coal, A from A", "import market: coal, A from B"});
  benchmark.use[6].origin.exporter = {1};
  benchmark.use[6].value_musd += 10;
  CHECK(conditions(benchmark) == Names{"import market: coal, A from B", "zero profit: electricity, A"});
}

TEST_CASE("emissions, energy and margins need the flow they belong to") {
  Benchmark benchmark = fixture("tiny_taxes");
  const Sector coal = benchmark.find_sector("COL");
  const User transport{User::Kind::sector, benchmark.find_sector("TRN").index};
  benchmark.emissions = {{{0}, transport, coal, std::nullopt, Gas::co2, 1, {"co2.csv", 2}}};
  benchmark.energy = {{{0}, transport, coal, 3, {"energy.csv", 2}}};
  benchmark.margins.push_back(
      {{0}, benchmark.find_sector("ELE"), {1}, benchmark.find_sector("TRN"), 0.5, {"margins.csv", 9}});
  Names texts;
  for (const BenchmarkGap& gap : check_benchmark(benchmark)) {
    if (gap.condition.ends_with("of a missing flow")) texts.push_back(gap.text);
  }
  CHECK(texts ==
        Names{"emissions of a missing flow: co2.csv:2: 1 Mt, but use.csv has no COL of any origin used by TRN in A",
              "energy of a missing flow: energy.csv:2: 3 PJ, but use.csv has no COL used by TRN in A",
              "margin of a missing flow: margins.csv:9: trade.csv has no ELE from A to B"});
}

TEST_CASE("emissions by origin need a flow of that origin") {
  Benchmark benchmark = fixture("tiny2x2");
  EmissionFlow flow = benchmark.emissions[0];  // A,ELE,FUEL
  const Origin imported{Origin::Kind::imported, {}};
  for (const Origin& origin : {Origin{Origin::Kind::domestic, {}}, imported, Origin{Origin::Kind::exporter, {1}}}) {
    flow.origin = origin;
    benchmark.emissions = {flow};
    CHECK(check_benchmark(benchmark, 0).empty());
  }
  flow.origin = Origin{Origin::Kind::exporter, {0}};
  benchmark.emissions = {flow};
  CHECK(check_benchmark(benchmark).size() == 1);
}

TEST_CASE("a flow of value 0 does not emit, and emissions of 0 need no flow") {
  Benchmark benchmark = fixture("tiny2x2");
  const User coal_sector{User::Kind::sector, benchmark.find_sector("FUEL").index};
  const Sector coal = benchmark.find_sector("FUEL");
  benchmark.use.push_back({{0}, coal, coal_sector, {}, 0, 0, {}});
  benchmark.emissions = {{{0}, coal_sector, coal, std::nullopt, Gas::co2, 0, {}}};
  CHECK(check_benchmark(benchmark, 0).empty());
  benchmark.emissions[0].mt = 1;
  CHECK(conditions(benchmark) == Names{"emissions of a missing flow: co2.csv"});
}

TEST_CASE("process emissions need a sector that produces") {
  Benchmark benchmark = fixture("tiny2x2");
  benchmark.sectors.push_back({"IDLE", "idle", SectorRole::other});
  benchmark.emissions = {{{0}, {User::Kind::sector, 4}, std::nullopt, std::nullopt, Gas::co2, 2, {"co2.csv", 2}}};
  const auto gaps = check_benchmark(benchmark);
  REQUIRE(gaps.size() == 1);
  CHECK(gaps[0].text ==
        "emissions of a missing flow: co2.csv:2: 2 Mt of process emissions, but nothing is produced by IDLE in A");
}

TEST_CASE("a benchmark made in memory obeys the rules of single records, too") {
  Benchmark benchmark = fixture("tiny2x2");
  benchmark.value_added[0].value_musd = -5;
  const auto gaps = check_benchmark(benchmark);
  REQUIRE(gaps.size() == 2);
  CHECK(gaps[0].condition == "impossible record");
  CHECK(gaps[0].text.ends_with("value_added.csv:2: value_musd is -5; allowed: 0 or more (a factor payment)"));
  benchmark = fixture("tiny2x2");
  benchmark.use[0].value_musd = std::numeric_limits<double>::quiet_NaN();
  CHECK(check_benchmark(benchmark)[0].condition == "zero profit");
  CHECK(check_benchmark(benchmark).back().text.ends_with(
      "use.csv:2: value_musd is nan; allowed: 0 or more (only the stock "
      "change STK may be negative)"));
}

TEST_CASE("a tax that takes all output is named") {
  Benchmark benchmark = fixture("tiny2x2");
  benchmark.output_tax.push_back({{0}, {0}, 9000, {}});
  bool found = false;
  for (const BenchmarkGap& gap : check_benchmark(benchmark)) {
    found = found || gap.text == "output tax: coal, A: the tax takes all output: 9000 of 9000 million USD";
  }
  CHECK(found);
}

TEST_CASE("the tolerance decides which gaps are listed") {
  Benchmark benchmark = fixture("tiny2x2");
  benchmark.value_added[4].value_musd += 0.05;  // 5e-7 of the output of goods in A
  CHECK(check_benchmark(benchmark, user_balance_tolerance).empty());
  CHECK(check_benchmark(benchmark, own_balance_tolerance).size() == 1);
}
