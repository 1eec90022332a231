// SPDX-License-Identifier: Apache-2.0
// technologies.csv: what is read, what is refused, and what stays of it when sectors and regions become one.
#include <doctest/doctest.h>

#include <cmath>

#include "calibration/aggregation/aggregate_benchmark.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/read_technologies.h"
#include "files/file_access.h"
#include "model/benchmark_equilibrium.h"
#include "model/technology.h"
#include "tests/calibration/broken_folders.h"
#include "tests/fixtures/temporary_folder.h"

using namespace etslink;

namespace {

Benchmark aggregated(const Benchmark& benchmark, const std::string& text) {
  const TemporaryFolder folder;
  write_file(folder.path("map.toml"), text);
  return aggregate_benchmark(benchmark, read_aggregation_map(folder.path("map.toml"), benchmark)).benchmark;
}

double volume_of(const Benchmark& benchmark, const std::string& code) {
  double sum = 0;
  for (const OutputVolume& volume : benchmark.output_volumes) {
    if (benchmark.sectors[volume.good.index].code == code) sum += volume.quantity;
  }
  return sum;
}

// Output taxes of technologies.
double taxes(const Benchmark& benchmark) {
  double sum = 0;
  for (const OutputTax& tax : benchmark.output_tax)
    sum += is_technology(benchmark.sectors[tax.sector.index]) ? tax.tax_musd : 0;
  return sum;
}

}  // namespace

TEST_CASE("a technology sells all it makes to its sector at its costs with taxes") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  const Sector wind = benchmark.find_sector("ELE.wind");
  REQUIRE(wind.valid());
  double sold = 0;
  int rows = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.good != wind) continue;
    sold += flow.value_musd;
    ++rows;
    CHECK(flow.user == User{User::Kind::sector, benchmark.find_sector("ELE").index});
    CHECK(flow.origin.kind == Origin::Kind::domestic);
    CHECK(flow.tax_musd == 0);
  }
  CHECK(rows == 1);
  // Inputs 40 + 60, factors 60 + 350 + 40, taxes on them 0 + 1 and 7 + 35 + 10, less the subsidy of 90.
  CHECK(costs_of(benchmark, benchmark.find_region("A"), wind) == doctest::Approx(sold).epsilon(1e-14));
  CHECK(sold == doctest::Approx(100 + 450 + 52 - 90).epsilon(2e-3));
  CHECK(volume_of(benchmark, "ELE.wind") == doctest::Approx(9.894442).epsilon(1e-12));
}

TEST_CASE("technologies are refused with file, line and what is allowed") {
  check_messages(
      "tiny_technologies",
      {{"unknown sector", edit("technologies.csv", "A,ELE,hydro", "A,ELF,hydro"),
        "FOLDER/technologies.csv:3: unknown sector 'ELF'; did you mean 'ELE'?"},
       {"no code", edit("technologies.csv", "A,ELE,hydro", "A,ELE,hydro power"),
        "FOLDER/technologies.csv:3: technology code 'hydro power'; allowed: letters, digits, '_' and '-'"},
       {"a point", edit("technologies.csv", "A,ELE,hydro", "A,ELE,hydro.small"),
        "FOLDER/technologies.csv:3: technology code 'hydro.small'; allowed: letters, digits, '_' and '-'"},
       {"no name", edit("technologies.csv", "A,ELE,hydro", "A,ELE,"),
        "FOLDER/technologies.csv:3: technology code ''; allowed: letters, digits, '_' and '-'"},
       {"twice", add_row("technologies.csv", "A,ELE,wind,TWh,3"),
        "FOLDER/technologies.csv:7: (A, ELE, wind) is given twice, first in line 4"},
       {"code of a sector", add_row("sectors.csv", "ELE.wind,wind power,other"),
        "FOLDER/technologies.csv:4: technology 'wind' of ELE would have the code 'ELE.wind', which another sector or "
        "technology has; use another name"},
       {"nothing made", edit("technologies.csv", "wind,TWh,9.894442", "wind,TWh,0"),
        "FOLDER/technologies.csv:4: quantity is 0; allowed: above 0, a technology that makes nothing has no row"},
       {"unknown unit", edit("technologies.csv", "wind,TWh", "wind,GWh"),
        "FOLDER/technologies.csv:4: unknown unit 'GWh'; did you mean 'TWh'?"},
       {"another unit", edit("technologies.csv", "wind,TWh", "wind,PJ"),
        "FOLDER/technologies.csv:4: unit is PJ, output_volumes.csv has ELE in TWh"},
       {"no costs", add_row("technologies.csv", "B,ELE,wind,TWh,3"),
        "FOLDER/technologies.csv:7: 'ELE.wind' in B has no costs; allowed: technologies that use.csv and "
        "value_added.csv let buy something (as user or sector 'ELE.wind')"},
       {"no row", add_row("value_added.csv", "B,ELE.wind,LAB,3,0"),
        "FOLDER/value_added.csv:37: 'ELE.wind' in B has no row in technologies.csv; allowed: ELE.coal, ELE.nuclear"},
       {"misspelt user", edit("use.csv", "A,COL,ELE.coal,domestic", "A,COL,ELE.cola,domestic"),
        "FOLDER/use.csv:9: unknown user 'ELE.cola'; did you mean 'ELE.coal'?"},
       {"a technology as a good", add_row("use.csv", "A,ELE.coal,MAN,domestic,5,0"),
        "FOLDER/use.csv:114: 'ELE.coal' is a technology, all it makes goes to its sector, without a row; allowed: a "
        "good "
        "such as ELE"},
       {"a technology that is exported", add_row("trade.csv", "A,ELE.coal,B,5,0,0"),
        "FOLDER/trade.csv:11: 'ELE.coal' is a technology, all it makes goes to its sector, without a row; allowed: a "
        "good such as ELE"},
       {"sum", edit("technologies.csv", "wind,TWh,9.894442", "wind,TWh,8.894442"),
        "FOLDER/technologies.csv:2: the technologies of 'ELE' in A make 152.228572 TWh, output_volumes.csv:4 has "
        "153.228571; allowed: the same to 1e-6"}});
}

