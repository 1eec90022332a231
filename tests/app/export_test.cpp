// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/program/study_copy.h"

namespace etslink {

TEST_CASE("export writes the table of a results file") {
  const StudyCopy copy;
  REQUIRE(run_in_process(
              copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/a.h5", "--quiet", "--set", "results.channels=false"})
              .exit_code == 0);
  const auto exported = run_in_process(copy, {"export", "--iamc", "FOLDER/a.h5", "-o", "FOLDER/a.csv"});
  CHECK(exported.exit_code == 0);
  CHECK(exported.err.empty());
  const auto text = copy.files().text("a.csv");
  CHECK(text.starts_with("Model,Scenario,Region,Variable,Unit,Year,Value\netslink "));
  CHECK(text.find(",linked,A,Price|Carbon,USD_2011/t CO2,2011,") != std::string::npos);
}

TEST_CASE("export needs a format and a results file") {
  const StudyCopy copy;
  REQUIRE(run_in_process(copy, {"macc", "FOLDER/study.toml", "-o", "FOLDER/macc.h5", "--quiet", "--points", "2"})
              .exit_code == 0);
  const struct {
    std::vector<std::string> arguments;
    const char* message;
  } broken[] = {
      {{"--iamc"}, "missing FILE (written by etslink); usage: etslink export FILE... --iamc|--csv|--xlsx [-o FILE]\n"},
      {{"FOLDER/macc.h5"},
       "name a format: --iamc, --csv or --xlsx; usage: etslink export FILE... --iamc|--csv|--xlsx [-o FILE]\n"},
      {{"FOLDER/macc.h5", "--iamc"},
       "FOLDER/macc.h5: is a file of 'etslink cost curves 2', not of 'etslink results 2'"},
      {{"FOLDER/none.h5", "--iamc"}, "FOLDER/none.h5: can't be read: "},
      {{"FOLDER/macc.h5", "--iamc", "--csv"}, "name one format: --iamc, --csv or --xlsx; usage: "},
      {{"FOLDER/macc.h5", "--csv", "--model", "m"}, "--model belongs to --iamc\n"},
      {{"FOLDER/macc.h5", "FOLDER/macc.h5", "--csv"}, "FOLDER/macc.h5: is named twice\n"},
      {{"FOLDER/macc.h5", "--iamc", "--currency", "USD"},
       "--currency must be NAME=FACTOR with a factor above 0, e.g. USD_2010=0.98, not 'USD'\n"},
      {{"FOLDER/macc.h5", "--iamc", "--scenario-prefix", "a", "--scenario-prefix", "b"},
       "--scenario-prefix is given 2 times for 1 files; once for all, or once for each\n"},
      {{"FOLDER/macc.h5", "--iam"}, "unknown option '--iam'; did you mean '--iamc'?\n"}};
  for (const auto& call : broken) {
    CAPTURE(std::string(call.message));
    auto arguments = call.arguments;
    arguments.insert(arguments.begin(), "export");
    const auto run = run_in_process(copy, arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.err.starts_with(std::string("error: ") + call.message));
  }
}

}  // namespace etslink
