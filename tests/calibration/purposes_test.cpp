// SPDX-License-Identifier: Apache-2.0
// The column purpose of use.csv, co2.csv and energy.csv: read, written, checked, repaired, aggregated.
#include "tests/fixtures/purposes.h"

#include <doctest/doctest.h>

#include <map>

#include "calibration/aggregation/aggregate_benchmark.h"
#include "calibration/check_benchmark.h"
#include "calibration/plausibility/plausibility.h"
#include "calibration/read_benchmark.h"
#include "calibration/rounding/repair_rounding.h"
#include "calibration/write_benchmark.h"
#include "files/file_access.h"
#include "tests/calibration/broken_folders.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/rounded_benchmark.h"
#include "tests/fixtures/temporary_folder.h"

using namespace etslink;

namespace {

// Of the coal of MAN in A 40 % are feedstock, of that of CEM 10 % a fuel with a name, a tenth of its CO2.
Benchmark with_purposes() {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));
  benchmark.purposes = {"feedstock", "kiln"};
  split_purchase(benchmark, {"A", "MAN", "COL", "feedstock", 0.4, 0});
  split_purchase(benchmark, {"A", "CEM", "COL", "kiln", 0.1, 0.1});
  return benchmark;
}

// A folder with purposes, one thing changed in it, and the message.
std::string message_of(const BrokenFile& broken) {
  const BenchmarkCopy copy("tiny_taxes");
  write_benchmark(with_purposes(), copy.folder());
  copy.replace(broken.file, broken.old_text, broken.new_text);
  return refusal(copy, require_balanced_folder);
}

// Values, taxes, CO2 and energy by purpose; "": plain use.
std::map<std::string, std::vector<double>> totals(const Benchmark& b) {
  std::map<std::string, std::vector<double>> sums;
  const auto sum = [&](Purpose purpose) -> std::vector<double>& {
    auto& list = sums[purpose.valid() ? b.purposes[purpose.index] : ""];
    list.resize(4);
    return list;
  };
  for (const UseFlow& flow : b.use) sum(flow.purpose)[0] += flow.value_musd, sum(flow.purpose)[1] += flow.tax_musd;
  for (const EmissionFlow& flow : b.emissions) sum(flow.purpose)[2] += flow.mt;
  for (const EnergyFlow& flow : b.energy) sum(flow.purpose)[3] += flow.pj;
  return sums;
}

