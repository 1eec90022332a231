// SPDX-License-Identifier: Apache-2.0
#include "study/variants.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "calibration/toml/toml_reader.h"
#include "study/study.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The study of tests/fixtures/studies, 60 lines, with more behind it.
std::vector<Study> read_with(const StudyCopy& study, const std::string& more,
                             const std::vector<std::string>& settings = {}) {
  study.files().append("study.toml", more);
  return read_variants(study.path("study.toml"), settings);
}

std::string message_of(const StudyCopy& study, const std::string& more) {
  try {
    static_cast<void>(read_with(study, more));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "no error";
}

std::string message_of(const std::string& more) { return message_of(StudyCopy(), more); }

// The study's own cap of market B is 140 Mt.
double cap_of_b(const Study& study) {
  const auto& market = study.scenarios[1].policy.markets[1];
  REQUIRE(market.name == "B");
  return market.cap_mt[1];
}

const TomlValue& value_at(const TomlValue& root, const std::vector<std::string>& path) {
  const auto* value = &root;
  for (const auto& key : path) {
    value = value->find(key);
    REQUIRE(value != nullptr);
  }
  return *value;
}

TomlValue changed_root(const std::string& study, const std::string& changes) {
  return variants_of(parse_toml(study + "[variant.x]\n" + changes, "study.toml")).at(1).root;
}

}  // namespace

TEST_CASE("a study without variants is one without a name") {
  const StudyCopy study;
  const auto studies = read_with(study, "");
  REQUIRE(studies.size() == 1);
  CHECK(studies.front().variant.empty());
  CHECK(studies.front().warnings == read_study(study.path("study.toml"), {}).warnings);
}

TEST_CASE("the study as it is written is the first variant, the others have what they change") {
  const StudyCopy study;
  const auto studies = read_with(study, R"(
[variant.tight]
description = "a lower cap"
market.B.cap.mt = 120

[variant.loose.market.B]
cap = { reduction_percent = 1 }

[variant.loose.model]
armington = "per_user"
)");
  REQUIRE(studies.size() == 3);
  CHECK(studies[0].variant == "default");
  CHECK(studies[1].variant == "tight");
  CHECK(studies[1].variant_description == "a lower cap");
  CHECK(studies[2].variant == "loose");
  CHECK(studies[2].variant_description.empty());
  CHECK(cap_of_b(studies[0]) == 140);
  CHECK(cap_of_b(studies[1]) == 120);
  const StudyCopy other;
  CHECK(cap_of_b(studies[2]) == cap_of_b(read_study(other.path("study.toml"), {"market.B.cap={reduction_percent=1}"})));
  CHECK(studies[0].scenarios[1].options.armington == ArmingtonOption::pooled);
  CHECK(studies[1].scenarios[1].options.armington == ArmingtonOption::pooled);
  CHECK(studies[2].scenarios[1].options.armington == ArmingtonOption::per_user);
}

TEST_CASE("the first variant has the name that the study gives it") {
  const StudyCopy study;
  study.files().replace("study.toml", "name = \"Tiny\"", "name = \"Tiny\"\nvariant_name = \"base\"");
  const auto studies = read_with(study, "[variant.default]\nmarket.B.cap.mt = 120\n");
  CHECK(studies[0].variant == "base");
  CHECK(studies[1].variant == "default");
}

TEST_CASE("tables are merged; tables in braces, lists and everything else take the place of what the study has") {
  const std::string study =
      "[model]\nlabour = { rule = \"wage_curve\", elasticity = 1 }\n[a]\nlist = [1, 2]\nb.c = 1\nb.d = 2\n";
  const auto inline_table = changed_root(study, "model.labour = { rule = \"fixed\" }\n");
  CHECK(value_at(inline_table, {"model", "labour"}).keys() == std::vector<std::string>{"rule"});
  const auto dotted = changed_root(study, "model.labour.elasticity = 3\n");
  CHECK(value_at(dotted, {"model", "labour"}).keys() == std::vector<std::string>{"rule", "elasticity"});
  CHECK(value_at(dotted, {"model", "labour", "elasticity"}).as_number() == 3);
  const auto header = changed_root(study, "[variant.x.model.labour]\nelasticity = 4\n");
  CHECK(value_at(header, {"model", "labour", "rule"}).as_text() == "wage_curve");
  CHECK(value_at(header, {"model", "labour", "elasticity"}).as_number() == 4);
  CHECK(value_at(header, {"a", "b", "d"}).as_number() == 2);
}

