// SPDX-License-Identifier: Apache-2.0
#include "study/unused_inputs.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "study/study.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

using Texts = std::vector<std::string>;

// Warnings of the valid study with settings applied.
Texts warnings(const StudyCopy& copy, const Texts& settings = {}) {
  Texts texts;
  for (const auto& text : read_study(copy.path("study.toml"), settings).warnings)
    texts.push_back(copy.files().without_path(text));
  return texts;
}

Texts warnings_with(const Texts& settings) { return warnings(StudyCopy(), settings); }

}  // namespace

TEST_CASE("everything that the valid study and the ready-made ones state has an effect") {
  CHECK(warnings_with({}).empty());
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() + "/studies")) {
    if (entry.path().extension() != ".toml" || entry.path().stem() == "world_41x35") continue;
    CAPTURE(entry.path().string());
    for (const auto& warning : read_study(entry.path().string(), {}).warnings) FAIL_CHECK(warning);
  }
}

TEST_CASE("a misspelt parameter of the benchmark is refused with the nearest name, whoever reads the folder") {
  for (const auto& [name, meant] :
       std::vector<std::pair<std::string, std::string>>{{"esub_d", "esubd"},
                                                        {"ESUBVA", "esubva"},
                                                        {"eusbm", "esubm"},
                                                        {"suply_elasticity", "supply_elasticity"},
                                                        {"transformation_elastcity", "transformation_elasticity"},
                                                        {"leisure_ration", "leisure_ratio"}}) {
    CAPTURE(name);
    const StudyCopy copy;
    copy.files().append("benchmark/elasticities.csv", name + ",,STEEL,30\n");
    const std::string message =
        "FOLDER/benchmark/elasticities.csv:6: unknown parameter '" + name + "'; did you mean '" + meant + "'?";
    for (const Texts& command :
         {Texts{"check", "FOLDER/benchmark"}, Texts{"run", "FOLDER/study.toml", "-o", "FOLDER/a.h5"}}) {
      const auto run = run_in_process(copy, command);
      CHECK(run.exit_code == 2);
      CHECK(run.err.find(message) != std::string::npos);
    }
  }
}

