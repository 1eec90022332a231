// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::string nest_file = source_folder() + "/data/nests/klem.toml";

ProgramRun bench(const StudyCopy& study, const std::vector<std::string>& options) {
  std::vector<std::string> arguments{"bench", "--regions", "3", "--sectors", "7", "--nests", nest_file};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run_in_process(study, arguments);
}

// The text of a value in a line of JSON.
std::string value_of(const std::string& json, const std::string& key) {
  const std::string label = "\"" + key + "\": ";
  const auto at = json.find(label);
  REQUIRE_MESSAGE(at != std::string::npos, key);
  const auto begin = at + label.size();
  return json.substr(begin, json.find_first_of(",}", begin) - begin);
}

}  // namespace

TEST_CASE("bench prints sizes, times and memory of one solve as a line of JSON") {
  const auto run = bench(StudyCopy(), {"--solver", "ipopt", "--seed", "5"});
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK(run.out.starts_with("{\"regions\": 3, \"sectors\": 7, \"seed\": 5, "));
  CHECK(run.out.ends_with("}\n"));
  CHECK(value_of(run.out, "status") == "\"solved\"");
  CHECK(std::stod(value_of(run.out, "residual")) < 1e-9);
  CHECK(std::stoi(value_of(run.out, "unknowns")) > 200);
  CHECK(std::stoi(value_of(run.out, "jacobian_entries")) > std::stoi(value_of(run.out, "unknowns")));
  CHECK(std::stoi(value_of(run.out, "iterations")) > 1);
  for (const char* key : {"seconds_table", "seconds_build", "seconds_solve", "peak_mb"})
    CHECK(std::stod(value_of(run.out, key)) > 0);
}

TEST_CASE("bench draws another table of the same size for another seed") {
  const StudyCopy study;
  const auto one = bench(study, {"--solver", "ipopt"}), other = bench(study, {"--solver", "ipopt", "--seed", "2"});
  CHECK(value_of(one.out, "jacobian_entries") != value_of(other.out, "jacobian_entries"));
}

TEST_CASE("bench rejects sizes, solvers and nest files that do not exist") {
  const StudyCopy study;
  const auto message = [&](const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"bench"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto run = run_in_process(study, arguments);
    CHECK(run.exit_code == 2);
    return run.err;
  };
  CHECK(message({"--regions", "0"}) == "error: --regions must be a whole number from 1 to 1000, not '0'\n");
  CHECK(message({"--threads", "-2"}) == "error: --threads must be a whole number from 1 to 1024, not '-2'\n");
  CHECK(message({"--solver", "newton"}) == "error: --solver can't be 'newton'; allowed: auto, ipopt, newton-krylov\n");
  CHECK(message({"--nests", "FOLDER/none.toml"}) ==
        "error: FOLDER/none.toml: there is no such nest file; name one with --nests\n");
  CHECK(message({"table"}) == "error: unexpected argument 'table'; usage: etslink bench [OPTIONS]\n");
}

}  // namespace etslink
