// SPDX-License-Identifier: Apache-2.0
#include "study/read_parameters.h"

#include <doctest/doctest.h>

#include "model/elasticities.h"
#include "study/study.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The study of shocks, which has sets of regions (both) and sectors (heavy: STEEL, ELE), with a further table.
Study with_elasticities(const std::string& table) {
  const StudyCopy study;
  study.files().append("shocks.toml", "\n[elasticities]\n" + table);
  return read_study(study.path("shocks.toml"), {});
}

std::string message_of(const std::string& table) {
  const StudyCopy study;
  study.files().append("shocks.toml", "\n[elasticities]\n" + table);
  try {
    static_cast<void>(read_study(study.path("shocks.toml"), {}));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "accepted";
}

double esubd(const Study& study, const std::string& region, const std::string& sector) {
  const ElasticityTable table(study.benchmark, study.nests, study.scenarios.front().options);
  return table.value("esubd", study.benchmark.find_region(region), study.benchmark.find_sector(sector), {});
}

}  // namespace

TEST_CASE("the elasticity of a sector goes before that of a region, and that of both before either") {
  const Study study = with_elasticities("esubd = { default = 1, B = 2, STEEL = 3, A = { STEEL = 4, ELE = 5 } }");
  CHECK(esubd(study, "A", "STEEL") == 4);
  CHECK(esubd(study, "A", "ELE") == 5);
  CHECK(esubd(study, "B", "STEEL") == 3);  // the sector's, though B has a value
  CHECK(esubd(study, "B", "ELE") == 2);
  CHECK(esubd(study, "A", "GOODS") == 1);
}

TEST_CASE("a code goes before its set, and a set before a role, for regions and for sectors") {
  const Study sectors =
      with_elasticities("esubd = { ELE = 1, \"role:electricity\" = 2, heavy = 3, \"role:coal\" = 4, default = 5 }");
  CHECK(esubd(sectors, "A", "ELE") == 1);
  CHECK(esubd(sectors, "A", "STEEL") == 3);
  CHECK(esubd(sectors, "B", "GOODS") == 5);
  const Study roles = with_elasticities("esubd = { \"role:electricity\" = 2, heavy = 3, default = 5 }");
  CHECK(esubd(roles, "A", "ELE") == 3);
  const Study regions = with_elasticities("esubd = { A = 1, both = 2, default = 3 }");
  CHECK(esubd(regions, "A", "STEEL") == 1);
  CHECK(esubd(regions, "B", "STEEL") == 2);
}

TEST_CASE("a region, or a set of them, has a table of its own with default, roles, sets and sectors") {
  const Study study = with_elasticities(
      "esubd = { both = { default = 1, heavy = 2 }, B = { \"role:electricity\" = 3, default = 4 }, GOODS = 5 }");
  CHECK(esubd(study, "A", "STEEL") == 2);
  CHECK(esubd(study, "A", "GOODS") == 5);  // any region's sector goes before the region's default
  CHECK(esubd(study, "A", "FUEL") == 1);
  CHECK(esubd(study, "B", "ELE") == 3);
  CHECK(esubd(study, "B", "STEEL") == 2);  // of the set, but of region and sector
  CHECK(esubd(study, "B", "FUEL") == 4);
}

TEST_CASE("what a study says of a region goes before what the benchmark says of a sector") {
  const Study before = with_elasticities("esubva = 1");
  const Study study = with_elasticities("esubd = { A = 9, default = 8 }");
  for (const auto& sector : study.benchmark.sector_codes()) {
    CHECK(esubd(study, "A", sector) == 9);
    CHECK(esubd(study, "B", sector) == 8);
    CHECK(esubd(before, "A", sector) != 9);
  }
}

TEST_CASE("places that no elasticity can have are rejected with their line") {
  CHECK(message_of("esubd = { hevy = 2 }") ==
        "FOLDER/shocks.toml:38: unknown region or sector 'hevy'; allowed: FUEL, "
        "ELE, STEEL, GOODS, A, B, default");
  CHECK(message_of("esubd = { both = { B = 2 } }") ==
        "FOLDER/shocks.toml:38: unknown sector 'B'; allowed: FUEL, ELE, STEEL, GOODS, default");
  CHECK(
      message_of("esubd = { A = { \"role:steam\" = 2 } }").starts_with("FOLDER/shocks.toml:38: unknown role 'steam'"));
  CHECK(message_of("esubd = { both = {} }") == "FOLDER/shocks.toml:38: 'elasticities.esubd.both' has no value");
  CHECK(message_of("esubd = { heavy = { A = 1 } }").starts_with("FOLDER/shocks.toml:38: 'elasticities.esubd.heavy'"));
}

}  // namespace etslink
