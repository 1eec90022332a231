// SPDX-License-Identifier: Apache-2.0
// Policies that name technologies, as a study states them, and what is said of wrong ones.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "calibration/text_file.h"
#include "model/equilibrium.h"
#include "study/study.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::string studies = source_folder() + "/tests/fixtures/studies/";

const Policy& policy_of(const Study& study, const std::string& scenario) {
  for (const Scenario& candidate : study.scenarios) {
    if (candidate.name == scenario) return candidate.policy;
  }
  FAIL("no scenario " << scenario);
  return study.scenarios.front().policy;
}

// What is said of the study with one text replaced: when it is read, or when its economies are built.
std::string message(const std::string& from, const std::string& to) {
  const StudyCopy copy("tiny_technologies");
  std::string text = read_text_file(studies + "every_instrument/technology_policies.toml");
  const auto replace = [&](const std::string& old_text, const std::string& new_text) {
    const auto place = text.find(old_text);
    REQUIRE(place != std::string::npos);
    text.replace(place, old_text.size(), new_text);
  };
  replace("../../tiny_technologies", "benchmark");
  replace("../technology_nests.toml", "nests.toml");
  replace(from, to);
  copy.files().write("nests.toml", read_text_file(studies + "technology_nests.toml"));
  copy.files().write("study.toml", text);
  try {
    const Study study = read_study(copy.path("study.toml"), {});
    for (const Scenario& scenario : study.scenarios)
      static_cast<void>(build_economy(study.benchmark, study.nests, scenario.policy, scenario.options));
  } catch (const InputError& error) {
    return copy.files().without_path(error.what());
  }
  return "accepted";
}

struct Broken {
  const char *from, *to, *message;
};

const Broken cases[] = {
    {"share_percent = 36", "share_percent = 0",
     "39: 'certificate.green.share_percent' must be above 0 and at most 100, not 0"},
    {"share_percent = 36", "share = 36", "36: missing key 'share_percent' in [certificate.green]"},
    {"technologies = [\"ELE.hydro\", \"ELE.wind\"]\nshare", "technologies = [\"ELE.hydro\", \"ELE.wine\"]\nshare",
     "38: unknown sector 'ELE.wine' in 'certificate.green.technologies'; did you mean 'ELE.wind'?"},
    {"technologies = [\"ELE.hydro\", \"ELE.wind\"]\nshare", "technologies = [\"MAN\"]\nshare",
     "38: 'certificate.green.technologies': MAN has no technologies"},
    {"at_most_percent = 80", "at_most_percent = 80\nat_least = 3",
     "50: 'output_limit.coal.at_least' can't stand beside 'output_limit.coal.at_most_percent'"},
    {"at_most_percent = 80", "paid_by = \"users\"",
     "46: 'output_limit.coal' must state one of at_most, at_most_percent, at_least, at_least_percent"},
    {"at_most_percent = 80", "at_most_percent = 80\npaid_by = \"users\"",
     "50: 'output_limit.coal.paid_by' belongs to at_least; who has the rent of at_most is rent"},
    {"at_least_percent = 122", "at_least_percent = 122\nrent = \"users\"",
     "61: 'output_limit.wind.rent' belongs to at_most; who pays for at_least is paid_by"},
    {"regions = [\"A\"]\ntechnologies = [\"ELE.coal\"]\nat_most_percent",
     "regions = [\"A\"]\ntechnologies = [\"ELE.nuclear\"]\nat_most_percent",
     "46: 'coal': A has none of its technologies"},
    {"paid_by = \"government\"", "paid_by = \"owner\"",
     "89: 'feed_in_tariff.nuclear.paid_by' can't be 'owner'; allowed: government, users"},
    {"reference = \"ELE.coal\"\nmarket = \"A\"", "reference = \"ELE.wind\"\nmarket = \"A\"",
     "94: 'carbon_contract.wind.reference': ELE.wind is one of the technologies of the contract"},
    {"reference = \"ELE.coal\"\nmarket = \"A\"", "reference = \"ELE\"\nmarket = \"A\"",
     "94: 'carbon_contract.wind.reference' is 'ELE', which is a sector; allowed: a technology"},
    {"market = \"A\"\nstrike", "market = \"C\"\nstrike",
     "95: unknown market 'C' in 'carbon_contract.wind.market'; did you mean 'A'?"},
    {"markets = [\"A\", \"B\"]\ncarbon", "markets = [\"A\"]\ncarbon", "138: market 'B' is off in this scenario"},
    {"output_limits = [\"coal\", \"wind\"", "output_limits = [\"coals\", \"wind\"",
     "120: unknown output_limit 'coals' in 'scenario.limits.output_limits'; did you mean 'coal'?"},
    {"\"ELE.coal\" = 1.14", "\"ELE.coal\" = 1.14, ELE = 1",
     "34: 'market.power_of_A.standard.t_per_unit.ELE' is of a sector whose technologies have rates of their own; "
     "name these alone"},
    {"\"ELE.coal\" = 1.14", "\"ELE.hydro\" = 1.14",
     "34: 'market.power_of_A.standard.t_per_unit.ELE.hydro': ELE.hydro has no covered emissions at the benchmark"},
    {"technology_pool = \"users\"", "technology_pool = \"owners\"",
     "19: 'model.technology_pool' can't be 'owners'; allowed: government, users"},
};

}  // namespace

