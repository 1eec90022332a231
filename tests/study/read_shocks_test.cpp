// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "study/study.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

Study read_shocks_study(const std::string& old_text = "", const std::string& new_text = "") {
  const StudyCopy study;
  if (!old_text.empty()) study.files().replace("shocks.toml", old_text, new_text);
  return read_study(study.path("shocks.toml"), {});
}

const std::vector<Shock>& shocks_of(const Study& study, const std::string& scenario) {
  for (const Scenario& candidate : study.scenarios) {
    if (candidate.name == scenario) return candidate.policy.shocks;
  }
  FAIL("no scenario " << scenario);
  return study.scenarios.front().policy.shocks;
}

std::string message_of(const std::string& old_text, const std::string& new_text) {
  const StudyCopy study;
  study.files().replace("shocks.toml", old_text, new_text);
  try {
    static_cast<void>(read_study(study.path("shocks.toml"), {}));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "accepted";
}

struct BrokenShock {
  const char* old_text;
  const char* new_text;
  const char* message;  // after "FOLDER/shocks.toml:"
};

const BrokenShock broken_names[] = {
    {"endowment LAB A", "endowments LAB A", "15: unknown shock 'endowments LAB A'; did you mean 'endowment'?"},
    {"endowment LAB A", "endowment LABB A",
     "15: unknown factor 'LABB' in the shock 'endowment LABB A'; did you mean 'LAB'?"},
    {"endowment LAB A", "endowment LAB",
     "15: the shock 'endowment LAB' must be \"endowment FACTOR REGION\" or "
     "\"endowment FACTOR SECTOR REGION\""},
    {"endowment LAB A", "endowment LAB C", "15: unknown region 'C' in the shock 'endowment LAB C'; did you mean 'A'?"},
    {"productivity CAP STEEL A", "productivity LABOUR STEEL A",
     "17: unknown input 'LABOUR' in the shock 'productivity LABOUR STEEL A'; allowed: LAB, CAP, FUEL, ELE, STEEL, "
     "GOODS"},
    {"productivity CAP STEEL A", "productivity all STEEL A",
     "17: the shock 'productivity all STEEL A' names one input; all together are \"productivity SECTOR REGION\""},
    {"productivity heavy B", "productivity heavi B",
     "16: unknown sector 'heavi' in the shock 'productivity heavi B'; allowed: FUEL, ELE, STEEL, GOODS"},
    {"use tax FUEL heavy B", "use tax FUEL houshold B",
     "28: unknown user 'houshold' in the shock 'use tax FUEL houshold B'; did you mean 'household'?"},
    {"use tax FUEL heavy B", "use tax FUELS heavy B",
     "28: unknown good 'FUELS' in the shock 'use tax FUELS heavy B'; did you mean 'FUEL'?"},
    {"transfer A B\" = { value", "world price GOODS A\" = { value",
     "35: unknown key 'value' in [scenario.trade.shock.world price GOODS A]; allowed: factor"},
    {"transfer A B", "transfer both B", "35: the shock 'transfer both B' is a payment from one region to another one"},
};

const BrokenShock broken_sizes[] = {
    {"{ factor = 1.1 }", "1.1", "15: the shock 'endowment LAB A' must be a table with its size, e.g. { factor = 1.1 }"},
    {"{ factor = 1.1 }", "{ value = 1.1 }",
     "15: unknown key 'value' in [scenario.growth.shock.endowment LAB A]; allowed: factor"},
    {"{ factor = 1.1 }", "{ factor = 0 }", "15: 'scenario.growth.shock.endowment LAB A.factor' must be above 0, not 0"},
    {"{ factor = 1.1 }", "{ factor = nan }",
     "15: 'scenario.growth.shock.endowment LAB A.factor' must be a finite number"},
    {"{ factor = 1.1 }", "{}", "15: the shock 'endowment LAB A' must have one of factor"},
    {"{ value = 0.02 }", "{ value = 0.02, change = 0.1 }",
     "24: the shock 'output tax STEEL A' must have one size, not two: factor, value, change"},
    {"{ value = 0.02 }", "{ factor = -1 }",
     "24: 'scenario.taxes.shock.output tax STEEL A.factor' must be 0 or more, not -1"},
    {", labour = [\"LAB\"]", "", "21: missing key 'labour' in [scenario.people.shock.population both]"},
    {"labour = [\"LAB\"]", "labour = []",
     "21: 'scenario.people.shock.population both.labour' must name at least one factor"},
    {"labour = [\"LAB\"]", "labour = \"LAND\"",
     "21: unknown factor 'LAND' in 'scenario.people.shock.population both.labour'; allowed: LAB, CAP"},
};

}  // namespace

