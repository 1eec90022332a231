// SPDX-License-Identifier: Apache-2.0
// Technologies in nest files and studies.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "model/covered_sectors.h"
#include "model/equilibrium.h"
#include "study/nest_file.h"
#include "study/study.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::string studies = source_folder() + "/tests/fixtures/studies/";

Study technologies_study() { return read_study(studies + "every_instrument/technologies.toml", {}); }

const PermitMarket& market(const Study& study, const std::string& name) {
  const auto& markets = study.scenarios.front().policy.markets;
  return *std::find_if(markets.begin(), markets.end(), [&](const PermitMarket& m) { return m.name == name; });
}

std::vector<std::string> covered(const Study& study, const std::string& name) {
  std::vector<std::string> codes;
  for (const Coverage& coverage : market(study, name).coverage) {
    for (const User& user : coverage.users)
      if (user.kind == User::Kind::sector) codes.push_back(study.benchmark.sectors[user.index].code);
  }
  return codes;
}

// What is said of a nest file, or of a study of it, with one text replaced.
std::string message(const std::string& file, const std::string& from, const std::string& to) {
  const StudyCopy study("tiny_technologies");
  auto nests = read_text_file(studies + "technology_nests.toml");
  std::string text =
      "[study]\nname = \"t\"\nbenchmark = \"benchmark\"\nnests = \"nests.toml\"\n\n[market.A]\nregions = [\"A\"]\n"
      "sectors = [\"ELE.coal\"]\ncap = { reduction_percent = 10 }\n\n[scenario.capped]\nmarkets = [\"A\"]\n";
  auto& changed = file == "nests.toml" ? nests : text;
  const auto place = changed.find(from);
  REQUIRE(place != std::string::npos);
  changed.replace(place, from.size(), to);
  study.files().write("nests.toml", nests);
  study.files().write("study.toml", text);
  try {
    static_cast<void>(read_study(study.path("study.toml"), {}));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "accepted";
}

std::string tree_of(const NestSet& nests, const std::string& code) {
  for (const NestTree& tree : nests.production) {
    if (std::find(tree.applies_to.begin(), tree.applies_to.end(), code) != tree.applies_to.end()) return tree.name;
  }
  return "";
}

}  // namespace

TEST_CASE("a technology has the tree that names it most exactly") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  const NestSet nests = read_nest_file(studies + "technology_nests.toml", benchmark);
  CHECK(tree_of(nests, "ELE") == "production.default");
  CHECK(tree_of(nests, "ELE.hydro") == "production.resource");
  CHECK(tree_of(nests, "ELE.wind") == "production.resource");
  CHECK(tree_of(nests, "ELE.coal") == "production.fuel");
  const NestSet shipped = read_nest_file(source_folder() + "/data/nests/klem.toml", benchmark);
  CHECK(tree_of(shipped, "ELE") == "production.power");
  CHECK(tree_of(shipped, "ELE.hydro") == "production.technology");
  // A file that does not know technologies has its tree for all of them, but none that names what they make.
  const NestSet unknown = read_nest_file(studies + "additive_nests.toml", benchmark);
  CHECK(tree_of(unknown, "ELE.coal") == "production.default");
  CHECK_THROWS_WITH_AS(static_cast<void>(build_economy(benchmark, unknown, {}, {})),
                       doctest::Contains("leaves out the input technology:coal of electricity, A"), InputError);
}

TEST_CASE("a benchmark without technologies has no trace of them in the nests it reads") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));
  const std::vector<std::string> files{"klem", "klem_long_run", "eppa6", "imf_env", "gtap_e"};
  for (const std::string& file : files) {
    const NestSet nests = read_nest_file(source_folder() + "/data/nests/" + file + ".toml", benchmark);
    for (const NestTree& tree : nests.production) {
      CHECK(tree.name != "production.technology");
      for (const Nest& nest : tree.nests) {
        CHECK(nest.name != "mix");
        CHECK(std::find(nest.inputs.begin(), nest.inputs.end(), "mix") == nest.inputs.end());
      }
    }
  }
}

TEST_CASE("every shipped nest file solves the benchmark with technologies in no step") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  for (const std::string file : {"klem", "klem_long_run", "eppa6", "imf_env", "gtap_e"}) {
    CAPTURE(file);
    const NestSet nests = read_nest_file(source_folder() + "/data/nests/" + file + ".toml", benchmark);
    const Economy economy = build_economy(benchmark, nests, {}, {});
    const EquilibriumSystem system(economy);
    std::vector<double> residual(system.size());
    system.residual(system.start(), residual);
    double largest = 0;
    for (int i = 0; i < system.size(); ++i) largest = std::max(largest, std::abs(residual[i]));
    CHECK(largest < 1e-9);
    CHECK(std::count_if(economy.additive_ces.begin(), economy.additive_ces.end(), [&](const AdditiveCes& additive) {
            return economy.activities[additive.activity].kind == ActivityKind::nest;
          }) == 2);
  }
}

TEST_CASE("a market that names a sector covers its technologies, which may be named alone") {
  const Study study = technologies_study();
  CHECK(covered(study, "A") == std::vector<std::string>{"ELE", "ELE.coal", "ELE.hydro", "ELE.wind", "ELE.nuclear"});
  CHECK(covered(study, "all_of_A").size() == 9);
  CHECK(message("study.toml", "10", "10") == "accepted");
  // What they emit is counted with the sector.
  const auto sectors = covered_sectors(study.benchmark, market(study, "A"));
  REQUIRE(sectors.size() == 1);
  CHECK(study.benchmark.sectors[sectors.front().sector.index].code == "ELE");
  CHECK(sectors.front().mt == doctest::Approx(124).epsilon(1e-12));
}

TEST_CASE("unknown technologies are refused with file, line and the nearest name") {
  CHECK(message("nests.toml", "\"technologies:rest\"", "\"technology:coil\", \"technologies:rest\"") ==
        "FOLDER/nests.toml:7: nest 'mix' of [production.default] has an unknown technology 'technology:coil'; did you "
        "mean 'coal'? (\"technology:coil?\" is one that a benchmark may lack)");
  CHECK(message("nests.toml", "\"technologies:rest\"", "\"technology:coil?\", \"technologies:rest\"") == "accepted");
  CHECK(
      message("nests.toml", "\"technologies:rest\"", "\"technologies:all\"") ==
      "FOLDER/nests.toml:7: nest 'mix' of [production.default] has an unknown input 'technologies:all'; allowed: rest");
  CHECK(message("nests.toml", "technology:ELE.hydro", "technology:ELE.hydra") ==
        "FOLDER/nests.toml:19: unknown technology 'technology:ELE.hydra' in 'production.resource.applies_to'; did you "
        "mean 'technology:ELE.hydro'? (\"technology:ELE.hydra?\" is one that a benchmark may lack)");
  CHECK(message("nests.toml", "technology:ELE.hydro", "technology:ELE.hydra?") == "accepted");
  CHECK(message("study.toml", "ELE.coal", "ELE.coil") ==
        "FOLDER/study.toml:8: unknown sector 'ELE.coil' in 'market.A.sectors'; did you mean 'ELE.coal'?");
}

}  // namespace etslink
