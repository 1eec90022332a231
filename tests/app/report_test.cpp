// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fstream>

#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

void make_results(const StudyCopy& copy) {
  REQUIRE(run_in_process(copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/a.h5", "--quiet", "--solver", "newton-krylov",
                                "--set", "results.channels=false"})
              .exit_code == 0);
}

// The CSV of a sensitivity with one field replaced.
std::string sensitivity_table(const std::string& derivative) {
  return "scenario,indicator,element,unit,value,rank,group,parameter,parameter_value,parameter_unit,derivative,"
         "derivative_unit,effect_of_one_percent,note\n"
         "linked,gdp_change,A,%,-0.5,1,caps,cap of A,80,Mt," +
         derivative + ",% per Mt,0.008,\n";
}

}  // namespace

TEST_CASE("report writes a page that carries the data, and names it after the first file") {
  const StudyCopy copy;
  make_results(copy);
  const auto run = run_in_process(copy, {"report", "FOLDER/a.h5", "-o", "FOLDER/a.html"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.empty());
  CHECK(run.err.empty());
  const auto page = copy.files().text("a.html");
  CHECK(page.starts_with("<!-- SPDX"));
  CHECK(page.find(R"("name":"a.h5","kind":"study")") != std::string::npos);
  CHECK(page.find("{{") == std::string::npos);
  CHECK(page.find("src=") == std::string::npos);
  CHECK(page.find("Copyright: 2010-2021 Mike Bostock") != std::string::npos);
}

TEST_CASE("report refuses what it can't show") {
  const StudyCopy copy;
  make_results(copy);
  std::ofstream(copy.path("text.h5")) << "no results\n";
  std::ofstream(copy.path("good.csv")) << sensitivity_table("0.01");
  std::ofstream(copy.path("bad.csv")) << sensitivity_table("much");
  std::ofstream(copy.path("empty.csv")) << sensitivity_table("").substr(0, sensitivity_table("").find('\n') + 1);
  const std::string usage = "usage: etslink report FILE... [-o PAGE.html]\n";
  const struct {
    std::vector<std::string> arguments;
    std::string message;
  } broken[] = {
      {{},
       "missing FILE (written by 'etslink run', 'coalitions', 'macc', 'sweep', 'merge' or 'sensitivity'); " + usage},
      {{"FOLDER/none.h5"}, "FOLDER/none.h5: can't be read: "},
      {{"FOLDER/text.h5"}, "FOLDER/text.h5: "},
      {{"FOLDER/study.toml"}, "FOLDER/study.toml: "},
      {{"FOLDER"}, "FOLDER: can't be read: it is a folder"},
      {{"FOLDER/a.h5", "FOLDER/a.h5"}, "FOLDER/a.h5: is named twice"},
      {{"FOLDER/a.h5", "-o", "FOLDER/a.h5"},
       "FOLDER/a.h5: can't be written: this command reads it; name another output"},
      {{"FOLDER/good.csv", "-o", "FOLDER/good.csv"},
       "FOLDER/good.csv: can't be written: this command reads it; name another output"},
      {{"FOLDER/a.h5", "-o", "FOLDER/none/a.html"}, "FOLDER/none/a.html: can't be written: "},
      {{"FOLDER/bad.csv"}, "FOLDER/bad.csv:2: "},
      {{"FOLDER/empty.csv"}, "FOLDER/empty.csv: has no rows"},
      {{"FOLDER/a.h5", "--outptu", "x"}, "unknown option '--outptu'; did you mean '--output'?\n"}};
  for (const auto& call : broken) {
    CAPTURE(call.message);
    auto arguments = call.arguments;
    arguments.insert(arguments.begin(), "report");
    if (call.arguments.size() == 1) arguments.insert(arguments.end(), {"-o", "FOLDER/page.html"});
    const auto run = run_in_process(copy, arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.err.starts_with("error: " + call.message));
    CHECK(run.err.find("unexpected") == std::string::npos);
  }
}

TEST_CASE("report shows results of one benchmark on a page") {
  const StudyCopy copy, other;
  make_results(copy);
  other.files().replace("benchmark/co2.csv", "A,GOODS,FUEL,,co2,25.6", "A,GOODS,FUEL,,co2,25.5");
  make_results(other);
  const auto run = run_in_process(copy, {"report", "FOLDER/a.h5", other.path("a.h5"), "-o", "FOLDER/page.html"});
  CHECK(run.exit_code == 2);
  CHECK(run.err.starts_with("error: " + other.path("a.h5") + ": stands on other benchmark data (data_hash "));
  CHECK(run.err.ends_with("); write a page for each\n"));
}

TEST_CASE("report refuses a shard and says what to do with it") {
  const StudyCopy copy;
  std::ofstream(copy.path("shard"), std::ios::binary) << "etslink sweep journal 1";
  const auto run = run_in_process(copy, {"report", "FOLDER/shard", "-o", "FOLDER/page.html"});
  CHECK(run.exit_code == 2);
  CHECK(run.err ==
        "error: FOLDER/shard: is a shard or the journal of a sweep: finish it with 'etslink sweep --resume' or "
        "'etslink merge' first\n");
}

}  // namespace etslink