TEST_CASE("shocks are read by kind, place and size") {
  const Study study = read_shocks_study();
  const auto& growth = shocks_of(study, "growth");
  REQUIRE(growth.size() == 4);
  CHECK(growth[0].kind == ShockKind::endowment);
  CHECK(growth[0].factors == std::vector<Factor>{{0}});
  CHECK(growth[0].regions == std::vector<Region>{{0}});
  CHECK(growth[0].number == 1.1);
  CHECK(growth[1].sectors.size() == 2);
  CHECK_FALSE(growth[1].is_by_input);
  CHECK(growth[2].is_by_input);
  CHECK(growth[2].factors == std::vector<Factor>{{1}});
  CHECK(growth[2].goods.empty());
  CHECK(growth[3].goods == std::vector<Sector>{study.benchmark.find_sector("FUEL")});
  CHECK(growth[3].regions.size() == 2);
  const auto& people = shocks_of(study, "people");
  REQUIRE(people.size() == 1);
  CHECK(people[0].kind == ShockKind::population);
  CHECK(people[0].regions.size() == 2);
  const auto& taxes = shocks_of(study, "taxes");
  REQUIRE(taxes.size() == 5);
  CHECK(taxes[0].size == Shock::Size::value);
  CHECK(taxes[1].size == Shock::Size::change);
  CHECK(taxes[1].factors.size() == 2);
  CHECK(taxes[3].kind == ShockKind::use_tax);
  CHECK(taxes[3].users == std::vector<int>{study.benchmark.sector_count()});
  CHECK(taxes[3].goods.empty());
  CHECK(taxes[4].users.size() == 2);
  const auto& trade = shocks_of(study, "trade");
  REQUIRE(trade.size() == 5);
  CHECK(trade[1].partners == std::vector<Region>{{1}});
  CHECK(trade[1].regions == std::vector<Region>{{0}});
  CHECK(trade[3].regions == std::vector<Region>{{0}});
  CHECK(trade[3].partners == std::vector<Region>{{1}});
  CHECK(trade[4].kind == ShockKind::transfer);
}

TEST_CASE("what a shock names goes by codes, sets and all, and unused sets are noticed") {
  CHECK(read_shocks_study().warnings.empty());
  const Study unused = read_shocks_study("\"population both\"", "\"population all\"");
  REQUIRE(unused.warnings.size() == 1);
  CHECK(unused.warnings.front().find("'sets.regions.both' has no effect") != std::string::npos);
}

TEST_CASE("a shock that can't be is rejected with its line") {
  for (const BrokenShock& broken : broken_names)
    CHECK(message_of(broken.old_text, broken.new_text) == std::string("FOLDER/shocks.toml:") + broken.message);
  for (const BrokenShock& broken : broken_sizes)
    CHECK(message_of(broken.old_text, broken.new_text) == std::string("FOLDER/shocks.toml:") + broken.message);
}

TEST_CASE("a study of shocks has a table of welfare, trade and prices, and exit code 0") {
  const StudyCopy study;
  study.files().replace("shocks.toml", "\"factor tax LAB STEEL A\" = { change = 0.04 }\n", "");
  study.files().replace("shocks.toml", "\"tariff all B\" = { value = 0.07 }\n", "");
  const ProgramRun run = run_in_process(study, {"run", "FOLDER/shocks.toml", "-o", "FOLDER/shocks.h5"});
  CHECK_MESSAGE(run.exit_code == 0, run.err);
  for (const char* title : {"growth", "real GDP", "welfare [%", "terms of trade", "exports [%", "price of consumption"})
    CHECK(run.out.find(title) != std::string::npos);
  CHECK(run.out.find("carbon price") == std::string::npos);
  CHECK(run.out.find("abatement cost") == std::string::npos);
}

TEST_CASE("two shocks to one rate are refused with both lines") {
  const StudyCopy study;
  study.files().append("shocks.toml", "\"tariff GOODS A B\" = { value = 0.01 }\n");
  const ProgramRun run = run_in_process(study, {"run", "FOLDER/shocks.toml", "-o", "FOLDER/shocks.h5"});
  CHECK(run.exit_code == 2);
  CHECK(
      run.err.find("the shock 'tariff GOODS A B' can't determine the tax on other goods and services, A in imports of "
                   "other goods and services, B: the shock 'tariff all B' (FOLDER/shocks.toml:31) does so already; "
                   "drop one of them") != std::string::npos);
}

}  // namespace etslink
