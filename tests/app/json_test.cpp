// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "results/hdf5_reader.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

using Json = nlohmann::json;

const std::vector<std::string> quick{"--solver", "newton-krylov", "--set", "results.channels=false"};

ProgramRun run_quickly(const StudyCopy& copy, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), quick.begin(), quick.end());
  return run_in_process(copy, arguments);
}

// Every number of a file is in its JSON with the same bits, and every missing one is null; the count of both.
std::pair<int, int> check_values(const Json& json, const NetcdfReader& file) {
  int known = 0, missing = 0;
  for (const auto& [name, variable] : json.at("variables").items()) {
    CAPTURE(name);
    CHECK(variable.at("axes") == file.dimensions(name));
    if (file.is_text(name)) continue;
    const auto values = file.read_numbers(name);
    REQUIRE(variable.at("values").size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto& value = variable.at("values")[i];
      CHECK(value.is_null() == std::isnan(values[i]));
      if (!value.is_null()) CHECK(value.get<double>() == values[i]);
      ++(value.is_null() ? missing : known);
    }
  }
  return {known, missing};
}

}  // namespace

TEST_CASE("info --json prints the bits of a file") {
  const StudyCopy copy;
  REQUIRE(run_quickly(copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/a.h5", "--quiet"}).exit_code == 0);
  const auto info = run_in_process(copy, {"info", "FOLDER/a.h5", "--json"});
  CHECK(info.exit_code == 0);
  CHECK(info.out.ends_with("}\n"));
  const auto json = Json::parse(info.out);
  const NetcdfReader file(copy.path("a.h5"));
  const auto [known, missing] = check_values(json, file);
  CHECK(known > 100);
  CHECK(missing > 10);
  CHECK(json.at("axes").at("scenario") == file.read_text("scenario"));
  CHECK(json.at("attributes").at("study_name") == file.attribute("study_name"));
  CHECK(json.at("variables").at("gdp").at("units") == "million benchmark USD");
  CHECK_FALSE(json.contains("state"));
}

TEST_CASE("run, macc and coalitions print with --json what info prints of their file") {
  const StudyCopy copy;
  for (const std::string command : {"run", "macc", "coalitions"}) {
    CAPTURE(command);
    std::vector<std::string> arguments{command, "FOLDER/study.toml", "-o", "FOLDER/" + command + ".h5", "--json"};
    if (command == "macc") arguments.insert(arguments.end(), {"--points", "3"});
    const auto run = run_quickly(copy, arguments);
    CHECK(run.exit_code == 0);
    CHECK(run.out == run_in_process(copy, {"info", "FOLDER/" + command + ".h5", "--json"}).out);
    CHECK(Json::parse(run.out).contains("coalitions") == (command == "coalitions"));
  }
}

TEST_CASE("sensitivity --json prints the rows of its table") {
  const StudyCopy copy;
  const auto run = run_in_process(copy, {"sensitivity", "FOLDER/study.toml", "--of", "gdp_change", "--to", "caps", "-o",
                                         "FOLDER/table.csv", "--json"});
  CHECK(run.exit_code == 0);
  const auto rows = Json::parse(run.out);
  const auto csv = copy.files().text("table.csv");
  CHECK(rows.size() + 1 == static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')));
  CHECK(rows[0].at("rank") == 1);
  CHECK(rows[0].at("derivative").is_number());
  CHECK(rows[0].at("parameter").get<std::string>().starts_with("cap of "));
  CHECK(rows[0].at("note") == "");
}

TEST_CASE("--json is refused where there is nothing to print") {
  const StudyCopy copy;
  const auto device = run_quickly(copy, {"run", "FOLDER/study.toml", "-o", "/dev/null", "--json"});
  CHECK(device.exit_code == 2);
  CHECK(device.err == "error: --json prints what the results file holds, so -o must name a file, not /dev/null\n");
  std::ofstream(copy.path("shard"), std::ios::binary) << "etslink sweep journal 1";
  const auto shard = run_in_process(copy, {"info", "FOLDER/shard", "--json"});
  CHECK(shard.exit_code == 2);
  CHECK(shard.err == "error: FOLDER/shard: is a shard or the journal of a sweep: --json has no results\n");
}

}  // namespace etslink
