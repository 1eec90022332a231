// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_benchmark.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdint>

#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

void compress(const BenchmarkCopy& copy, const std::string& file) {
  const std::string text = copy.text(file);
  const gzFile out = gzopen((copy.folder() + "/" + file + ".gz").c_str(), "wb");
  gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
  gzclose(out);
  copy.remove(file);
}

double total(const std::vector<UseFlow>& flows) {
  double sum = 0;
  for (const UseFlow& flow : flows) sum += flow.value_musd;
  return sum;
}

}  // namespace

TEST_CASE("a benchmark folder is read with its lists, flows and places in the files") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));
  CHECK(benchmark.year == 2011);
  CHECK(benchmark.region_codes() == std::vector<std::string>{"A", "B"});
  CHECK(benchmark.sectors[0].role == SectorRole::coal);
  CHECK(benchmark.sectors[1].role == SectorRole::electricity);
  CHECK(benchmark.factors[1].mobility == FactorMobility::sluggish);
  CHECK(benchmark.factors[2].mobility == FactorMobility::specific);
  CHECK(benchmark.factors[1].role == FactorRole::other);  // the column is left out
  CHECK(benchmark.agents[4].code == "GOV_B");
  CHECK(benchmark.agents[4].kind == AgentKind::government);
  CHECK(benchmark.agents[4].region == benchmark.find_region("B"));
  CHECK(benchmark.use.size() == 102);
  const UseFlow& coal_stock = benchmark.use[13];  // line 15: A,COL,STK,domestic,-50,0
  CHECK(coal_stock.user.kind == User::Kind::stock_change);
  CHECK(coal_stock.value_musd == -50);
  CHECK(coal_stock.at.line == 15);
  CHECK(coal_stock.at.file == fixture_folder("tiny_taxes") + "/use.csv");
  const EmissionFlow& process = benchmark.emissions.back();  // B,CEM,process,,co2,27.5
  CHECK_FALSE(process.fuel.has_value());
  CHECK(benchmark.user_code(process.user) == "CEM");
  CHECK(process.mt == 27.5);
  CHECK(benchmark.transfers[0].kind == "lump_sum");
  CHECK_FALSE(benchmark.elasticities[0].region.has_value());
  CHECK(benchmark.elasticities[1].sector == benchmark.find_sector("COL"));
}

TEST_CASE("imports may be given by exporter") {
  const BenchmarkCopy copy("tiny2x2");
  std::string use = copy.text("use.csv");
  for (std::size_t at = use.find("imported"); at != std::string::npos; at = use.find("imported")) {
    const bool importer_is_a = use[use.rfind('\n', at) + 1] == 'A';
    use.replace(at, 8, importer_is_a ? "B" : "A");
  }
  copy.write("use.csv", use);
  const Benchmark benchmark = read_benchmark(copy.folder());
  CHECK(benchmark.use[6].origin == Origin{Origin::Kind::exporter, {1}});  // line 8: A,FUEL,ELE,B,100,0
  CHECK(total(benchmark.use) == total(read_benchmark(fixture_folder("tiny2x2")).use));
}

TEST_CASE("compressed tables and carriage returns give the same economy") {
  const Benchmark plain = read_benchmark(fixture_folder("tiny2x2"));
  const BenchmarkCopy copy("tiny2x2");
  compress(copy, "use.csv");
  const Benchmark compressed = read_benchmark(copy.folder());
  CHECK(total(compressed.use) == total(plain.use));
  CHECK(compressed.data_hash == plain.data_hash);
  std::string trade;
  for (const char c : copy.text("trade.csv")) trade += c == '\n' ? std::string("\r\n") : std::string(1, c);
  copy.write("trade.csv", trade);
  CHECK(read_benchmark(copy.folder()).trade.size() == plain.trade.size());
}

TEST_CASE("the gas defaults to co2 and the origin of emissions to any") {
  const BenchmarkCopy copy("tiny2x2");
  copy.write("co2.csv", "region,user,source,mt\nA,ELE,FUEL,124\n");
  const Benchmark benchmark = read_benchmark(copy.folder());
  CHECK(benchmark.emissions.at(0).gas == Gas::co2);
  CHECK_FALSE(benchmark.emissions.at(0).origin.has_value());
}

TEST_CASE("the data hash is FNV-1a over name, size and content of the files in the order of their names") {
  const BenchmarkCopy copy("tiny2x2");
  std::uint64_t hash = 14695981039346656037u;
  for (const char* name : {"benchmark.toml", "agents.csv", "co2.csv", "elasticities.csv", "factors.csv", "regions.csv",
                           "sectors.csv", "trade.csv", "use.csv", "value_added.csv"}) {
    const std::string content = copy.text(name);
    const std::string bytes = std::string(name) + '\0' + std::to_string(content.size()) + '\0' + content;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  CHECK(std::stoull(read_benchmark(copy.folder()).data_hash, nullptr, 16) == hash);
}

TEST_CASE("the data hash changes with any file of the format and with nothing else") {
  const BenchmarkCopy copy("tiny2x2");
  const std::string before = read_benchmark(copy.folder()).data_hash;
  CHECK(before == read_benchmark(fixture_folder("tiny2x2")).data_hash);
  CHECK(before.size() == 16);
  copy.write("calibration_report.md", "notes\n");
  CHECK(read_benchmark(copy.folder()).data_hash == before);
  copy.replace("co2.csv", "A,ELE,FUEL,,co2,124.0", "A,ELE,FUEL,,co2,124.5");
  const std::string with_other_number = read_benchmark(copy.folder()).data_hash;
  CHECK(with_other_number != before);
  copy.replace("benchmark.toml", "2011", "2012");
  CHECK(read_benchmark(copy.folder()).data_hash != with_other_number);
}
