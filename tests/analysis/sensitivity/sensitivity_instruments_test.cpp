// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/analysis/sensitivity/sensitivity_checks.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::vector<std::string> indicators{"leakage_rate", "gdp_change", "carbon_price", "co2"};
const std::vector<std::string> instruments{"caps", "standards", "limits", "prices"};

Study ready_made(const std::string& name, const std::string& scenario, std::vector<std::string> settings = {}) {
  const std::string file = source_folder() + "/studies/" + name + ".toml";
  settings.emplace_back("results.channels=false");
  return with_scenario(read_study(file, settings), scenario);
}

// The table of instruments of a study, held against studies whose policies are changed.
class ChangedPolicies {
 public:
  ChangedPolicies(const std::string& name, const std::string& scenario, const std::vector<std::string>& settings = {})
      : study_(ready_made(name, scenario, settings)), table_(table_of(study_, indicators, instruments)) {
    REQUIRE(table_.obstacle.empty());
  }

  template <class Change>
  void check(const std::string& parameter, double step, Change change) const {
    check_derivatives(table_, parameter, differences(indicators, step, [&](double amount) {
                        auto changed = study_;
                        for (auto& scenario : changed.scenarios) change(scenario.policy, amount);
                        return changed;
                      }));
  }
  [[nodiscard]] int region(const char* code) const { return study_.benchmark.find_region(code).index; }
  [[nodiscard]] const SensitivityTable& table() const { return table_; }

 private:
  Study study_;
  SensitivityTable table_;
};

}  // namespace

TEST_CASE("derivatives by caps and limits of restricted links are those of whole solves") {
  const ChangedPolicies study("restricted_linking", "quota_40");
  study.check("cap of KOR", 0.2,
              [&](Policy& policy, double change) { policy.markets[2].cap_mt[study.region("KOR")] += change; });
  study.check("limit by effort of to_korea", 2e-3, [](Policy& policy, double change) {
    if (policy.restricted_links.size() == 2) policy.restricted_links[1].limit.share_of_effort += change;
  });
}

TEST_CASE("the derivative by a credit limit is that of whole solves") {
  const ChangedPolicies study("restricted_linking", "quota_40", {"market.JPN.credit_limit={percent_of_effort=20}"});
  CHECK(find_parameter(study.table(), "credit limit of JPN") < 0);  // not stated
  study.check("credit limit by effort of JPN", 2e-3, [](Policy& policy, double change) {
    if (policy.markets[1].credit_limit) policy.markets[1].credit_limit->limit.share_of_effort += change;
  });
}

TEST_CASE("the derivative by the fee of a link is that of whole solves") {
  const ChangedPolicies study("restricted_linking", "fee");
  study.check("fee of to_japan", 0.05, [](Policy& policy, double change) {
    if (policy.restricted_links.size() == 2) policy.restricted_links[0].fee += change;
  });
}

TEST_CASE("derivatives by a standard and by the cap it is linked with are those of whole solves") {
  const ChangedPolicies study("china_tps_korea_cap", "linked");
  CHECK(find_parameter(study.table(), "cap of CHN") < 0);      // rates alone
  CHECK(find_parameter(study.table(), "cap of CHN_CAP") < 0);  // off
  study.check("cap of KOR", 0.5,
              [&](Policy& policy, double change) { policy.markets[2].cap_mt[study.region("KOR")] += change; });
  study.check("standard of CHN", 5e-4, [](Policy& policy, double change) {
    for (auto& rate : policy.markets[0].standard) rate.relative += change;
  });
}

TEST_CASE("derivatives by a ceiling, by the reserve that holds it and by caps beside it are those of whole solves") {
  const ChangedPolicies study("price_collar", "reserve");
  const auto collar = [](Policy& policy) { return policy.markets[2].collar ? &*policy.markets[2].collar : nullptr; };
  study.check("cap of KOR", 0.2,
              [&](Policy& policy, double change) { policy.markets[2].cap_mt[study.region("KOR")] += change; });
  study.check("reserve of KOR", 0.1, [&](Policy& policy, double change) {
    if (collar(policy)) collar(policy)->reserve_mt += change;
  });
}

TEST_CASE("derivatives by a price floor that binds and by the rate of a carbon tax are those of whole solves") {
  ChangedPolicies("price_collar", "linked_floor").check("floor of CHN", 0.05, [](Policy& policy, double change) {
    if (policy.markets[0].collar) policy.markets[0].collar->floor += change;
  });
  ChangedPolicies("price_collar", "tax_beside").check("price of JPN_TAX", 0.02, [](Policy& policy, double change) {
    *policy.markets[3].fixed_price += change;
  });
}

TEST_CASE("a cap that just does not bind has no effect, though one step of its formula would make it bind") {
  const StudyCopy copy;
  const auto study = with_scenario(
      read_study(copy.path("study.toml"), {"scenario.strict.caps={ A = { percent_of_benchmark = 100.01 } }"}),
      "strict");
  const auto table = table_of(study, {"carbon_price"}, {"caps"});
  CHECK(table.obstacle.empty());
  const int cap = find_parameter(table, "cap of A");
  REQUIRE(cap >= 0);
  REQUIRE(table.elements.size() == 2);
  CHECK(table.values[0] < 1e-6);
  CHECK(std::abs(derivative(table, 0, cap)) < 1e-9);
  CHECK(std::isnan(table.values[1]));  // B is off
}

TEST_CASE("where a rule is just met with nothing at stake all derivatives are missing") {
  auto study = ready_made("restricted_linking", "quota_40");
  // Without caps that bind nobody trades: flows and price gaps are all zero.
  for (auto& scenario : study.scenarios) {
    for (auto& market : scenario.policy.markets) {
      for (auto& cap : market.cap_mt) cap *= 2;
    }
  }
  const auto table = table_of(study, {"co2"}, {"limits"});
  CHECK(table.is_solved);
  CHECK(table.obstacle.find("just holds with nothing at stake") != std::string::npos);
  for (const auto& row : table.rows) CHECK(std::isnan(row.derivative));
}

}  // namespace etslink
