// SPDX-License-Identifier: Apache-2.0
#include "results/variant_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "results/compare.h"
#include "results/iamc.h"
#include "results/table.h"
#include "results/write_study.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/fixtures/text_parts.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

SolvedVariant variant(const std::string& name, StudyResult study) {
  study.variant = name;
  study.variant_description = "about " + name;
  auto indicators = compute_indicators(study);
  return {std::move(study), std::move(indicators)};
}

StudyResult without_linked(StudyResult study) {
  ScenarioResult& failed = study.scenarios[linked_scenario];
  failed.state.reset();
  failed.report.status = SolverStatus::not_converged;
  failed.report.message = "no step";
  return study;
}

// "a" as it is, "b" with other trade elasticities, "c" where the linked scenario was not solved.
std::vector<SolvedVariant> three_variants() {
  ModelOptions options;
  options.armington = ArmingtonOption::per_user;
  return {variant("a", small_study("tiny2x2")), variant("b", small_study("tiny2x2", options)),
          variant("c", without_linked(small_study("tiny2x2")))};
}

}  // namespace

TEST_CASE("variables of the root group have the values of all variants, missing where one was not solved") {
  const TemporaryFolder folder;
  const auto variants = three_variants();
  write_variants(variants, folder.path("all.h5"));
  const NetcdfReader file(folder.path("all.h5"));
  CHECK(variant_names(file) == std::vector<std::string>{"a", "b", "c"});
  CHECK(file.read_text("variant_description")[1] == "about b");
  CHECK(file.dimensions("gdp") == std::vector<std::string>{"variant", "scenario", "region"});
  CHECK(file.dimensions("solver_status") == std::vector<std::string>{"variant", "scenario"});
  const auto values = file.read_numbers("gdp");
  REQUIRE(values.size() == 3 * 3 * 2);
  for (std::size_t v = 0; v < 3; ++v) {
    for (int s = 0; s < 3; ++s) {
      const auto slice = variants[v].indicators.slice("gdp", s);
      for (std::size_t r = 0; r < 2; ++r) {
        const double written = values[(v * 3 + s) * 2 + r];
        CHECK((written == slice[r] || (std::isnan(written) && std::isnan(slice[r]))));
      }
    }
  }
  CHECK(std::isnan(values[(2 * 3 + linked_scenario) * 2]));
  CHECK(file.attribute("unsolved_scenarios") == "c/linked");
  CHECK(file.attribute("variant") == "a");
}

TEST_CASE("the group of a variant has what the file of the variant alone has") {
  const TemporaryFolder folder;
  const auto variants = three_variants();
  write_variants(variants, folder.path("all.h5"));
  const NetcdfReader file(folder.path("all.h5"));
  for (const auto& [study, indicators, state] : variants) {
    const auto alone = folder.path(study.variant + ".h5");
    write_study(study, indicators, alone);
    CompareOptions options;
    options.variant = study.variant;
    const auto comparison = compare_files(folder.path("all.h5"), alone, options);
    CHECK(comparison_text(comparison, 9).starts_with("equal: "));
    CHECK(comparison.variables > 200);
    CHECK(read_study_file(variant_view(file, study.variant)).indicators.slice("gdp", 1) == indicators.slice("gdp", 1));
    CHECK(compare_files(alone, folder.path("all.h5"), options).differences.empty());
  }
  CompareOptions options;
  options.variant = "b";
  CHECK_FALSE(compare_files(folder.path("all.h5"), folder.path("a.h5"), options).differences.empty());
}

TEST_CASE("files of variants are compared with all their groups") {
  const TemporaryFolder folder;
  auto variants = three_variants();
  write_variants(variants, folder.path("all.h5"));
  write_variants(variants, folder.path("again.h5"));
  CHECK(compare_files(folder.path("all.h5"), folder.path("again.h5"), {}).differences.empty());
  variants[1].study.scenarios[1].state->commodity_price[0] *= 1.5;
  write_variants(variants, folder.path("changed.h5"));
  const auto changed = compare_files(folder.path("all.h5"), folder.path("changed.h5"), {});
  REQUIRE_FALSE(changed.differences.empty());
  const auto is_price = [](const auto& difference) {
    return difference.name == "variants/b/state/commodity_price" && has(difference.message, "scenario=unlinked");
  };
  CHECK(std::any_of(changed.differences.begin(), changed.differences.end(), is_price));
}

