// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <sstream>

#include "analysis/run_study.h"
#include "app/console_log.h"
#include "results/indicators.h"
#include "study/study.h"
#include "tests/fixtures/paths.h"

namespace etslink {
namespace {

// One label for all: whatever is found by its label, is not.
const char* const label = "label";

template <class Parts>
void rename(Parts& parts) {
  for (auto& part : parts) part.name = label;
}

// A credit limit names the links and projects that count: there a name is what the study says, as a code is.
bool names_flows(const Policy& policy) {
  return std::any_of(policy.markets.begin(), policy.markets.end(), [](const PermitMarket& market) {
    return market.credit_limit && !market.credit_limit->of.empty();
  });
}

// All names for people that a study and its benchmark give; codes stay.
Study relabelled(Study study) {
  rename(study.benchmark.regions);
  rename(study.benchmark.sectors);
  rename(study.benchmark.factors);
  for (Scenario& scenario : study.scenarios) {
    Policy& policy = scenario.policy;
    rename(policy.markets);
    if (!names_flows(policy)) {
      rename(policy.restricted_links);
      rename(policy.projects);
    }
    for (Swap& swap : policy.swaps) swap.fixed.text = swap.freed.text = label;
  }
  return study;
}

// All names of an economy.
Economy relabelled(Economy economy) {
  rename(economy.regions);
  rename(economy.sectors);
  rename(economy.commodities);
  rename(economy.activities);
  rename(economy.agents);
  rename(economy.markets);
  rename(economy.pools);
  rename(economy.availabilities);
  rename(economy.variables);
  rename(economy.rules);
  rename(economy.arcs);
  for (Contribution& item : economy.contributions) item.what = label;
  for (NominalTransfer& transfer : economy.transfers) transfer.kind = label;
  return economy;
}

StudyResult relabelled(StudyResult result) {
  for (ScenarioResult& scenario : result.scenarios) {
    scenario.economy = std::make_shared<const Economy>(relabelled(*scenario.economy));
    // The state with fuel prices held is one of another economy, which has their availabilities as unknowns.
    if (scenario.state) scenario.state = evaluate_state(*scenario.economy, scenario.state->x);
  }
  return result;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void check_same(const StudyResult& a, const StudyResult& b) {
  const IndicatorSet before = compute_indicators(a), after = compute_indicators(b);
  REQUIRE(before.indicators.size() == after.indicators.size());
  for (std::size_t i = 0; i < before.indicators.size(); ++i) {
    const auto& axes = before.indicators[i].info.dimensions;
    if (std::find(axes.begin(), axes.end(), "link") != axes.end()) continue;  // names are the places on this axis
    CHECK_MESSAGE(same_bits(before.indicators[i].values, after.indicators[i].values), before.indicators[i].info.name);
  }
}

StudyResult run(const Study& study) {
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  return run_study(study, {solver_factory(SolverChoice::automatic, 1)}, log);
}

void check_labels(const std::string& name) {
  CAPTURE(name);
  const Study study = read_study(source_folder() + "/tests/fixtures/studies/every_instrument/" + name + ".toml", {});
  const StudyResult result = run(study);
  for (const ScenarioResult& scenario : result.scenarios) CHECK_MESSAGE(scenario.state.has_value(), scenario.name);
  check_same(result, relabelled(result));
  check_same(result, run(relabelled(study)));
}

}  // namespace

TEST_CASE("other labels change no number: prices, collars, caps per GDP, taxes") { check_labels("prices"); }
TEST_CASE("other labels change no number: links") { check_labels("links"); }
TEST_CASE("other labels change no number: offsets, projects, credits") { check_labels("credits"); }
TEST_CASE("other labels change no number: recycled revenue and swaps") { check_labels("revenue_and_swaps"); }
TEST_CASE("other labels change no number: labour markets") { check_labels("labour"); }
TEST_CASE("other labels change no number: demand with a constant difference of elasticities") {
  check_labels("demand");
}

}  // namespace etslink