TEST_CASE("values of a variant keep their lines and have the names of the study") {
  const auto root = changed_root("[model]\nx = 1\n", "model.x = 2\nmodel.y = { z = 3 }\n");
  const auto &x = value_at(root, {"model", "x"}), &z = value_at(root, {"model", "y", "z"});
  CHECK(x.name() == "model.x");
  CHECK(x.at().line == 4);
  CHECK(z.name() == "model.y.z");
  CHECK(z.at().line == 5);
}

TEST_CASE("the text \"none\" takes a key out of the study, but not out of a scenario") {
  const std::string study = "[model]\nx = 1\ny = 1\n[scenario.s.market.A]\ncap = 1\n";
  const auto taken = changed_root(study, "model.x = \"none\"\n[variant.x.scenario.s.market.A]\ncap = \"none\"\n");
  CHECK(value_at(taken, {"model"}).keys() == std::vector<std::string>{"y"});
  CHECK(value_at(taken, {"scenario", "s", "market", "A", "cap"}).as_text() == "none");
}

TEST_CASE("settings of the command line are of all variants, unless a variant states the key itself") {
  const StudyCopy study;
  const auto studies =
      read_with(study, "[variant.tight]\nmarket.B.cap.mt = 120\n[variant.trade]\nelasticities.esubm = 3\n",
                {"market.B.cap.mt=130", "variant.trade.market.A.revenue=government"});
  CHECK(cap_of_b(studies[0]) == 130);
  CHECK(cap_of_b(studies[1]) == 120);
  CHECK(cap_of_b(studies[2]) == 130);
}

TEST_CASE("one variant is read by its name, and by no other") {
  const StudyCopy study;
  const auto file = study.path("study.toml");
  CHECK_THROWS_WITH_AS(static_cast<void>(read_study(file, {}, "tight")),
                       (file + ": has no variants; '--variant tight' needs [variant.tight]").c_str(), InputError);
  study.files().append("study.toml", "[variant.tight]\nmarket.B.cap.mt = 120\n");
  CHECK(read_study(file, {}).variant == "default");
  CHECK(cap_of_b(read_study(file, {}, "tight")) == 120);
  CHECK(open_study(file, {}, "tight").study.variant == "tight");
  CHECK_THROWS_WITH_AS(static_cast<void>(read_study(file, {}, "tigh")),
                       (file + ": has no variant 'tigh'; did you mean 'tight'?").c_str(), InputError);
}

TEST_CASE("a fault of any variant is told, whichever is chosen") {
  const StudyCopy study;
  study.files().append("study.toml", "[variant.tight]\nmarket.B.cap.mt = -1\n");
  const std::string message = "62: 'market.B.cap.mt' must be 0 or more, not -1 (in variant 'tight')";
  const auto expected = study.path("study.toml") + ":" + message;
  CHECK_THROWS_WITH_AS(static_cast<void>(read_study(study.path("study.toml"), {}, "default")), expected.c_str(),
                       InputError);
  CHECK_THROWS_WITH_AS(static_cast<void>(open_study(study.path("study.toml"), {})), expected.c_str(), InputError);
}

TEST_CASE("a name of the first variant without others has no effect, and that is told") {
  const StudyCopy study;
  study.files().replace("study.toml", "name = \"Tiny\"", "name = \"Tiny\"\nvariant_name = \"base\"");
  const auto warnings = read_with(study, "").front().warnings;
  const auto is_told = [](const std::string& text) {
    return text.ends_with(":5: 'study.variant_name' has no effect: the study has no [variant.NAME]");
  };
  CHECK(std::count_if(warnings.begin(), warnings.end(), is_told) == 1);
}