TEST_CASE("a variant that the file does not have is refused with the nearest name") {
  const TemporaryFolder folder;
  auto variants = three_variants();
  variants[1].study.variant = "eppa";
  const auto all = folder.path("all.h5"), one = folder.path("one.h5");
  write_variants(variants, all);
  write_study(variants[0].study, variants[0].indicators, one);
  CHECK_THROWS_WITH_AS(static_cast<void>(variant_view(NetcdfReader(all), "epa")),
                       (all + ": has no variant 'epa'; did you mean 'eppa'?").c_str(), InputError);
  CHECK_THROWS_WITH_AS(static_cast<void>(variant_view(NetcdfReader(one), "eppa")),
                       (one + ": has no variants, also no 'eppa'").c_str(), InputError);
  CompareOptions options;
  options.variant = "eppa";
  CHECK_THROWS_AS(static_cast<void>(compare_files(one, one, options)), InputError);
  CHECK_THROWS_AS(static_cast<void>(read_study_file(all)), FileError);  // of all of them there is no one table
}

TEST_CASE("variants with other links have them all on one axis, missing where a variant has not the link") {
  const TemporaryFolder folder;
  auto variants = three_variants();
  auto &first = variants[0].indicators, &second = variants[1].indicators;
  first.links = {"x"};
  second.links = {"y", "x"};
  first.indicators.push_back({{"permit_flow", {"scenario", "link"}, "Mt", "flow", ""}, {1, 2, 3}});
  second.indicators.push_back({{"permit_flow", {"scenario", "link"}, "Mt", "flow", ""}, {4, 5, 6, 7, 8, 9}});
  write_variants(variants, folder.path("all.h5"));
  const NetcdfReader file(folder.path("all.h5"));
  CHECK(file.read_text("link") == std::vector<std::string>{"x", "y"});
  const auto flow = file.read_numbers("permit_flow");
  REQUIRE(flow.size() == 3 * 3 * 2);
  CHECK(flow[2] == 2);
  CHECK(std::isnan(flow[3]));
  CHECK(std::vector<double>(flow.begin() + 6, flow.begin() + 12) == std::vector<double>{5, 4, 7, 6, 9, 8});
  CHECK(std::all_of(flow.begin() + 12, flow.end(), [](double value) { return std::isnan(value); }));
}

TEST_CASE("the names of variants can't make two things of the file one") {
  const TemporaryFolder folder;
  auto variants = three_variants();
  variants[1].study.variant = "a_state";  // texts of /variants/a/state and of /variants/a_state
  write_variants(variants, folder.path("all.h5"));
  const NetcdfReader file(folder.path("all.h5"));
  for (const char* group : {"variants/a_state", "variants/a/state"}) {
    const auto part = file.in_group(group);
    CHECK(part.read_text("region") == std::vector<std::string>{"A", "B"});
    CHECK(part.dimensions("region") == std::vector<std::string>{"region"});
  }
}

TEST_CASE("the table of variants shows the first with the range over all, and every failure") {
  auto variants = three_variants();
  std::vector<NamedIndicators> named;
  for (auto& each : variants) named.push_back({each.study.variant, each.indicators});
  for (std::size_t v = 0; v < 3; ++v) {
    for (auto& indicator : named[v].indicators.indicators) {
      if (indicator.info.name == "leakage_rate") indicator.values = {0, 10.0 - 2.0 * double(v), 3};
    }
  }
  const auto table = variants_table(named);
  CHECK(table.starts_with("variant a; in brackets the range over the variants a, b, c\n"));
  CHECK(has(table, "10.00 (6.00 to 10.00)"));
  CHECK(has(table, " 3.00\n"));
  CHECK(has(table, "\nscenario c/linked was not solved: no step\n"));
  CHECK_FALSE(has(study_table(named[0].indicators), " to "));
}

TEST_CASE("the table of the IAMC has every variant behind the name of the model") {
  const TemporaryFolder folder;
  write_variants(three_variants(), folder.path("all.h5"));
  const NetcdfReader file(folder.path("all.h5"));
  std::vector<StudyFile> files;
  for (const auto& name : variant_names(file)) files.push_back(read_study_file(variant_view(file, name)));
  const auto text = iamc_table(files);
  CHECK(text.find("Model,Scenario,") == 0);
  CHECK(text.rfind("Model,Scenario,") == 0);
  CHECK(has(text, " (a),linked,A,GDP|MER"));
  CHECK(has(text, " (b),linked,A,GDP|MER"));
  CHECK(has(text, " (c),unlinked,A,GDP|MER"));
  CHECK_FALSE(has(text, " (c),linked,"));
}