TEST_CASE("technologies of regions that become one add up, and a unit of each costs the same again") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  const Benchmark world = aggregated(benchmark, "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n");
  CHECK(technologies(world.sectors).size() == 4);
  CHECK(volume_of(world, "ELE.coal") == doctest::Approx(volume_of(benchmark, "ELE.coal")).epsilon(1e-14));
  CHECK(volume_of(world, "ELE.coal") == doctest::Approx(107.524754 + 87.897998).epsilon(1e-12));
  CHECK(check_benchmark(world, own_balance_tolerance).empty());
  CHECK_NOTHROW(try_benchmark(world, plain_nests(), {}));
  const double price = costs_of(world, {0}, world.find_sector("ELE.coal")) / volume_of(world, "ELE.coal");
  for (const char* code : {"ELE.hydro", "ELE.wind", "ELE.nuclear"})
    CHECK(costs_of(world, {0}, world.find_sector(code)) / volume_of(world, code) ==
          doctest::Approx(price).epsilon(1e-10));
  CHECK(taxes(world) == doctest::Approx(taxes(benchmark)).epsilon(1e-12));
  const auto of_hydro = [](const Benchmark& b) {
    double tax = 0;
    for (const OutputTax& flow : b.output_tax) tax += flow.sector == b.find_sector("ELE.hydro") ? flow.tax_musd : 0;
    return tax;
  };
  CHECK(of_hydro(benchmark) == 0);
  CHECK(std::abs(of_hydro(world)) > 1);
}

TEST_CASE("a sector that stands alone keeps its technologies under its new code, in another one they are columns") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  const std::string rest = "[[sector]]\ncode = \"REST\"\nmembers = [\"*\"]\nrole = \"other\"\n";
  const Benchmark renamed =
      aggregated(benchmark, "[[sector]]\ncode = \"COL\"\n[[sector]]\ncode = \"POWER\"\nmembers = [\"ELE\"]\n" + rest);
  CHECK(technologies(renamed.sectors).size() == 4);
  CHECK(renamed.find_sector("POWER.hydro").valid());
  CHECK(renamed.sectors[renamed.find_sector("POWER.hydro").index].parent == renamed.find_sector("POWER"));
  CHECK(volume_of(renamed, "POWER.hydro") == volume_of(benchmark, "ELE.hydro"));
  CHECK(check_benchmark(renamed, own_balance_tolerance).empty());
  const Benchmark merged = aggregated(benchmark, "[[sector]]\ncode = \"COL\"\n" + rest);
  CHECK(technologies(merged.sectors).empty());
  CHECK(check_benchmark(merged, own_balance_tolerance).empty());
  double coal = 0;
  for (const EmissionFlow& flow : merged.emissions)
    coal += flow.user == User{User::Kind::sector, merged.find_sector("REST").index} && flow.fuel ? flow.mt : 0;
  CHECK(coal == doctest::Approx(20.8 + 124 + 38 + 16.4 + 92 + 22.4).epsilon(1e-12));
}
