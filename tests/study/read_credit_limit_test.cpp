// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "study/study.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The study with every instrument, and the keys of a market or a scenario behind its table's head.
struct Addition {
  const char *table, *keys;
};

Study read_with(const std::vector<Addition>& additions, const StudyCopy& study = StudyCopy()) {
  for (const auto& [table, keys] : additions) {
    const std::string head = std::string("[") + table + "]\n";
    study.files().replace("instruments.toml", head, head + keys + "\n");
  }
  return read_study(study.path("instruments.toml"), {});
}

std::string message_of(const std::vector<Addition>& additions) {
  const StudyCopy study;
  try {
    static_cast<void>(read_with(additions, study));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "no error";
}

const std::optional<CreditLimit>& stated_limit(const Study& study, const std::string& scenario, std::size_t market) {
  const auto found = std::find_if(study.scenarios.begin(), study.scenarios.end(),
                                  [&](const Scenario& candidate) { return candidate.name == scenario; });
  REQUIRE(found != study.scenarios.end());
  return found->policy.markets[market].credit_limit;
}

const CreditLimit& limit_of(const Study& study, const std::string& scenario, std::size_t market) {
  REQUIRE(stated_limit(study, scenario, market).has_value());
  return *stated_limit(study, scenario, market);
}

}  // namespace

TEST_CASE("a credit limit counts everything unless it names what it counts") {
  const auto all = read_with({{"market.A", "credit_limit = { mt = 7 }"}});
  CHECK(limit_of(all, "apart", 0).limit.mt == 7);
  CHECK(limit_of(all, "apart", 0).of.empty());
  CHECK(limit_of(all, "apart", 0).offsets);
  const auto named = read_with({{"market.B", "credit_limit = { percent_of_effort = 20, of = [\"A_B\", \"round\"] }"}});
  CHECK(limit_of(named, "linked", 1).limit.share_of_effort == 0.2);
  CHECK(limit_of(named, "linked", 1).counts("round"));
  CHECK_FALSE(limit_of(named, "linked", 1).counts("joint"));
  CHECK_FALSE(limit_of(named, "linked", 1).offsets);
  const auto both =
      read_with({{"market.A", "credit_limit = { percent_of_obligation = 5, of = [\"joint\"], offsets = true }"}});
  CHECK(limit_of(both, "apart", 0).limit.share_of_obligation == 0.05);
  CHECK(limit_of(both, "apart", 0).offsets);
}

TEST_CASE("a scenario changes the credit limit of a market or takes it out") {
  const auto changed = read_with(
      {{"market.A", "credit_limit = { mt = 7 }"}, {"scenario.changed.market.A", "credit_limit = { mt = 0 }"}});
  CHECK(limit_of(changed, "apart", 0).limit.mt == 7);
  CHECK(limit_of(changed, "changed", 0).limit.mt == 0);
  const auto none =
      read_with({{"market.A", "credit_limit = { mt = 7 }"}, {"scenario.changed.market.A", "credit_limit = \"none\""}});
  CHECK_FALSE(stated_limit(none, "changed", 0).has_value());
}

TEST_CASE("what flows back over a two-way link counts against the limit of the seller's market") {
  CHECK(message_of({{"market.A", "credit_limit = { mt = 7, of = [\"round\"] }"}}) == "no error");
  CHECK(
      message_of({{"market.A", "credit_limit = { mt = 7, of = [\"A_B\"] }"}}) ==
      "FOLDER/instruments.toml:17: the credit limit of market 'A' counts 'A_B', which does not lead into this market");
}

TEST_CASE("a credit limit that can't be is rejected with its line") {
  const auto expect = [](const std::string& keys, const std::string& message) {
    CAPTURE(keys);
    CHECK(message_of({{"market.B", keys.c_str()}}) == "FOLDER/instruments.toml:42: " + message);
  };
  const std::string one_rule =
      "'market.B.credit_limit' must state one of mt, percent_of_obligation, percent_of_effort, e.g. { mt = 10 }";
  expect("credit_limit = { of = [\"A_B\"] }", one_rule);
  expect("credit_limit = { mt = 3, percent_of_effort = 3 }", one_rule);
  expect("credit_limit = 3", "'market.B.credit_limit' must be a table, not a number");
  expect("credit_limit = { mt = -3 }", "'market.B.credit_limit.mt' must be 0 or more, not -3");
  expect("credit_limit = { percent_of_obligation = 101 }",
         "'market.B.credit_limit.percent_of_obligation' must be between 0 and 100, not 101");
  expect("credit_limit = { mt = 3, off = [\"A_B\"] }",
         "unknown key 'off' in [market.B.credit_limit]; did you mean 'of'?");
  expect("credit_limit = { mt = 3, of = [] }",
         "'market.B.credit_limit.of' is empty; without it all links and projects count");
  expect("credit_limit = { mt = 3, of = [\"A_B\", \"A_B\"] }", "'A_B' appears twice in 'market.B.credit_limit.of'");
  expect("credit_limit = { mt = 3, of = [\"rond\"] }",
         "the credit limit of market 'B' counts 'rond', which is no link or project; did you mean 'round'?");
}

TEST_CASE(
    "a credit limit that nothing counts against in any scenario is rejected, as is one of a market without permits") {
  const StudyCopy study;
  study.files().replace("instruments.toml", "links = [\"A_B\"]\n", "");
  study.files().replace("instruments.toml", "links = [\"round\"]\n", "");
  study.files().replace("instruments.toml", "[scenario.changed.link.round]\nlimit = { mt = 20 }", "");
  CHECK_THROWS_WITH_AS(static_cast<void>(read_with({{"market.B", "credit_limit = { mt = 3 }"}}, study)),
                       (study.path("instruments.toml") +
                        ":42: the credit limit of market 'B' limits nothing: no scenario has a link or a project into "
                        "it that counts, nor offsets")
                           .c_str(),
                       InputError);
  CHECK(message_of({{"market.tax", "credit_limit = { mt = 3 }"}}) ==
        "FOLDER/instruments.toml:51: 'market.tax.price' can't stand beside 'market.tax.credit_limit': a carbon tax has "
        "no permits");
  CHECK(message_of({{"market.credits", "credit_limit = { mt = 3 }"}}) ==
        "FOLDER/instruments.toml:56: 'market.credits.crediting' can't stand beside 'market.credits.credit_limit': who "
        "is credited needs no permits");
}

}  // namespace etslink
