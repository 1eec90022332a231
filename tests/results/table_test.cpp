// SPDX-License-Identifier: Apache-2.0
#include "results/table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "results/text_layout.h"

namespace etslink {
namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();

// One region, two markets of which the second is off in the first scenario; every number of the second scenario has
// many digits.
IndicatorSet by_hand() {
  IndicatorSet set;
  set.scenarios = {"cap", "both"};
  set.regions = {"R"};
  set.markets = {"M", "N"};
  set.solver_status = {SolverStatus::solved, SolverStatus::solved};
  const auto add = [&](const char* name, std::vector<double> values) {
    set.indicators.push_back({{name, {}, "", "", ""}, std::move(values)});
  };
  add("carbon_price", {10, missing, 11, 123456789012.25});
  add("carbon_price_local", {10, missing, 11, 12});
  for (const char* name : {"abatement", "gdp_change", "gni_change", "welfare_change", "welfare_ev",
                           "abatement_cost_macc", "permit_imports", "permit_import_value", "leakage_rate",
                           "leakage_fuel_price_channel", "leakage_competitiveness_channel", "domestic_leakage"}) {
    add(name, {1, -98765432109.125});
  }
  add("co2", {99, 1});
  return set;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string line_after(const std::vector<std::string>& lines, const std::string& title, int count) {
  const auto place = std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.starts_with(title); });
  REQUIRE(place != lines.end());
  return *(place + count);
}

}  // namespace

TEST_CASE("a market that is off has a dash, no price of zero, and numbers of any length are whole") {
  const auto lines = lines_of(study_table(by_hand()));
  const std::string off = line_after(lines, "carbon price", 2);
  CHECK(off.starts_with("  N "));
  CHECK(off.find(" - ") != std::string::npos);
  CHECK(off.ends_with(" 123456789012.25"));
  CHECK(line_after(lines, "welfare, equivalent variation", 1).ends_with(" -98765432109"));
  CHECK(line_after(lines, "real GDP", 1).ends_with(" -98765432109.125"));
}

TEST_CASE("columns end at the same place, as wide as the longest number or name") {
  auto set = by_hand();
  set.scenarios[0] = "a scenario with a very long name";
  const auto lines = lines_of(study_table(set));
  CHECK(lines.front().ends_with("a scenario with a very long name" + std::string(30, ' ') + "both"));
  CHECK(line_after(lines, "carbon price", 1).size() == lines.front().size());
}

TEST_CASE("the growth of uncovered emissions is a rate of its own, not a part of leakage") {
  const auto lines = lines_of(study_table(by_hand()));
  CHECK(line_after(lines, "carbon leakage", 3).starts_with("    competitiveness"));
  CHECK(line_after(lines, "carbon leakage", 4) ==
        "growth of uncovered emissions inside the coalition [% of the reduction of covered ones]");
}

TEST_CASE("rows of cells are aligned at the widest of each column, titles apart") {
  using Align = TextColumn::Align;
  const std::vector<TextColumn> columns{{Align::left, 3}, {Align::right, 5}, {Align::left}};
  CHECK(aligned_rows({{"a title that is long"}, {"x", "1", "u"}, {"long", "12345678", "vv"}, {"y", "", ""}}, columns) ==
        "a title that is long\nx            1  u\nlong  12345678  vv\ny\n");
}

}  // namespace etslink
