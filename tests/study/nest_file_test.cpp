// SPDX-License-Identifier: Apache-2.0
#include "study/nest_file.h"

#include <doctest/doctest.h>

#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "model/equilibrium.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The default nest file without some of its tables, each from its head to the next one.
std::string nests_without(const StudyCopy& study, const std::vector<std::string>& tables) {
  const auto file = source_folder() + "/data/nests/klem.toml";
  auto text = read_text_file(file);
  for (const auto& table : tables) {
    const auto begin = text.find("[" + table + "]");
    REQUIRE(begin != std::string::npos);
    text.erase(begin, text.find("\n[", begin) + 1 - begin);
  }
  study.files().write("reduced.toml", text);
  return study.path("reduced.toml");
}

}  // namespace

TEST_CASE("a benchmark with households alone needs no trees of governments and investors, and solves without them") {
  const StudyCopy study;
  const auto benchmark = read_benchmark(study.path("benchmark"));
  const auto nests = read_nest_file(nests_without(study, {"government", "investment"}), benchmark);
  CHECK(nests.government.nests.empty());
  CHECK(nests.investment.nests.empty());
  const auto economy = build_economy(benchmark, nests, {}, {});
  const auto all = build_economy(benchmark, read_nest_file(nests_without(study, {}), benchmark), {}, {});
  CHECK(economy.activities.size() == all.activities.size());
  CHECK(economy.edges.size() == all.edges.size());
}

TEST_CASE("a benchmark with governments or investors needs their trees") {
  const StudyCopy study("tiny_taxes");
  const auto benchmark = read_benchmark(study.path("benchmark"));
  const auto message_without = [&](const std::string& table) -> std::string {
    try {
      static_cast<void>(read_nest_file(nests_without(study, {table}), benchmark));
    } catch (const InputError& error) {
      return study.files().without_path(error.what());
    }
    return "no error";
  };
  CHECK(message_without("government") ==
        "FOLDER/reduced.toml:1: missing key 'government': agent 'GOV_A' of the benchmark needs it");
  CHECK(message_without("investment") ==
        "FOLDER/reduced.toml:1: missing key 'investment': agent 'INV_A' of the benchmark needs it");
}

TEST_CASE("a marked good adds up in volumes where the benchmark has them, and is of ordinary CES where not") {
  const auto additive = [](const char* benchmark) {
    const StudyCopy study(benchmark);
    const auto read = read_benchmark(study.path("benchmark"));
    const auto nests = read_nest_file(nests_without(study, {}), read);
    static_cast<void>(build_economy(read, nests, {}, {}));
    std::vector<std::string> codes;
    for (const Sector good : nests.additive_goods) codes.push_back(read.sectors[good.index].code);
    return codes;
  };
  CHECK(additive("tiny_volumes") == std::vector<std::string>{"COL", "ELE"});
  CHECK(additive("tiny2x2").empty());
}

TEST_CASE("a study without trees of governments and investors runs, with its sensitivities") {
  const StudyCopy study;
  study.files().replace("nests.toml",
                        "[government]\ntop = \"demand\"\ndemand = { sigma = 0, inputs = [\"goods:rest\"] }\n", "");
  study.files().replace(
      "nests.toml", "[investment]\ntop = \"capital_goods\"\ncapital_goods = { sigma = 0, inputs = [\"goods:rest\"] }\n",
      "");
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--quiet"});
  CHECK(run.err == "");
  CHECK(run.exit_code == 0);
  const auto ranked =
      run_in_process(study, {"sensitivity", "FOLDER/study.toml", "--of", "gdp", "--to", "elasticities"});
  CHECK(ranked.exit_code == 0);
}

}  // namespace etslink