TEST_CASE("policies on technologies are read with their scenarios' changes") {
  const Study study = read_study(studies + "every_instrument/technology_policies.toml", {});
  const auto code = [&](Sector sector) { return study.benchmark.sectors[sector.index].code; };
  const Policy& certificates = policy_of(study, "two_regions");
  REQUIRE(certificates.certificates.size() == 1);
  CHECK(certificates.certificates[0].share == 0.38);
  CHECK(certificates.certificates[0].regions.size() == 2);
  CHECK(code(certificates.certificates[0].technologies[2]) == "ELE.nuclear");
  const Policy& limits = policy_of(study, "limits");
  REQUIRE(limits.output_limits.size() == 3);
  CHECK(limits.output_limits[0].is_relative);
  CHECK_FALSE(limits.output_limits[0].is_least);
  CHECK(limits.output_limits[0].quantity == 0.8);
  CHECK(limits.output_limits[0].payer == TechnologyPayer::owners);
  CHECK(limits.output_limits[1].is_least);
  CHECK(limits.output_limits[1].payer == TechnologyPayer::users);
  CHECK_FALSE(limits.output_limits[2].is_relative);
  CHECK(limits.output_limits[2].quantity == 58);
  CHECK(limits.output_limits[2].payer == TechnologyPayer::government);
  const Policy& tighter = policy_of(study, "tighter");
  CHECK(tighter.output_limits[1].quantity == 0.7);
  CHECK(tighter.output_limits[1].payer == TechnologyPayer::government);
  CHECK(tighter.subsidies[0].per_unit == 5);
  const Policy& tariffs = policy_of(study, "tariffs");
  CHECK(tariffs.feed_in_tariffs[0].price == 84);
  CHECK(tariffs.feed_in_tariffs[0].payer == TechnologyPayer::users);
  CHECK(tariffs.feed_in_tariffs[1].is_two_way);
  const Policy& contracts = policy_of(study, "contracts");
  CHECK(contracts.carbon_contracts[0].strike == 60);
  CHECK(code(contracts.carbon_contracts[0].reference) == "ELE.coal");
  CHECK(contracts.carbon_contracts[1].market == 1);
  CHECK(study.scenarios.front().options.technology_pool == TechnologyPayer::users);
}

TEST_CASE("rates of a standard may be of technologies of a sector that the market covers") {
  const Study study = read_study(studies + "every_instrument/technology_policies.toml", {});
  const PermitMarket& market = study.scenarios.front().policy.markets[2];
  REQUIRE(market.standard.size() == 1);
  CHECK(study.benchmark.sectors[market.standard[0].sector.index].code == "ELE.coal");
  REQUIRE(market.standard[0].t_per_usd);
  // 1.14 t/MWh of 107.524754 TWh, in parts of what its output is worth.
  CHECK(*market.standard[0].t_per_usd > 0.01);
}

TEST_CASE("what is wrong with a policy on technologies is said at its place") {
  for (const Broken& broken : cases)
    CHECK(message(broken.from, broken.to) == std::string("FOLDER/study.toml:") + broken.message);
}

}  // namespace etslink
