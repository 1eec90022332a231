// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "calibration/check_benchmark.h"
#include "calibration/csv.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "files/csv_writer.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

std::string message_of(const BenchmarkCopy& copy) { return refusal(copy, calibrate_with("recipe.toml")); }

void check_refused(const std::vector<BrokenFile>& all) {
  check_refused("tiny_world", all, calibrate_with("recipe.toml"));
}

// The tiny world with other numbers in its table: cells by row and column, then output := row sum, so that nothing but
// the cells themselves tells.
void change_table(const BenchmarkCopy& copy, const std::vector<std::pair<std::pair<int, std::string>, double>>& cells) {
  const CsvTable table = read_csv(copy.folder() + "/table.csv");
  CsvWriter out(table.columns());
  for (int row = 0; row < table.row_count(); ++row) {
    out.add(table.text(row, 0)).add(table.text(row, 1));
    double sum = 0;
    for (int column = 2; column + 1 < table.column_count(); ++column) {
      double value = table.number(row, column);
      for (const auto& [place, number] : cells)
        if (place.first == row && place.second == table.columns()[column]) value = number;
      out.add(value);
      sum += value;
    }
    out.add(sum);
    out.end_row();
  }
  copy.write("table.csv", out.text());
}

// Country BB without refineries: nothing sold by or bought for its refining.
void close_refineries(const BenchmarkCopy& copy) {
  std::vector<std::pair<std::pair<int, std::string>, double>> cells;
  const CsvTable table = read_csv(copy.folder() + "/table.csv");
  for (int row = 0; row < table.row_count(); ++row) cells.push_back({{row, "BB_r"}, 0});
  for (const std::string& column : table.columns()) cells.push_back({{11, column}, 0});
  change_table(copy, cells);
  copy.replace("co2_prior.csv", "B,OIL,oil,0.7\nB,OIL,coal,0.07\n", "");
}

}  // namespace

TEST_CASE("a source table that contradicts itself is refused with row and sizes") {
  const std::vector<BrokenFile> broken = {
      {"table.csv", "1691,57,869", "1691000,57,869",
       "FOLDER/table.csv:6: output is 4698, but the cells of row AA,s sum to 1694006; rounding explains at most 15"},
      {"table.csv", "31,14,662", "31,14,-900",
       "FOLDER/table.csv:4: AA_i is -900; allowed: 0 to 1e+15 (below 0 only in gfcf and inv)"},
      {"table.csv", "31,14,662", "31,14,1e300",
       "FOLDER/table.csv:4: AA_i is 1e+300; allowed: 0 to 1e+15 (below 0 only in gfcf and inv)"},
      {"table.csv", "AB_gov", "AB_gow", "FOLDER/table.csv:1: column 'AB_gov' is missing"},
  };
  check_refused(broken);
}

TEST_CASE("a source table that ends too early is refused, not written beyond its memory") {
  const BenchmarkCopy copy("tiny_world");
  const std::string text = copy.text("table.csv");
  copy.write("table.csv", text.substr(0, text.find("AB,e,")));
  CHECK(message_of(copy) == "FOLDER/table.csv:9: the table ends after 8 rows; 2 regions x 5 industries are 10");
}

TEST_CASE("inputs beyond output are refused with the value added that they leave, also where every row adds up") {
  const BenchmarkCopy copy("tiny_world");
  change_table(copy, {{{2, "AA_r"}, 400}});
  CHECK(message_of(copy) ==
        "FOLDER/table.csv:3: the inputs of column AA_r sum to 768, its output is 409: a value added of -359; rounding "
        "explains at most -7.5");
}

TEST_CASE("a negative row sum is refused") {
  const BenchmarkCopy copy("tiny_world");
  change_table(copy, {{{1, "AA_inv"}, -900}});
  CHECK(message_of(copy) == "FOLDER/table.csv:3: the cells of row AA,r sum to -493; rounding explains at most -15");
}

TEST_CASE("keys that are given twice are refused with both lines") {
  const std::vector<BrokenFile> twice = {
      {"regions.csv", "AB,Aleph,A\n", "AB,Aleph,A\nAB,Aleph,B\n",
       "FOLDER/regions.csv:4: (AB) is given twice, first in line 3"},
      {"sectors.csv", "wiod35,m,ore,OMN\n", "wiod35,m,ore,OMN\nwiod35,m,ore,COL\n",
       "FOLDER/sectors.csv:6: (m, ore) is given twice, first in line 5"},
      {"co2_prior.csv", "A,COL,coal,0.13\n", "A,COL,coal,0.13\nA,COL,coal,0.2\n",
       "FOLDER/co2_prior.csv:3: (A, COL, coal) is given twice, first in line 2"},
      {"labour_national.csv", "A,2011,0.55\n", "A,2011,0.55\nA,2011,0.35\n",
       "FOLDER/labour_national.csv:3: (A, 2011) is given twice, first in line 2"},
      {"elasticities.csv", "COL,3,6,0.2\n", "COL,3,6,0.2\nCOL,4,6,0.2\n",
       "FOLDER/elasticities.csv:3: (COL) is given twice, first in line 2"},
      {"recipe.toml", "pool_users = [\"SRV\", \"HH\"]", "pool_users = [\"SRV\", \"HH\", \"SRV\"]",
       "FOLDER/recipe.toml:102: 'SRV' is given twice in 'co2.pool_users'"},
      {"recipe.toml", "[[factors.resource]]",
       "[[factors.resource]]\nsector = \"CRU\"\nshare = 0.4\n[[factors.resource]]",
       "FOLDER/recipe.toml:111: [[factors.resource]] of CRU is given twice"},
  };
  check_refused(twice);
}

