// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The valid study with one text replaced, and the message it gets.
struct BrokenStudy {
  const char* old_text;
  const char* new_text;
  const char* message;  // after "error: FOLDER/study.toml:"
};

const BrokenStudy broken_headers[] = {
    {"name = \"Tiny\"\n", "", "3: missing key 'name' in [study]"},
    {"name = \"Tiny\"", "name = 7", "4: 'study.name' must be a text, not a number"},
    {"name = \"Tiny\"", "nam = \"Tiny\"", "4: unknown key 'nam' in [study]; did you mean 'name'?"},
    {"name = \"Tiny\"", "name = 2011-01-01", "4: 'study.name' must be a text, not a date or time"},
    {"benchmark = \"benchmark\"", "benchmark = \"bench\"", "6: 'study.benchmark': there is no 'FOLDER/bench'"},
    {"nests = \"nests.toml\"", "nests = \"nest.toml\"", "7: 'study.nests': there is no 'FOLDER/nest.toml'"},
    {"reference = \"benchmark\"", "reference = \"unlinkd\"",
     "8: 'study.reference': there is no scenario 'unlinkd'; did you mean 'unlinked'?"},
    {"[study]", "[study", "3: not valid TOML: Error while parsing table header: expected ']', saw '\\n'"},
    {"[leakage]", "[leakge]", "54: unknown key 'leakge'; did you mean 'leakage'?"},
    {"numeraire_region = \"B\"", "numeraire_region = \"C\"", "13: unknown region 'C'; did you mean 'A'?"},
    {"armington = \"pooled\"", "armington = \"pooling\"",
     "11: 'model.armington' can't be 'pooling'; allowed: pooled, per_user"},
    {"resources = \"benchmark_elasticity\"", "resources = true",
     "12: 'model.resources' must be a text, not true or false"},
    {"esubd = {", "esubdd = {", "16: unknown key 'esubdd' in [elasticities]; did you mean 'esubd'?"},
    {"armington = \"pooled\"", "household_demand = \"aids\"",
     "11: 'model.household_demand' can't be 'aids'; allowed: nests, cde"},
    {"esubd = {", "subpar = 1\nesubd = {",
     "16: 'elasticities.subpar' can't be 1; allowed: 0.001 to below 1 for all goods of a household, or -0.001 to above "
     "-1000 for all (Hanoch 1975)"},
    {"esubd = {", "subpar = { ELE = 1e-9 }\nesubd = {",
     "16: 'elasticities.subpar.ELE' can't be 1e-09; allowed: 0.001 to below 1 for all goods of a household, or -0.001 "
     "to above -1000 for all (Hanoch 1975)"},
    {"esubd = {", "incpar = { A = { ELE = -0.5 } }\nesubd = {",
     "16: 'elasticities.incpar.A.ELE' can't be -0.5; allowed: above 0 to 1000 (Hanoch 1975)"},
    {"ELE = 2.0,", "ELE = -2.0,", "16: 'elasticities.esubd.ELE' must not be negative"},
    {"ELE = 2.0,", "ELE = 1e20,", "16: 'elasticities.esubd.ELE' must be between 0 and 1000, not 1e+20"},
    {"ELE = 2.0,", "ELF = 2.0,", "16: unknown region or sector 'ELF'; did you mean 'ELE'?"},
    {"ELE = 2.0,", "ELE = nan,", "16: 'elasticities.esubd.ELE' must be a finite number"},
    {"ELE = 2.0,", "ELE = \"2.0\",", "16: 'elasticities.esubd.ELE' must be a number, not a text"},
    {"STEEL = 2.5", "STEAL = 2.5", "16: unknown sector 'STEAL'; did you mean 'STEEL'?"},
    {"coalition = \"both\"", "coalition = \"bth\"",
     "55: unknown set of regions 'bth' in 'leakage.coalition'; did you mean 'both'? (a single region is written "
     "[\"bth\"])"},
    {"coalition = \"both\"", "coalition = []", "55: 'leakage.coalition' must name at least one region"},
    {"channels = true", "channels = 1", "60: 'results.channels' must be true or false, not a number"},
    {"channels = true", "chanels = true", "60: unknown key 'chanels' in [results]; did you mean 'channels'?"}};

