// SPDX-License-Identifier: Apache-2.0
#include "results/study_indicators.h"

#include <algorithm>

#include "model/conditions.h"
#include "results/coalition_members.h"
#include "results/credit_limits.h"
#include "results/electricity_accounts.h"
#include "results/emissions.h"
#include "results/latent_technologies.h"
#include "results/permit_trade.h"
#include "results/physical_accounts.h"
#include "results/scenario_view.h"
#include "results/technologies.h"
#include "results/technology_policies.h"

namespace etslink {
namespace {

std::vector<char> markets_on(const Economy& economy) {
  std::vector<char> on;
  for (const MarketNode& market : economy.markets) on.push_back(market.pool >= 0 ? 1 : 0);
  return on;
}

bool has_links(const Economy& economy) {
  return !economy.arcs.empty() || std::any_of(economy.pools.begin(), economy.pools.end(),
                                              [](const PermitPool& pool) { return pool.markets.size() > 1; });
}

double covered_emissions(const ScenarioResult& scenario) {
  double mt = 0;
  for (int m = 0; m < static_cast<int>(scenario.economy->markets.size()); ++m) {
    if (has_permits(*scenario.economy, m)) mt += scenario.state->market_emissions[m];
  }
  for (const double taxed : emissions_only_taxed(*scenario.economy, *scenario.state)) mt += taxed;
  return mt;
}

// The scenario with the same markets and no links; null where there is none. Of several the user names one "unlinked":
// its name is what the study says, not a label of ours.
const ScenarioResult* without_links(const StudyResult& study, const ScenarioResult& scenario) {
  const ScenarioResult* found = nullptr;
  for (const ScenarioResult& other : study.scenarios) {
    if (!other.state || has_links(*other.economy)) continue;
    if (markets_on(*other.economy) != markets_on(*scenario.economy)) continue;
    if (other.name == "unlinked") return &other;
    if (found == nullptr) found = &other;
  }
  return found;
}

Indicator union_emissions_change(const StudyResult& study) {
  Indicator indicator{{"union_emissions_change",
                       {"scenario"},
                       "Mt",
                       "change of the emissions of all markets by their links",
                       "sum of co2_covered less that of the scenario 'unlinked', or else the first one with the same "
                       "markets on and no links; missing where there is none"},
                      {}};
  for (const ScenarioResult& scenario : study.scenarios) {
    const std::vector<char> on = markets_on(*scenario.economy);
    const bool has_market = std::find(on.begin(), on.end(), 1) != on.end();
    const ScenarioResult* apart = scenario.state && has_market ? without_links(study, scenario) : nullptr;
    indicator.values.push_back(apart ? covered_emissions(scenario) - covered_emissions(*apart) : missing_value);
  }
  return indicator;
}

// 1 for what is in C, of the inventories of regions or of their international transport.
Indicator membership(const StudyResult& study, bool in_inventory, VariableInfo info) {
  info.dimensions = {"scenario", "region"};
  info.units = "1";
  Indicator indicator{std::move(info), {}};
  const Economy& first = *study.scenarios.front().economy;
  const AccountsIndex accounts(first);
  const bool is_there = in_inventory || has_international_transport(first);
  for (const ScenarioResult& scenario : study.scenarios) {
    Values flags(first.regions.size(), missing_value);
    if (scenario.state && is_there) {
      const CoalitionMembers members =
          coalition_members({*scenario.economy, accounts, *scenario.state, *scenario.state, scenario, study.coalition});
      for (int r = 0; r < static_cast<int>(flags.size()); ++r) flags[r] = members.has({r}, in_inventory) ? 1 : 0;
    }
    indicator.values.insert(indicator.values.end(), flags.begin(), flags.end());
  }
  return indicator;
}

Indicator in_coalition(const StudyResult& study) {
  return membership(study, true,
                    {"in_coalition",
                     {},
                     "",
                     "1: the inventory of the region belongs to the coalition C of the leakage rates",
                     "the regions that the study names, or else those of whose inventory a market of the scenario "
                     "regulates something"});
}

Indicator transport_in_coalition(const StudyResult& study) {
  return membership(study, false,
                    {"transport_in_coalition",
                     {},
                     "",
                     "1: international transport that the region sells belongs to the coalition C of the leakage rates",
                     "where a market of the scenario regulates it, of regions that the study names where it does; "
                     "missing without such a sector"});
}

// value(arc, of) of every link in every scenario, where of(formula) is its value; missing where it is not in it.
template <class Value>
Indicator link_indicator(const StudyResult& study, VariableInfo info, Value value) {
  info.dimensions = {"scenario", "link"};
  Indicator indicator{std::move(info), {}};
  const std::vector<std::string> names = link_names(study);
  for (const ScenarioResult& scenario : study.scenarios) {
    std::vector<double> slice(names.size(), missing_value);
    const TableOfContents contents = list_conditions(*scenario.economy);
    for (const PermitArc& arc : scenario.economy->arcs) {
      if (!scenario.state) continue;
      const auto place = std::find(names.begin(), names.end(), arc.name) - names.begin();
      slice[place] = value(arc, [&](const Expression& formula) {
        return value_of(*scenario.economy, contents, formula, scenario.state->x);
      });
    }
    indicator.values.insert(indicator.values.end(), slice.begin(), slice.end());
  }
  return indicator;
}

}  // namespace

std::vector<std::string> link_names(const StudyResult& study) {
  std::vector<std::string> names;
  for (const ScenarioResult& scenario : study.scenarios) {
    for (const PermitArc& arc : scenario.economy->arcs) {
      if (std::find(names.begin(), names.end(), arc.name) == names.end()) names.push_back(arc.name);
    }
  }
  return names;
}

void add_study_indicators(IndicatorSet& set, const StudyResult& study) {
  set.indicators.push_back(in_coalition(study));
  set.indicators.push_back(transport_in_coalition(study));
  set.indicators.push_back(union_emissions_change(study));
  add_credit_limit_indicators(set, study);
  add_physical_accounts(set, study);
  add_electricity_accounts(set, study);
  add_technology_accounts(set, study);
  add_technology_policy_accounts(set, study);
  add_latent_accounts(set, study);
  if (set.links.empty()) return;
  set.indicators.push_back(link_indicator(
      study, {"permit_flow", {}, "Mt", "permits that flow over a link, in the buyer's permits; negative: back", ""},
      [](const PermitArc& arc, auto of) { return of(variable(arc.flow)); }));
  set.indicators.push_back(
      link_indicator(study,
                     {"permit_rent",
                      {},
                      "USD/t",
                      "rents of a link's limits and price corridor per permit; negative: on the way back",
                      "price of the buyer - rate x price of the seller - fee where permits flow"},
                     [](const PermitArc& arc, auto of) { return of(arc.rents); }));
  set.indicators.push_back(link_indicator(
      study, {"permits_cancelled", {}, "Mt", "seller's permits that become nobody's", "(rate - 1) permit_flow"},
      [](const PermitArc& arc, auto of) { return (arc.rate - 1) * of(variable(arc.flow)); }));
}

}  // namespace etslink