TEST_CASE("a link that only a variant has counts as named where its scenario names it") {
  const StudyCopy study;
  const auto studies = read_with(study, R"([variant.quota.link.quota]
from = "B"
to = "A"
limit = { mt = 1 }
[variant.quota.scenario.linked]
links = ["quota"]
)");
  for (const auto& warning : studies[1].warnings) CHECK(warning.find("quota") == std::string::npos);
  CHECK(studies[1].scenarios[2].policy.restricted_links.size() == 1);
  CHECK(studies[0].scenarios[2].policy.restricted_links.empty());
}

namespace {

struct Rejected {
  const char *more, *message;  // after FOLDER/study.toml:
};

const Rejected rejected[] = {
    {"variant = 3\n", "61: unknown key 'variant' in [results]; allowed: state, abatement_cost, channels"},
    {"[variant]\n", "61: [variant] needs at least one table [variant.NAME]"},
    {"[variant]\nx = 3\n", "62: 'variant.x' must be a table, not a number"},
    {"[varient.x]\nmodel.armington = \"per_user\"\n", "61: unknown key 'varient'; did you mean 'variant'?"},
    {"[variant.x]\n", "61: [variant.x] changes nothing"},
    {"[variant.x]\ndescription = \"words\"\n", "61: [variant.x] changes nothing"},
    {"[variant.x]\ndescription = 3\nmodel.armington = \"per_user\"\n",
     "62: 'variant.x.description' must be a text, not a number"},
    {"[variant.x]\nmodl.armington = \"per_user\"\n", "62: unknown key 'modl' in [variant.x]; did you mean 'model'?"},
    {"[variant.x]\nmodel = 3\n", "62: 'variant.x.model' must be a table, not a number"},
    {"[variant.x.variant.y]\nmodel.armington = \"per_user\"\n",
     "61: unknown key 'variant' in [variant.x]; allowed: study, model, elasticities, sets, market, link, project, "
     "swap, subsidy, certificate, output_limit, feed_in_tariff, carbon_contract, "
     "scenario, leakage, results, sweep, description"},
    {"[variant.\"a/b\"]\nmodel.armington = \"per_user\"\n",
     "61: 'a/b' can't be the name of a variant; allowed: letters, digits, '_' and '-'"},
    {"[variant.default]\nmodel.armington = \"per_user\"\n",
     "61: variant 'default' has the name of the study as it is written; another one can be given by "
     "'study.variant_name'"},
    {"[variant.x.study]\nname = \"other\"\n", "62: 'variant.x.study.name': all variants have the name of [study]"},
    {"[variant.x.study]\ndescription = \"other\"\n",
     "62: 'variant.x.study.description': all variants have the description of [study]"},
    {"[variant.x.study]\nvariant_name = \"other\"\n",
     "62: 'variant.x.study.variant_name': all variants have the variant_name of [study]"},
    {"[variant.x.study]\nreference = \"unlinked\"\n",
     "62: 'variant.x.study.reference': all variants have the reference of [study]"},
    {"[variant.x.study]\nnests = \"nest.toml\"\n",
     "62: 'study.nests': there is no 'FOLDER/nest.toml' (in variant 'x')"},
    {"[variant.x]\nmodel.carbon = \"none\"\n",
     "62: 'variant.x.model.carbon' = \"none\" takes out what the study does not have"},
    {"[variant.x]\nmodel.armington = \"per_usr\"\n",
     "62: 'model.armington' can't be 'per_usr'; did you mean 'per_user'? (in variant 'x')"},
    {"[variant.x.market.B]\ncapp = { mt = 3 }\n",
     "62: unknown key 'capp' in [market.B]; did you mean 'cap'? (in variant 'x')"},
    {"[variant.x.market.B]\ncap.reduction_percent = 3\n",
     "37: 'market.B.cap' must state exactly one of mt, reduction_percent, percent_of_benchmark, "
     "per_gdp_reduction_percent, "
     "e.g. { reduction_percent = 10 } (in variant 'x')"},
    {"[variant.x.elasticities]\nesubdd = 3\n",
     "62: unknown key 'esubdd' in [elasticities]; did you mean 'esubd'? (in variant 'x')"},
    {"[variant.x.sets.sectors]\ncovered = [\"STEAL\"]\n",
     "62: unknown sector 'STEAL' in 'sets.sectors.covered'; did you mean 'STEEL'? (in variant 'x')"},
    {"[variant.x.scenario.more]\nmarkets = [\"A\"]\n",
     "61: variant 'x' has other scenarios than the study as it is written (with more); variants share the axes of one "
     "results file: write a study of its own"},
    {"[variant.x]\nscenario.strict = \"none\"\n", "62: 'scenario.strict' must be a table, not a text (in variant 'x')"},
    {"[variant.x.market.C]\nregions = [\"A\"]\nhouseholds = true\ncap = { reduction_percent = 1 }\n",
     "61: variant 'x' has other markets than the study as it is written (with C); variants share the axes of one "
     "results file: write a study of its own"},
};

// A copy of the study's benchmark with another text in all of its files.
void copy_benchmark(const StudyCopy& study, const std::string& to, const std::string& old_text,
                    const std::string& new_text) {
  std::filesystem::copy(study.path("benchmark"), study.path(to), std::filesystem::copy_options::recursive);
  for (const auto& entry : std::filesystem::directory_iterator(study.path(to))) {
    const auto name = to + "/" + entry.path().filename().string();
    auto text = study.files().text(name);
    for (auto at = text.find(old_text); at != std::string::npos; at = text.find(old_text, at + new_text.size()))
      text.replace(at, old_text.size(), new_text);
    study.files().write(name, text);
  }
}

}  // namespace