TEST_CASE("names and numbers that nothing else fits are refused with their line and what is allowed") {
  const std::vector<BrokenFile> broken = {
      {"regions.csv", "AB,Aleph,A", "AB,Aleph,AX",
       "FOLDER/regions.csv:3: region 'AB' of table.csv belongs to an unknown region of the recipe, 'AX'; did you mean "
       "'A'?"},
      {"regions.csv", "AB,Aleph,A\n", "", "FOLDER/regions.csv:3: no row for region 'AB' of table.csv"},
      {"recipe.toml", "year = 2011", "year = 9223372036854775807",
       "FOLDER/recipe.toml:4: 'table.year' must be a whole number from 1900 to 2200, not 9223372036854775808"},
      {"recipe.toml", "value_musd = 2.0", "value_musd = 9223372036854775807",
       "FOLDER/recipe.toml:93: 'energy.patch.value_musd' must be between 0 and 1e+12, not 9223372036854775808"},
      {"recipe.toml", "value_musd = 2.0", "value_musd = 2000.0",
       "FOLDER/recipe.toml:88: patch of m in B is 2000, larger than the flow of 96 million USD"},
      {"recipe.toml", "share_countries = [\"BB\"]", "share_countries = [\"BC\"]",
       "FOLDER/recipe.toml:29: no sub-product shares of country 'BC'; did you mean 'BB'?"},
      {"recipe.toml", "coal = \"COL\", ", "",
       "FOLDER/recipe.toml:101: 'co2.fuel_good' names no sector for 'coal'; allowed: gas, oil"},
      {"recipe.toml", "file = \"table.csv\"", "file = \"tables.csv\"",
       "FOLDER/recipe.toml:5: 'table.file': there is no file FOLDER/tables.csv"},
      {"energy.csv", "A,25.223", "A,25223",
       "FOLDER/energy.csv:2: coal_cons_twh is 25223, but region A emits 8.354 Mt from coal: allowed: 94.6 t CO2/TJ "
       "within a factor of 3"},
      {"energy.csv", "20.179", "20179",
       "FOLDER/energy.csv:2: coal_prod_twh sums to 20189.9 over all regions, consumption to 38.804"},
      {"co2_totals.csv", "A,8.354", "A,-8.354", "FOLDER/co2_totals.csv:2: coal_mt is -8.354; allowed: 0 to 1e+15"},
      {"elasticities.csv", "GAS,17,34,0.2", "GAS,17,34,200",
       "FOLDER/elasticities.csv:4: esubva is 200; allowed: 0 to 100"},
      {"labour_national.csv", "A,2011,0.55", "A,2011,55",
       "FOLDER/labour_national.csv:2: labsh is 55; allowed: 0.01 to 0.99"},
  };
  check_refused(broken);
}

TEST_CASE("a region without refineries imports its refined oil") {
  const BenchmarkCopy copy("tiny_world");
  close_refineries(copy);
  REQUIRE(message_of(copy) == "accepted");
  const Benchmark benchmark = read_benchmark(copy.folder() + "/out");
  CHECK(check_benchmark(benchmark, own_balance_tolerance).empty());
  double bought = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.region != benchmark.find_region("B") || flow.good != benchmark.find_sector("OIL")) continue;
    CHECK(flow.origin.kind == Origin::Kind::imported);
    bought += flow.value_musd;
  }
  CHECK(bought > 0);
  const std::string report = read_text_file(copy.folder() + "/out/calibration_report.md");
  CHECK(report.find("| B | no refineries: price of crude oil by its ratio to coal |") != std::string::npos);
  CHECK(report.find("nan") == std::string::npos);
}

TEST_CASE("gaps in published totals count as zero and are listed") {
  const BenchmarkCopy copy("tiny_world");
  copy.replace("co2_totals.csv", "0.954", "");
  REQUIRE(message_of(copy) == "accepted");
  const std::string report = read_text_file(copy.folder() + "/out/calibration_report.md");
  CHECK(report.find("| A | no cement_mt published: taken as zero | 0 | Mt CO2 |") != std::string::npos);
}

TEST_CASE("a value added that the balance raises is listed with what inputs leave") {
  const BenchmarkCopy copy("tiny_world");
  copy.replace("recipe.toml", "smallest_flow_musd = 0.001", "minimum_value_added = 0.5\nsmallest_flow_musd = 0.001");
  REQUIRE(message_of(copy) == "accepted");
  const std::string report = read_text_file(copy.folder() + "/out/calibration_report.md");
  const std::string place = "| value added of OIL, A | ", words = " | ";
  const std::size_t at = report.find(place);
  REQUIRE(at != std::string::npos);
  const double left = std::stod(report.substr(at + place.size()));
  const double raised = std::stod(report.substr(report.find(words, at + place.size()) + words.size()));
  // half of the output of refining in AA and AB, 409 and 182
  CHECK(left + raised == doctest::Approx(295.5).epsilon(1e-4));
  CHECK(left < 295.5);
}

TEST_CASE("a parameter that the recipe's table of elasticities misspells or that is not read is refused") {
  const std::string header = "sector,esubd,esubm,esubva",
                    place = "elasticities.csv:1: the calibration reads no parameter ";
  check_refused({
      {"elasticities.csv", header, "sector,esubdd,esubm,esubva", "FOLDER/" + place + "'esubdd'; did you mean 'esubd'?"},
      {"elasticities.csv", header, "sector,esubd,esubm,suply_elasticity",
       "FOLDER/" + place + "'suply_elasticity'; did you mean 'supply_elasticity'?"},
      {"elasticities.csv", header, "sector,esubd,esubm,process_nu",
       "FOLDER/" + place + "'process_nu'; allowed: esubd, esubm, esubva, supply_elasticity"},
  });
}