std::vector<std::string> cells_of(const Benchmark& benchmark, const std::string& rule) {
  const auto rules = plausibility_rules();
  std::vector<std::string> cells;
  for (const auto& finding : find_implausible(benchmark, rules)) {
    if (finding.rule->name != rule) continue;
    for (const auto& measured : finding.measured) cells.push_back(measured.cell);
  }
  return cells;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

TEST_CASE("purposes are read as they are written, each file with the column only where one stands in it") {
  const BenchmarkCopy copy("tiny_taxes");
  Benchmark before = with_purposes();
  write_benchmark(before, copy.folder());
  CHECK(copy.text("use.csv").starts_with("region,good,user,origin,purpose,value_musd,tax_musd\n"));
  CHECK(copy.text("co2.csv").starts_with("region,user,source,origin,purpose,gas,mt\n"));
  CHECK(copy.text("energy.csv").starts_with("region,user,fuel,purpose,pj\n"));
  CHECK(copy.text("use.csv").find("A,COL,MAN,domestic,feedstock,360,18\n") != std::string::npos);
  CHECK(copy.text("use.csv").find("A,COL,MAN,domestic,,540,27\n") != std::string::npos);
  const Benchmark after = read_benchmark(copy.folder());
  CHECK(after.purposes == std::vector<std::string>{"feedstock", "kiln"});
  CHECK(totals(after) == totals(before));
  CHECK(check_benchmark(after).empty());
  for (EmissionFlow& flow : before.emissions) flow.purpose = {};
  write_benchmark(before, copy.folder());
  CHECK(copy.text("co2.csv").starts_with("region,user,source,origin,gas,mt\n"));
  CHECK(copy.text("use.csv").starts_with("region,good,user,origin,purpose,"));
}

TEST_CASE("purposes are known by their codes, in the order of the alphabet, whatever the order of the rows") {
  const BenchmarkCopy copy("tiny_taxes");
  Benchmark benchmark = with_purposes();
  benchmark.purposes = {"z", "a"};
  write_benchmark(benchmark, copy.folder());
  CHECK(read_benchmark(copy.folder()).purposes == std::vector<std::string>{"a", "z"});
  CHECK(read_benchmark(fixture_folder("tiny_taxes")).purposes.empty());
}

TEST_CASE("a purpose that is wrong is refused with file, line and what is allowed") {
  const BrokenFile list[] = {
      {"use.csv", "A,COL,MAN,domestic,feedstock,360,18\n",
       "A,COL,MAN,domestic,feedstock,360,18\nA,COL,MAN,domestic,feedstock,1,0\n",
       "FOLDER/use.csv:105: (A, COL, MAN, domestic, feedstock) is given twice, first in line 104"},
      {"use.csv", "domestic,feedstock", "domestic,feed/stock",
       "FOLDER/use.csv:104: purpose code 'feed/stock'; allowed: letters, digits, '_', '-' and '.'"},
      {"use.csv", "domestic,feedstock", "domestic,*",
       "FOLDER/use.csv:104: (A, COL, MAN, domestic, ) is given twice, first in line 13"},
      {"use.csv", "A,COL,STK,domestic,", "A,COL,STK,domestic,kiln",
       "FOLDER/use.csv:15: a purpose is given for the stock change STK; allowed: empty"},
      {"use.csv", "origin,purpose", "origin,purposes",
       "FOLDER/use.csv:1: unknown column 'purposes'; did you mean 'purpose'?"},
      {"co2.csv", ",,kiln,co2", ",,kilns,co2",
       "FOLDER/co2.csv:12: unknown purpose 'kilns': no purchase of use.csv has it; did you mean 'kiln'?"},
      {"co2.csv", ",,kiln,co2", ",,feedstock,co2",
       "FOLDER: the benchmark does not balance (one condition fails, tolerance 1e-06); worst: emissions of a missing "
       "flow: FOLDER/co2.csv:12: 2.08 Mt, but use.csv "
       "has no COL for feedstock of any origin used by CEM in A"},
      {"co2.csv", "A,CEM,process,,", "A,CEM,process,,kiln",
       "FOLDER/co2.csv:10: a purpose is given for process emissions; allowed: empty"},
      {"co2.csv", "A,CEM,COL,,kiln,co2,", "A,CEM,COL,domestic,kiln,co2,1\nA,CEM,COL,,kiln,co2,",
       "FOLDER/co2.csv:13: any origin beside origin domestic in line 12; give either the sum or its parts"},
      {"energy.csv", "A,CEM,COL,kiln,", "A,CEM,COL,kilns,",
       "FOLDER/energy.csv:11: unknown purpose 'kilns': no purchase of use.csv has it; did you mean 'kiln'?"},
      {"energy.csv", "A,CEM,COL,kiln,", "A,ELE,COL,kiln,",
       "FOLDER: the benchmark does not balance (one condition fails, tolerance 1e-06); worst: energy of a missing "
       "flow: FOLDER/energy.csv:11: 20.8 PJ, but use.csv "
       "has no COL for kiln used by ELE in A"}};
  for (const BrokenFile& broken : list) {
    CAPTURE(broken.message);
    CHECK(message_of(broken) == broken.message);
  }
}

TEST_CASE("origins overlap for one purpose, not between two") {
  CHECK(message_of({"co2.csv", "A,CEM,COL,,kiln,co2,", "A,CEM,COL,domestic,kiln,co2,", ""}) == "accepted");
}

TEST_CASE("without purposes in use.csv other files can't have one") {
  const BenchmarkCopy copy("tiny_taxes");
  copy.write("co2.csv", "region,user,source,purpose,mt\nA,ELE,COL,kiln,124\n");
  CHECK_THROWS_WITH_AS(static_cast<void>(read_benchmark(copy.folder())),
                       doctest::Contains("co2.csv:2: unknown purpose 'kiln': no purchase of use.csv has it"),
                       InputError);
}

TEST_CASE("purposes survive the repair of rounding") {
  const Benchmark source = rounded(with_purposes(), 7);
  const Benchmark repaired = repair_rounding(source, 1e-4).benchmark;
  REQUIRE(repaired.use.size() == source.use.size());
  for (std::size_t i = 0; i < source.use.size(); ++i) CHECK(repaired.use[i].purpose == source.use[i].purpose);
  CHECK(totals(repaired).at("feedstock") == totals(source).at("feedstock"));
  CHECK(check_benchmark(repaired, own_balance_tolerance).empty());
}

TEST_CASE("aggregation adds up purchases of one purpose and keeps purposes apart") {
  const Benchmark benchmark = with_purposes();
  const TemporaryFolder folder;
  write_file(
      folder.path("map.toml"),
      "[[sector]]\ncode = \"IND\"\nmembers = [\"CEM\", \"MAN\"]\n[[sector]]\ncode = \"REST\"\nmembers = [\"*\"]\n"
      "role = \"coal\"\n");
  const Benchmark sum =
      aggregate_benchmark(benchmark, read_aggregation_map(folder.path("map.toml"), benchmark)).benchmark;
  CHECK(sum.purposes == benchmark.purposes);
  for (const auto& [purpose, values] : totals(benchmark)) {
    CAPTURE(purpose);
    const std::vector<double> kept = totals(sum).at(purpose);
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(kept[i] == doctest::Approx(values[i]).epsilon(1e-12));
  }
  int rows = 0;
  for (const UseFlow& flow : sum.use) rows += flow.region == Region{0} && flow.purpose.valid() ? 1 : 0;
  CHECK(rows == 4);  // feedstock and kiln of one sector now, of two origins each
  CHECK(check_benchmark(sum).empty());
}

TEST_CASE("what is burnt is measured apart from feedstock, and named with its purpose") {
  Benchmark benchmark = with_purposes();
  const auto by_user = cells_of(benchmark, "coal, by user");
  CHECK(contains(by_user, "COL of MAN, A"));
  CHECK(contains(by_user, "COL for kiln of CEM, A"));
  CHECK_FALSE(contains(by_user, "COL for feedstock of MAN, A"));
  for (UseFlow& flow : benchmark.use)
    flow.tax_musd = flow.purpose == Purpose{0} ? 1.5 * flow.value_musd : flow.tax_musd;
  const auto rules = plausibility_rules();
  for (const auto& finding : find_implausible(benchmark, rules)) {
    if (std::string(finding.rule->name) != "tax rates") continue;
    REQUIRE(finding.unusual.size() == 1);
    CHECK(finding.unusual.front().cell == "use of COL for feedstock by MAN, A");
  }
}

TEST_CASE("ratios of a region leave out what is bought for a purpose that is not burnt") {
  const auto highest = [](const Benchmark& benchmark, const std::string& rule) {
    const auto rules = plausibility_rules();
    for (const auto& finding : find_implausible(benchmark, rules)) {
      if (finding.rule->name == rule && !finding.measured.empty()) return finding.measured.back().value;
    }
    return 0.0;
  };
  Benchmark plain = read_benchmark(fixture_folder("tiny_taxes"));
  const double before = highest(plain, "coal, by region");
  split_purchase(plain, {"A", "MAN", "COL", "feedstock", 0.4, 0});
  CHECK(highest(plain, "coal, by region") > 1.01 * before);
}