TEST_CASE("a wrong variant is rejected with its line, before any calculation") {
  for (const auto& [more, message] : rejected) {
    CAPTURE(std::string(more));
    const StudyCopy study;
    study.files().append("study.toml", more);
    const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
    CHECK(run.exit_code == 2);
    CHECK(run.err == std::string("error: FOLDER/study.toml:") + message + "\n");
    CHECK(!std::filesystem::exists(study.path("out.h5")));
  }
}

TEST_CASE("a variant with a benchmark of other sectors or regions is refused by their names") {
  const std::string end = "); variants share the axes of one results file: write a study of its own";
  const std::string more = "[variant.x.study]\nbenchmark = \"other\"\n";
  const StudyCopy sectors;
  copy_benchmark(sectors, "other", "GOODS", "WARES");
  CHECK(message_of(sectors, more) ==
        "FOLDER/study.toml:61: variant 'x' has other sectors than the study as it is written (without GOODS, with "
        "WARES" +
            end);
  const StudyCopy regions;
  copy_benchmark(regions, "other", "A,region A\nB,region B", "B,region B\nA,region A");
  CHECK(message_of(regions, more) ==
        "FOLDER/study.toml:61: variant 'x' has other regions than the study as it is written (in another order" + end);
  const StudyCopy same;
  copy_benchmark(same, "other", "region A", "another name");
  CHECK(message_of(same, more) == "no error");
}

TEST_CASE("a variant with other households is refused by their names") {
  const StudyCopy study("tiny_households");
  copy_benchmark(study, "other", "HH2_A", "POOR_A");
  const std::string head =
      "[study]\nname = \"Tiny\"\nbenchmark = \"benchmark\"\nnests = \"" + source_folder() + "/data/nests/klem.toml\"\n";
  study.files().write("study.toml", head + "[scenario.nothing]\n[variant.x.study]\nbenchmark = \"other\"\n");
  CHECK(message_of(study, "") ==
        "FOLDER/study.toml:6: variant 'x' has other households than the study as it is written (without HH2_A, with "
        "POOR_A); variants share the axes of one results file: write a study of its own");
}

TEST_CASE("a variant may have a cap of another kind") {
  CHECK(message_of("[variant.x.market.B]\ncap = { reduction_percent = 3 }\n") == "no error");
}

}  // namespace etslink