TEST_CASE("a parameter of the benchmark that no nest asks for is told, as another nest file may") {
  const StudyCopy copy;
  copy.files().append("benchmark/elasticities.csv", "esubt,,STEEL,30\n");
  CHECK(warnings(copy) == Texts{"FOLDER/benchmark/elasticities.csv:6: parameter 'esubt' has no effect: no nest and no "
                                "rule of this study uses it; did you mean 'esubd'?"});
  const auto check = run_in_process(copy, {"check", "FOLDER/benchmark"});
  CHECK(check.exit_code == 0);
  CHECK(check.out.find("note: FOLDER/benchmark/elasticities.csv:6: parameter 'esubt' has an effect only where a nest "
                       "file uses it; did you mean 'esubd'?\n") != std::string::npos);
  CHECK(run_in_process(copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/a.h5"}).err.find("'esubt' has no effect") !=
        std::string::npos);
}

TEST_CASE("rows of elasticities.csv for places that have nothing of what they are about are noted by check") {
  const StudyCopy copy;
  copy.files().append("benchmark/elasticities.csv", "supply_elasticity,,STEEL,3\nprocess_nu,A,,0.1\nesubd,,STEEL,3\n");
  const auto check = run_in_process(copy, {"check", "FOLDER/benchmark"});
  CHECK(check.exit_code == 0);
  const std::string place = "note: FOLDER/benchmark/elasticities.csv:";
  CHECK(check.out.find(place + "6: parameter 'supply_elasticity' of sector STEEL has no effect: it has no specific "
                               "factor there\n") != std::string::npos);
  CHECK(check.out.find(place + "7: parameter 'process_nu' of region A has no effect: it has no process emissions "
                               "there\n") != std::string::npos);
  CHECK(check.out.find("'esubd'") == std::string::npos);
}

TEST_CASE("parameters of a study that reach nobody are told") {
  CHECK(warnings_with({"elasticities.leisure_ratio=0.3"}) ==
        Texts{"--set elasticities.leisure_ratio=0.3: parameter 'leisure_ratio' has no effect: no nest and no rule of "
              "this study uses it"});
  CHECK(
      warnings_with({"elasticities.supply_elasticity=2"}) ==
      Texts{"--set elasticities.supply_elasticity=2: parameter 'supply_elasticity' has no effect: no nest and no rule "
            "of this study uses it"});
  CHECK(warnings_with({"elasticities.esubd={ default = 3, A = { STEEL = 2 } }"}).empty());
  CHECK(warnings_with({"elasticities.make_transformation_elasticity=2"}).size() == 1);
  CHECK(warnings_with({"elasticities.process_nu=0.2"}).size() == 1);  // no process emits in this benchmark
  CHECK(warnings_with({"elasticities.esubva={ ELE = 0.2 }"}).empty());
  CHECK(
      warnings_with({"elasticities.esubva={ FUEL = 0.2 }"}) ==  // its tree has no such nest
      Texts{"--set elasticities.esubva={ FUEL = 0.2 }: parameter 'esubva' of sector FUEL has no effect: nothing there "
            "uses it"});
}

TEST_CASE("markets that no scenario has on, and sectors of a market that emit nothing it covers, are told") {
  CHECK(warnings_with({"scenario.unlinked.markets=[\"A\"]"}).empty());  // still on where a scenario names no markets
  CHECK(warnings_with({"market.C={ regions = [\"A\"], sectors = [\"FUEL\"], price = 5 }",
                       "scenario.linked.markets=[\"A\", \"B\"]"})
            .front()
            .ends_with("'market.C' is on in no scenario"));
  const StudyCopy copy;
  copy.files().replace("benchmark/co2.csv", "A,STEEL,FUEL,,co2,62.4\n", "");
  const auto steel = warnings(copy, {"market.A.sectors=[\"ELE\", \"STEEL\"]"});
  REQUIRE(!steel.empty());
  CHECK(
      steel.front().ends_with("'STEEL' in 'market.A.sectors' has no effect: it emits nothing that the market covers"));
  const auto share = warnings(copy);  // `sectors` is a set, which may be of several markets
  REQUIRE(share.size() == 1);
  CHECK(share.front().ends_with("'STEEL' in 'market.A.share' has no effect: it emits nothing that the market covers"));
}

TEST_CASE("what resources become is told to have no effect where none is small enough") {
  CHECK(warnings_with({"model.tiny_resources_become=\"CAP\""}) ==
        Texts{"--set model.tiny_resources_become=\"CAP\": 'model.tiny_resources_become' has no effect: no resource has "
              "so small a part of the costs"});
}

TEST_CASE("a value that a more specific one hides everywhere is no mistake") {
  CHECK(warnings_with({"elasticities.esubd={ default = 9, FUEL = 2, ELE = 2, STEEL = 2, GOODS = 2 }"}).empty());
}

TEST_CASE("parameters of a nest file that none of its nests asks for are told, once each") {
  const StudyCopy copy;
  copy.files().append("nests.toml", "leisure_ratio = { default = 0.5, FUEL = 0.4 }\n");
  CHECK(warnings(copy) == Texts{"FOLDER/nests.toml:36: parameter 'leisure_ratio' has no effect: no nest of this file "
                                "asks for it"});
  copy.files().replace("nests.toml", "\"resource_supply\"", "0.3");
  CHECK(warnings(copy).front() ==
        "FOLDER/nests.toml:35: parameter 'supply_elasticity' has no effect: no nest of this "
        "file asks for it");
}

TEST_CASE("a nest file can't state parameters that nothing knows") {
  const StudyCopy copy;
  copy.files().append("nests.toml", "esub_va = 2\n");
  const std::string message = copy.files().without_path([&]() -> std::string {
    try {
      static_cast<void>(read_study(copy.path("study.toml"), {}));
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  }());
  CHECK(message.find("unknown key 'esub_va' in [parameter]; did you mean 'esubva'?") != std::string::npos);
}

TEST_CASE("options, links and sets that nothing acts on are told with their place") {
  CHECK(warnings_with({"model.resources=constant_elasticity"}).empty());  // the nest file has resource_supply
  CHECK(warnings_with({"model.government=fixed_share"}) ==
        Texts{"--set model.government=fixed_share: 'model.government' has no effect: no region has a government"});
  CHECK(warnings_with({"model.investment=fixed_saving_share"}).size() == 1);
  CHECK(warnings_with({"market.A.government=true"}).size() == 1);
  CHECK(warnings_with({"market.A.eite={ carbon_price = 20 }"}) ==
        Texts{"--set market.A.eite={ carbon_price = 20 }: 'market.A.eite' has no effect: no allocation is by this rule "
              "(output_based = \"eite\"); sectors are listed only"});
  CHECK(warnings_with({"market.A.eite={ carbon_price = 20 }", "market.A.allocation={ output_based = \"eite\" }"})
            .empty());
  CHECK(warnings_with({"sets.sectors.never=[\"ELE\"]"}) ==
        Texts{"--set sets.sectors.never=[\"ELE\"]: 'sets.sectors.never' has no effect: no key names this set"});
  CHECK(warnings_with({"link.ab={ from = \"A\", to = \"B\" }"}) ==
        Texts{"--set link.ab={ from = \"A\", to = \"B\" }: 'link.ab' has no effect: no scenario names it in 'links'"});
  const Texts used{"link.ab={ from = \"A\", to = \"B\", rent = \"seller\", fee_region = \"A\" }",
                   "scenario.linked.links=[\"ab\"]"};
  CHECK(warnings_with(used).size() == 2);
  CHECK(warnings_with({used[0], used[1], "link.ab.limit={ mt = 1 }", "link.ab.fee=1"}).empty());
}

}  // namespace etslink
