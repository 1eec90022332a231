// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "study/study.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::string curve = "{ rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = 5 }";
const std::string minimum = "{ rule = \"minimum_wage\", factor = \"LAB\", minimum = 0.9 }";

// The study of shocks with more text at its end; `message` is what is wrong with it, "" where nothing is.
Study with(const std::string& text, std::string& message) {
  const StudyCopy study;
  study.files().append("shocks.toml", "\n" + text);
  message.clear();
  try {
    return read_study(study.path("shocks.toml"), {});
  } catch (const InputError& error) {
    message = study.files().without_path(error.what());
  }
  return {};
}

// With labour rules by region.
Study with_labour(const std::string& table) {
  std::string message;
  auto study = with("[model.labour]\n" + table, message);
  REQUIRE(message.empty());
  return study;
}

std::string message_of_labour(const std::string& table) {
  std::string message;
  static_cast<void>(with("[model.labour]\n" + table, message));
  return message.empty() ? "accepted" : message;
}

LabourRule rule_of(const Study& study, int region) { return labour_rule(study.scenarios.front().options, {region}); }

}  // namespace

TEST_CASE("labour rules by region: a region's own goes before that of its set, and this before that of all") {
  const Study one = with_labour("B = " + curve);
  CHECK(rule_of(one, 0).rule == LabourOption::fixed);
  CHECK(rule_of(one, 1).rule == LabourOption::wage_curve);
  CHECK(rule_of(one, 1).unemployment == 0.05);
  const Study own = with_labour("A = " + minimum + "\nboth = " + curve + "\nall = \"fixed\"\n");
  CHECK(rule_of(own, 0).rule == LabourOption::minimum_wage);
  CHECK(rule_of(own, 0).minimum_wage == 0.9);
  CHECK(rule_of(own, 1).rule == LabourOption::wage_curve);
  const Study freed = with_labour("A = \"fixed\"\nall = " + curve);
  CHECK(rule_of(freed, 0).rule == LabourOption::fixed);
  CHECK(rule_of(freed, 1).rule == LabourOption::wage_curve);
}

TEST_CASE("labour rules by region that can't be are rejected with their line") {
  CHECK(message_of_labour("C = " + curve) ==
        "FOLDER/shocks.toml:38: unknown region, or set of regions, 'C' in 'model.labour.C'; did you mean 'A'?");
  CHECK(message_of_labour("rul = " + curve) ==
        "FOLDER/shocks.toml:38: unknown region, or set of regions, 'rul' in 'model.labour.rul'; did you mean 'rule'?");
  CHECK(message_of_labour("A = " + curve + "\nB = { rule = \"wage_curve\", factor = \"LAB\" }") ==
        "FOLDER/shocks.toml:39: missing key 'unemployment_percent' in [model.labour.B]");
  const StudyCopy study;
  study.files().replace("shocks.toml", "both = [\"A\", \"B\"]", "both = [\"A\", \"B\"]\nfirst = [\"A\"]");
  study.files().append("shocks.toml", "\n[model.labour]\nboth = " + curve + "\nfirst = " + minimum);
  std::string message;
  try {
    static_cast<void>(read_study(study.path("shocks.toml"), {}));
  } catch (const InputError& error) {
    message = study.files().without_path(error.what());
  }
  CHECK(message ==
        "FOLDER/shocks.toml:40: 'model.labour.first' and 'model.labour.both' both speak of A; write what "
        "holds for the region itself");
}

TEST_CASE("one rule may have a rate of unemployment for each region") {
  const std::string rule = "[model]\nlabour = { rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = ";
  const auto read = [&](const std::string& rates, std::string& message) {
    return with(rule + rates + " }\n", message);
  };
  std::string message;
  const Study study = read("{ A = 4, all = 6 }", message);
  CHECK(message.empty());
  CHECK(rule_of(study, 0).unemployment == 0.04);
  CHECK(rule_of(study, 1).unemployment == 0.06);
  CHECK(rule_of(study, 1).wage_elasticity == rule_of(study, 0).wage_elasticity);
  static_cast<void>(read("{ A = 4 }", message));
  CHECK(message ==
        "FOLDER/shocks.toml:38: 'model.labour.unemployment_percent' has no rate for B; write it, or one for all");
  static_cast<void>(read("{ A = 4, B = 0 }", message));
  CHECK(message ==
        "FOLDER/shocks.toml:38: 'model.labour.unemployment_percent.B' must be above 0: the curve relates wages to "
        "unemployment");
  static_cast<void>(read("{ A = 4, C = 5 }", message));
  CHECK(message ==
        "FOLDER/shocks.toml:38: unknown region, or set of regions, 'C' in 'model.labour.unemployment_percent.C'; "
        "did you mean 'A'?");
}

TEST_CASE("world prices are read by region, of at least two goods") {
  const auto read = [](const std::string& value, std::string& message) {
    return with("[model]\nworld_prices = " + value + "\n", message);
  };
  std::string message;
  const Study study = read("{ both = \"heavy\", A = [\"STEEL\", \"GOODS\"] }", message);
  CHECK(message.empty());
  const auto& markets = study.scenarios.front().options.world_markets;
  REQUIRE(markets.size() == 2);
  CHECK(markets[0].region == Region{0});
  CHECK(has_world_price(study.scenarios.front().options, {0}, study.benchmark.find_sector("GOODS")));
  CHECK_FALSE(has_world_price(study.scenarios.front().options, {0}, study.benchmark.find_sector("ELE")));
  CHECK(has_world_price(study.scenarios.front().options, {1}, study.benchmark.find_sector("ELE")));
  static_cast<void>(read("{ A = [\"STEEL\"] }", message));
  CHECK(message ==
        "FOLDER/shocks.toml:38: 'model.world_prices.A' must name at least two goods: what is sold pays for "
        "what is bought");
  static_cast<void>(read("{ A = [\"STEEL\", \"GODS\"] }", message));
  CHECK(message == "FOLDER/shocks.toml:38: unknown sector 'GODS' in 'model.world_prices.A'; did you mean 'GOODS'?");
  static_cast<void>(read("[\"STEEL\"]", message));
  CHECK(message == "FOLDER/shocks.toml:38: 'model.world_prices' must be a table, not a list");
}

}  // namespace etslink
