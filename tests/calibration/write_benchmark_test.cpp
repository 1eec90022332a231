// SPDX-License-Identifier: Apache-2.0
#include "calibration/write_benchmark.h"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <set>

#include "calibration/read_benchmark.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

std::set<std::string> files(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

// Not representable in few digits, as the numbers of a balanced table are.
Benchmark with_long_numbers() {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));
  for (UseFlow& flow : benchmark.use) {
    flow.value_musd /= 3;
    flow.tax_musd /= 7;
  }
  for (TradeFlow& flow : benchmark.trade) flow.value_musd *= 1.0 + 1e-15 * flow.value_musd;
  return benchmark;
}

}  // namespace

TEST_CASE("writing and reading gives the same files again, byte for byte") {
  for (const char* name :
       {"tiny2x2", "tiny_make", "tiny_products", "tiny_idle", "tiny_taxes", "tiny_volumes", "tiny_technologies"}) {
    CAPTURE(name);
    const BenchmarkCopy first(name), second(name);
    write_benchmark(read_benchmark(fixture_folder(name)), first.folder());
    const Benchmark read = read_benchmark(first.folder());
    write_benchmark(read, second.folder());
    CHECK(files(first.folder()) == files(second.folder()));
    for (const std::string& file : files(first.folder())) {
      CAPTURE(file);
      CHECK(first.text(file) == second.text(file));
    }
    CHECK(read.data_hash == read_benchmark(second.folder()).data_hash);
  }
}

TEST_CASE("capture and resources of idle activities survive writing, in columns that are there where one has them") {
  Benchmark before = read_benchmark(fixture_folder("tiny_idle"));
  before.activities[2].capture = 0.9;
  before.activities[2].process_mt = 0.001;
  before.activities[2].resource_share = 0.2;
  before.activities[2].resource_elasticity = 3;
  const BenchmarkCopy copy("tiny_idle");
  write_benchmark(before, copy.folder());
  CHECK(copy.text("activities.csv")
            .starts_with("region,activity,good,markup,elasticity,capture,process_mt_per_musd,resource_share,"
                         "resource_elasticity\n"));
  const Benchmark after = read_benchmark(copy.folder());
  REQUIRE(after.activities.size() == before.activities.size());
  for (std::size_t i = 0; i < after.activities.size(); ++i) {
    CHECK(after.activities[i].capture == before.activities[i].capture);
    CHECK(after.activities[i].process_mt == before.activities[i].process_mt);
    CHECK(after.activities[i].biogenic_mt == 0);
    CHECK(after.activities[i].resource_share == before.activities[i].resource_share);
    CHECK(after.activities[i].resource_elasticity == before.activities[i].resource_elasticity);
  }
}

TEST_CASE("numbers survive writing and reading bit for bit") {
  const Benchmark before = with_long_numbers();
  const BenchmarkCopy copy("tiny_taxes");
  write_benchmark(before, copy.folder());
  const Benchmark after = read_benchmark(copy.folder());
  REQUIRE(after.use.size() == before.use.size());
  for (std::size_t i = 0; i < before.use.size(); ++i) {
    const bool same = same_bits(before.use[i].value_musd, after.use[i].value_musd) &&
                      same_bits(before.use[i].tax_musd, after.use[i].tax_musd) &&
                      before.use[i].user == after.use[i].user && before.use[i].origin == after.use[i].origin &&
                      before.use[i].good == after.use[i].good;
    CHECK(same);
  }
  REQUIRE(after.trade.size() == before.trade.size());
  for (std::size_t i = 0; i < before.trade.size(); ++i) {
    CHECK(same_bits(before.trade[i].value_musd, after.trade[i].value_musd));
  }
}

TEST_CASE("texts with quotes, commas and line breaks survive") {
  Benchmark before = read_benchmark(fixture_folder("tiny2x2"));
  before.sources = "table \"2011\", C:\\data\nand\ttabs; \xE4\xB8\xAD";
  before.sectors[2].name = "iron, \"steel\"";
  const BenchmarkCopy copy("tiny2x2");
  write_benchmark(before, copy.folder());
  const Benchmark after = read_benchmark(copy.folder());
  CHECK(after.sources == before.sources);
  CHECK(after.sectors[2].name == before.sectors[2].name);
}

TEST_CASE("files that the new benchmark does not have are removed, other files stay") {
  const BenchmarkCopy copy("tiny_taxes");
  copy.write("calibration_report.md", "notes\n");
  copy.write("use.csv.gz", "old");
  write_benchmark(read_benchmark(fixture_folder("tiny2x2")), copy.folder());
  CHECK(files(copy.folder()) == std::set<std::string>{"agents.csv", "benchmark.toml", "calibration_report.md",
                                                      "co2.csv", "elasticities.csv", "factors.csv", "regions.csv",
                                                      "sectors.csv", "trade.csv", "use.csv", "value_added.csv"});
}

TEST_CASE("a folder that does not exist is made") {
  const BenchmarkCopy copy("tiny2x2");
  const std::string folder = copy.folder() + "/new/benchmark";
  write_benchmark(read_benchmark(fixture_folder("tiny2x2")), folder);
  CHECK(read_benchmark(folder).use.size() == 62);
}