const BrokenStudy broken_markets[] = {
    {"covered = [\"ELE\", \"STEEL\"]", "covered = [\"ELE\", \"STEELS\"]",
     "19: unknown sector 'STEELS' in 'sets.sectors.covered'; did you mean 'STEEL'?"},
    {"covered = [\"ELE\", \"STEEL\"]", "covered = [\"ELE\", \"ELE\"]",
     "19: 'ELE' appears twice in 'sets.sectors.covered'"},
    {"both = [\"A\", \"B\"]", "A = [\"A\", \"B\"]",
     "22: a set can't be named 'A': that is already the name of a region"},
    {"regions = [\"A\"]", "regions = [\"Z\"]", "25: unknown region 'Z' in 'market.A.regions'; did you mean 'A'?"},
    {"regions = [\"A\"]", "regions = []", "25: 'market.A.regions' must name at least one region"},
    {"sectors = \"covered\"\n", "", "24: [market.A] covers nobody: name its sectors, or set households = true"},
    {"sectors = [\"ELE\", \"STEEL\"]\nhouseholds = true", "sectors = [\"FUEL\"]",
     "33: market 'B' is empty: its members emit nothing at the benchmark"},
    {"fuels = [\"FUEL\"]", "fuels = [\"GOODS\"]",
     "27: 'GOODS' in 'market.A.fuels' has no emissions in co2.csv; allowed: FUEL"},
    {"process = true", "process = \"yes\"", "28: 'market.A.process' must be true or false, not a text"},
    {"share = { STEEL = 0.9 }", "share = 1.2", "29: 'market.A.share' must be above 0 and at most 1"},
    {"share = { STEEL = 0.9 }", "share = 0", "29: 'market.A.share' must be above 0 and at most 1"},
    {"share = { STEEL = 0.9 }", "share = { GOODS = 0.9 }", "29: 'GOODS' is not one of the market's sectors"},
    {"cap = { reduction_percent = 20 }\n", "", "24: missing key 'cap' in [market.A] (or standard, price, crediting)"},
    {"cap = { reduction_percent = 20 }", "capp = { reduction_percent = 20 }",
     "30: unknown key 'capp' in [market.A]; did you mean 'cap'?"},
    {"cap = { reduction_percent = 20 }", "cap = 20",
     "30: 'market.A.cap' must be a table that states its rule, e.g. { reduction_percent = 10 }"},
    {"reduction_percent = 20", "reduction_percent = 120",
     "30: 'market.A.cap.reduction_percent' must be between 0 and 100, not 120"},
    {"mt = 140", "mt = -140", "37: 'market.B.cap.mt' must be 0 or more, not -140"},
    {"mt = 140", "mt = \"140\"", "37: 'market.B.cap.mt' must be a number, not a text"},
    {"mt = 140", "mt = { B = 140, A = 100 }", "37: unknown key 'A' in [market.B.cap.mt]; did you mean 'B'?"},
    {"mt = 140", "mt = 140, reduction_percent = 10",
     "37: 'market.B.cap' must state exactly one of mt, reduction_percent, percent_of_benchmark, "
     "per_gdp_reduction_percent, e.g. { reduction_percent = 10 }"},
    {"revenue = \"household\"", "revenue = \"households\"",
     "31: 'market.A.revenue' can't be 'households'; did you mean 'household'?"},
    {"regions = [\"B\"]\n", "regions = [\"A\", \"B\"]\n",
     "37: market 'B' has several regions: state the cap of each, e.g. mt = { A = 100, ... }"},
    {"regions = [\"B\"]\nsectors = [\"ELE\", \"STEEL\"]\nhouseholds = true\ncap = { mt = 140 }",
     "regions = [\"A\", \"B\"]\nsectors = [\"ELE\"]\ncap = { reduction_percent = 5 }",
     "33: market 'B' covers emissions of ELE, A from FUEL, which is already covered in full (covered shares add up to "
     "2.000000)"}};

const BrokenStudy broken_scenarios[] = {
    {"links = [[\"A\", \"B\"]]", "links = [[\"A\", \"C\"]]",
     "48: unknown market 'C' in 'scenario.linked.links'; did you mean 'A'?"},
    {"links = [[\"A\", \"B\"]]", "links = [[\"A\"]]", "48: a link needs at least two markets"},
    {"links = [[\"A\", \"B\"]]", "links = [[\"A\", \"A\"]]",
     "48: market 'A' is linked twice: markets that share a price stand in one list"},
    {"links = [[\"A\", \"B\"]]", "links = [[\"A\", \"B\"], [\"B\", \"A\"]]",
     "48: market 'B' is linked twice: markets that share a price stand in one list"},
    {"links = [[\"A\", \"B\"]]", "links = [\"A\", \"B\"]",
     "48: 'A' in 'scenario.linked.links' is a market: a full link is a list of markets, e.g. [[\"A\", \"B\"]]"},
    {"markets = [\"A\"]", "markets = [\"A\"]\nlinks = [[\"A\", \"B\"]]", "52: market 'B' is off in this scenario"},
    {"markets = [\"A\", \"B\"]", "markets = [\"A\", \"A\"]",
     "45: market 'A' appears twice in 'scenario.unlinked.markets'"},
    {"[scenario.linked]", "[scenario.unlinked]",
     "47: not valid TOML: Error while parsing table header: cannot redefine existing table 'scenario.unlinked'"},
    {"caps = { A = {", "caps = { B = {", "52: market 'B' is off in this scenario"},
    {"percent_of_benchmark = 70", "percent_of_benchmark = -70",
     "52: 'scenario.strict.caps.A.percent_of_benchmark' must be 0 or more, not -70"},
    {"description = \"each on its own\"", "elasticities = { esubd = 1 }",
     "44: unknown key 'elasticities' in [scenario.unlinked]; allowed: description, markets, caps, "
     "market, shock, links, link, projects, swaps, subsidies, subsidy, certificates, certificate, output_limits, "
     "output_limit, feed_in_tariffs, feed_in_tariff, carbon_contracts, carbon_contract"}};

void check(const BrokenStudy& broken) {
  CAPTURE(std::string(broken.old_text));
  CAPTURE(std::string(broken.new_text));
  const StudyCopy study;
  study.files().replace("study.toml", broken.old_text, broken.new_text);
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 2);
  CHECK(run.err == std::string("error: FOLDER/study.toml:") + broken.message + "\n");
  CHECK(run.out.empty());
}

}  // namespace

TEST_CASE("a study with a wrong header, option or elasticity is rejected with its line") {
  for (const auto& broken : broken_headers) check(broken);
}

TEST_CASE("a study with a wrong permit market is rejected with its line") {
  for (const auto& broken : broken_markets) check(broken);
}

TEST_CASE("a study with a wrong scenario is rejected with its line") {
  for (const auto& broken : broken_scenarios) check(broken);
}

TEST_CASE("a study whose benchmark does not balance is rejected before any calculation") {
  const StudyCopy study;
  study.files().replace("benchmark/value_added.csv", "A,ELE,CAP,4300,0", "A,ELE,CAP,4200,0");
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 2);
  CHECK(run.err.find("zero profit: electricity, A: ") != std::string::npos);
}

}  // namespace etslink
