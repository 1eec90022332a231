// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "analysis/sensitivity/flow_direction.h"
#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "model/number_text.h"
#include "tests/analysis/sensitivity/sensitivity_checks.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/purposes.h"

namespace etslink {
namespace {

// Region A imports more goods from B for its household, which buys less steel at home; steel then needs less of capital
// and labour, and exports of A to B take over what B's household gives up.
const char* const imports_of_household =
    "file,region,good,sector,user,origin,exporter,importer,factor,value_musd\n"
    "use.csv,A,GOODS,,HH_A,imported,,,,1\n"
    "trade.csv,,GOODS,,,,B,A,,1\n"
    "use.csv,B,GOODS,,HH_B,domestic,,,,-1\n"
    "use.csv,A,STEEL,,HH_A,domestic,,,,-1\n"
    "value_added.csv,A,,STEEL,,,,,CAP,-1\n";

std::vector<FlowDirection> directions_of(const StudyCopy& study, const std::string& text) {
  study.files().write("direction.csv", text);
  return read_directions(study.path("direction.csv"), read_study(study.path("study.toml"), {}).benchmark);
}

std::string message_of(const StudyCopy& study, const std::string& text) {
  try {
    static_cast<void>(directions_of(study, text));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "";
}

}  // namespace

TEST_CASE("the derivative by a direction of the user is that of whole solves of changed benchmark folders") {
  const StudyCopy files;
  files.files().replace("study.toml", "coalition = \"both\"", "coalition = [\"A\"]");
  const std::vector<std::string> indicators{"leakage_rate", "gdp_change", "carbon_price", "co2"};
  const auto read = [&](const StudyCopy& copy) {
    return with_scenario(read_study(copy.path("study.toml"), {"elasticities.esubva.default=1"}), "linked");
  };
  SensitivityTask task{1, indicators, {}};
  task.directions = directions_of(files, imports_of_household);
  const auto table = study_sensitivities(read(files), task, no_log());
  REQUIRE(table.parameters.size() == 1);
  CHECK(table.parameters[0].group == "directions");
  CHECK(table.parameters[0].value == 9730);  // units that double the first flow
  check_derivatives(table, "direction", differences(indicators, 2, [&](double change) {
                      const StudyCopy copy;
                      copy.files().replace("study.toml", "coalition = \"both\"", "coalition = [\"A\"]");
                      const auto move = [&](const std::string& file, const std::string& row, double from, int sign) {
                        copy.files().replace("benchmark/" + file, row + shortest_text(from) + ",",
                                             row + shortest_text(from + sign * change) + ",");
                      };
                      move("use.csv", "\nA,GOODS,HH_A,imported,", 9730, 1);
                      move("trade.csv", "\nB,GOODS,A,", 15230, 1);
                      move("use.csv", "\nB,GOODS,HH_B,domestic,", 115920, -1);
                      move("use.csv", "\nA,STEEL,HH_A,domestic,", 3000, -1);
                      move("value_added.csv", "\nA,STEEL,CAP,", 2000, -1);
                      return read(copy);
                    }));
}

TEST_CASE("directions that do not balance, or name what the benchmark does not have, are rejected") {
  const StudyCopy study;
  CHECK(message_of(study, "file,region,good,user,origin,value_musd\nuse.csv,A,ELE,STEEL,domestic,1\n") ==
        "FOLDER/direction.csv:2: direction 'direction' is not balanced: zero profit, electricity, A: it opens a gap of "
        "-1 million USD per unit");
  CHECK(message_of(study, "file,region,good,user,origin,value_musd\nuse.csv,A,ELE,STEEL,imported,1\n") ==
        "FOLDER/direction.csv:2: the benchmark has no row A,ELE,STEEL,imported in use.csv; a direction changes rows "
        "that exist");
  CHECK(message_of(study, "file,region,value_musd\nuses.csv,A,1\n") ==
        "FOLDER/direction.csv:2: file can't be 'uses.csv'; did you mean 'use.csv'?");
  CHECK(message_of(study, "file,region,sector,factor,good,value_musd\nvalue_added.csv,A,ELE,CAP,ELE,1\n") ==
        "FOLDER/direction.csv:2: value_added.csv has no column 'good'; leave the field empty");
  CHECK(message_of(study, "file,region,sector,factor,value_musd\nvalue_added.csv,A,ELE,CAP,\n") ==
        "FOLDER/direction.csv:2: the row changes nothing: all numbers are empty");
  CHECK(
      message_of(study, "file,value\n").starts_with("FOLDER/direction.csv:1: unknown column 'value'; allowed: file, "));
  CHECK(message_of(study, "file,value_musd\n") == "FOLDER/direction.csv: holds no direction: it has no rows");
}

TEST_CASE("rows of a purpose are named by it, and its purchase is a flow of its own") {
  const StudyCopy study;
  Benchmark benchmark = read_benchmark(study.path("benchmark"));
  split_purchase(benchmark, {"A", "STEEL", "ELE", "arc", 0.25, 0});
  write_benchmark(benchmark, study.path("benchmark"));
  study.files().replace("nests.toml", "\"role:electricity\"", "\"role:electricity\", \"role:electricity/arc\"");
  const std::string loop =
      "file,region,good,user,origin,purpose,sector,factor,value_musd\nuse.csv,A,ELE,HH_A,domestic,,,,-1\n"
      "value_added.csv,A,,,,,STEEL,CAP,-1\nuse.csv,A,ELE,STEEL,domestic,";
  const std::vector<FlowDirection> arc = directions_of(study, loop + "arc,,,1\n");
  REQUIRE(arc.size() == 1);
  CHECK(arc[0].changes.back().value == doctest::Approx(300).epsilon(1e-12));
  CHECK(directions_of(study, loop + ",,,1\n")[0].changes.back().value == doctest::Approx(900).epsilon(1e-12));
  CHECK(
      message_of(study, loop + "ark,,,1\n") ==
      "FOLDER/direction.csv:4: the benchmark has no row A,ELE,STEEL,domestic,ark in use.csv; a direction changes rows "
      "that exist");
  const std::vector<std::string> arguments{"sensitivity", "FOLDER/study.toml", "--of", "carbon_price", "--to", "flows",
                                           "-o",          "FOLDER/flows.csv"};
  CHECK(run_in_process(study, arguments).exit_code == 0);
  const std::string table = study.files().text("flows.csv");
  CHECK(table.find(",use of ELE for arc by STEEL in A,") != std::string::npos);
  CHECK(table.find(",use of ELE by STEEL in A,") != std::string::npos);
}

TEST_CASE("rows of a file are grouped into directions by name, and --to may be left out") {
  const StudyCopy study;
  study.files().write("two.csv",
                      "name,file,region,good,user,origin,value_musd,tax_musd,sector,factor\n"
                      "A,use.csv,A,ELE,HH_A,domestic,-1,,,\nA,use.csv,A,ELE,STEEL,domestic,1,,,\n"
                      "A,value_added.csv,A,,,,-1,,STEEL,CAP\n"
                      "B,use.csv,B,ELE,HH_B,domestic,-1,,,\nB,use.csv,B,ELE,STEEL,domestic,1,,,\n"
                      "B,value_added.csv,B,,,,-1,,STEEL,LAB\n");
  const std::vector<std::string> arguments{"sensitivity",  "FOLDER/study.toml", "--of",
                                           "carbon_price", "--direction",       "FOLDER/two.csv"};
  const auto run = run_in_process(study, arguments);
  CHECK(run.err == "");
  CHECK(run.exit_code == 0);
  auto twice = arguments;
  twice.insert(twice.end(), {"--direction", "FOLDER/two.csv"});
  CHECK(run_in_process(study, twice).err == "error: FOLDER/two.csv: direction 'A' is given by two files\n");
  for (const std::string threads : {"1", "3"}) {
    auto all = arguments;
    all.insert(all.end(), {"--to", "flows,caps", "--threads", threads, "-o", "FOLDER/" + threads + ".csv"});
    CHECK(run_in_process(study, all).exit_code == 0);
  }
  CHECK(study.files().text("1.csv").find(",directions,A,") != std::string::npos);
  CHECK(study.files().text("1.csv") == study.files().text("3.csv"));
}

}  // namespace etslink
