// SPDX-License-Identifier: Apache-2.0
#include "analysis/coalition_study.h"

#include <algorithm>
#include <map>

namespace etslink {
namespace {

std::vector<std::string> market_names(const Study& study) {
  std::vector<std::string> names;
  for (const auto& market : study.scenarios.front().policy.markets) names.push_back(market.name);
  return names;
}

int market_index(const std::string& name, const std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw InputError({}, "--markets: unknown market '" + name + "'" + suggestion(name, names));
  return static_cast<int>(found - names.begin());
}

void check_count(std::size_t count, const CoalitionRequest& request) {
  const int players = static_cast<int>(count);
  const std::string place = request.markets.empty() ? "the study has " : "--markets names ";
  if (players < 2) {
    throw InputError({}, place + std::to_string(players) + " permit market" + (players == 1 ? "" : "s") +
                             "; a coalition needs at least two");
  }
  if (players > most_coalition_markets) {
    throw InputError({}, place + std::to_string(players) + " permit markets, which have " +
                             std::to_string(number_of_structures(players)) + " coalition structures; at most " +
                             std::to_string(most_coalition_markets) + " markets (" +
                             std::to_string(number_of_structures(most_coalition_markets)) +
                             " structures) are allowed: choose them with --markets");
  }
}

// The markets in the order of the study.
std::vector<int> chosen_markets(const Study& study, const CoalitionRequest& request) {
  const auto names = market_names(study);
  std::vector<int> chosen;
  for (const auto& name : request.markets.empty() ? names : request.markets) {
    const int index = market_index(name, names);
    if (std::find(chosen.begin(), chosen.end(), index) != chosen.end()) {
      throw InputError({}, "--markets: market '" + name + "' appears twice");
    }
    chosen.push_back(index);
  }
  check_count(chosen.size(), request);
  std::sort(chosen.begin(), chosen.end());
  for (const int m : chosen) {
    if (names[m].find_first_of("+|") != std::string::npos) {
      throw InputError(
          {}, "market '" + names[m] + "' can't take part: '+' and '|' join and separate the names of coalitions");
    }
  }
  return chosen;
}

// First market that is off in a scenario; -1 where none is.
int first_off(const Scenario& scenario, const std::vector<int>& markets) {
  for (const int m : markets) {
    if (!scenario.policy.active[m]) return m;
  }
  return -1;
}

const Scenario& named_scenario(const Study& study, const std::string& name, const std::vector<int>& markets) {
  std::vector<std::string> names;
  for (const auto& scenario : study.scenarios) {
    names.push_back(scenario.name);
    if (scenario.name != name) continue;
    const int off = first_off(scenario, markets);
    if (off < 0) return scenario;
    throw InputError({}, "--caps-of: market '" + market_names(study)[off] + "' is off in scenario '" + name + "'");
  }
  throw InputError({}, "--caps-of: there is no scenario '" + name + "' in " + study.file + suggestion(name, names));
}

const Scenario& scenario_with_caps(const Study& study, const std::string& name, const std::vector<int>& markets) {
  if (!name.empty()) return named_scenario(study, name, markets);
  for (const auto& scenario : study.scenarios) {
    if (first_off(scenario, markets) < 0) return scenario;
  }
  throw InputError({}, "no scenario of " + study.file +
                           " has all these markets on: " + "choose fewer with --markets, or add a scenario");
}

void check_tradable(const Policy& policy, const std::vector<int>& markets) {
  for (const int m : markets) {
    if (policy.markets[m].fixed_price) {
      throw InputError({}, "market '" + policy.markets[m].name +
                               "' has a fixed price, so that its permits can't be traded: leave it out with --markets");
    }
  }
}

// Regions of each market; they must be disjoint, so that each gain is one market's.
std::vector<CoalitionPlayer> players_of(const Study& study, const Policy& policy, const std::vector<int>& markets) {
  std::vector<CoalitionPlayer> players;
  std::map<Region, std::string> owner;
  for (const int m : markets) {
    CoalitionPlayer player{policy.markets[m].name, {}};
    for (const auto& coverage : policy.markets[m].coverage) {
      const auto [place, is_new] = owner.try_emplace(coverage.region, player.market);
      if (place->second != player.market) {
        throw InputError({}, "markets '" + place->second + "' and '" + player.market + "' both cover emissions of " +
                                 study.benchmark.regions[coverage.region.index].code +
                                 ", so its gains can't be told apart: choose one of them with --markets");
      }
      if (is_new) player.regions.push_back(coverage.region);
    }
    players.push_back(player);
  }
  return players;
}

// The one place that makes links of coalitions: full links of all members, and none else.
Policy linked(Policy policy, const CoalitionStructure& structure, const std::vector<int>& markets) {
  policy.links.clear();
  policy.restricted_links.clear();
  for (const auto& members : coalitions(structure)) {
    if (members.size() < 2) continue;
    MarketLink link;
    for (const int member : members) link.markets.push_back(markets[member]);
    policy.links.push_back(link);
  }
  return policy;
}

}  // namespace

CoalitionStudy coalition_study(const Study& study, const CoalitionRequest& request) {
  const auto markets = chosen_markets(study, request);
  const auto& base = scenario_with_caps(study, request.caps_of, markets);
  check_tradable(base.policy, markets);
  CoalitionStudy result{study, base.name, players_of(study, base.policy, markets)};
  std::vector<std::string> names;
  for (const auto& player : result.players) names.push_back(player.market);
  result.study.scenarios = {study.scenarios[study.reference]};
  result.study.reference = 0;
  for (const auto& structure : coalition_structures(static_cast<int>(markets.size()))) {
    auto scenario = base;
    scenario.name = structure_name(structure, names);
    scenario.policy = linked(base.policy, structure, markets);
    result.study.scenarios.push_back(scenario);
  }
  return result;
}

}  // namespace etslink
