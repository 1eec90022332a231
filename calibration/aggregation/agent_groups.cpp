// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/agent_groups.h"

#include <algorithm>
#include <tuple>

#include "calibration/look_up.h"
#include "calibration/read_sets.h"

namespace etslink {
namespace {

class AgentGroups {
 public:
  AgentGroups(const Benchmark& benchmark, AggregationMap& map)
      : benchmark_(benchmark), map_(map), group_of_(benchmark.agents.size(), nullptr) {}

  void name(const std::vector<CodeGroup>& groups) {
    std::vector<std::string> codes;
    for (const AgentInfo& agent : benchmark_.agents) codes.push_back(agent.code);
    for (const CodeGroup& group : groups) {
      const AgentInfo& first = benchmark_.agents[look_up(codes, group.members.front(), {"unknown agent", group.at})];
      for (const auto& member : group.members) {
        const int a = look_up(codes, member, {"unknown agent", group.at});
        const AgentInfo& agent = benchmark_.agents[a];
        if (map_.of(agent.region) != map_.of(first.region) || agent.kind != first.kind)
          throw InputError(group.at, "agents '" + first.code + "' and '" + member +
                                         "' can't become one: they are of different kinds or regions");
        group_of_[a] = &group;
      }
    }
  }

  void add_all() {
    map_.agent_of.assign(benchmark_.agents.size(), -1);
    for (int a = 0; a < static_cast<int>(benchmark_.agents.size()); ++a) {
      if (group_of_[a] == nullptr && is_merged(benchmark_.agents[a].region))
        require_one_household(benchmark_.agents[a].region);
      map_.agent_of[a] = partner(a);
      if (map_.agent_of[a] >= 0) continue;
      map_.agent_of[a] = static_cast<int>(map_.agents.size());
      const AgentInfo& agent = benchmark_.agents[a];
      map_.agents.push_back({new_code(a), map_.of(agent.region), agent.kind});
    }
    require_unique_codes();
  }

 private:
  [[nodiscard]] bool is_merged(Region region) const {
    return std::count(map_.region_of.begin(), map_.region_of.end(), map_.region_of[region.index]) > 1;
  }

  // New agent that an earlier one has become and this one becomes, too; -1 where it is the first.
  [[nodiscard]] int partner(int a) const {
    const AgentInfo& agent = benchmark_.agents[a];
    for (int b = 0; b < a; ++b) {
      if (group_of_[a] != group_of_[b]) continue;
      const AgentInfo& other = benchmark_.agents[b];
      const bool is_one = group_of_[a] != nullptr || (is_merged(agent.region) && other.kind == agent.kind &&
                                                      map_.of(other.region) == map_.of(agent.region));
      if (is_one) return map_.agent_of[b];
    }
    return -1;
  }

  void require_one_household(Region region) const {
    int households = 0;
    for (std::size_t a = 0; a < benchmark_.agents.size(); ++a) {
      const AgentInfo& agent = benchmark_.agents[a];
      households += agent.region == region && agent.kind == AgentKind::household && group_of_[a] == nullptr ? 1 : 0;
    }
    if (households <= 1) return;
    throw InputError(
        {benchmark_.folder + "/agents.csv", 0},
        "region " + benchmark_.regions[region.index].code + " has " + std::to_string(households) +
            " households and becomes one with others: say by [[agent]] entries of the map which become one");
  }

  [[nodiscard]] std::string new_code(int a) const {
    if (group_of_[a] != nullptr) return group_of_[a]->code;
    const AgentInfo& agent = benchmark_.agents[a];
    if (!is_merged(agent.region)) return agent.code;
    const std::string& old_region = benchmark_.regions[agent.region.index].code;
    const std::string& new_region = map_.regions[map_.region_of[agent.region.index]].code;
    if (agent.code.ends_with(old_region))
      return agent.code.substr(0, agent.code.size() - old_region.size()) + new_region;
    return agent_kind_words()[static_cast<std::size_t>(agent.kind)] + "_" + new_region;
  }

  void require_unique_codes() const {
    for (std::size_t i = 0; i < map_.agents.size(); ++i) {
      const std::string& code = map_.agents[i].code;
      const auto is_code = [&](const auto& info) { return info.code == code; };
      const bool is_sector = std::any_of(map_.sectors.begin(), map_.sectors.end(), is_code);
      if (!is_sector && std::none_of(map_.agents.begin(), map_.agents.begin() + static_cast<long>(i), is_code))
        continue;
      throw InputError(
          {benchmark_.folder + "/agents.csv", 0},
          "agent code '" + code + "' would be given twice; name the agents by [[agent]] entries of the map");
    }
  }

  const Benchmark& benchmark_;
  AggregationMap& map_;
  std::vector<const CodeGroup*> group_of_;  // per agent; null: the map does not name it
};

// Taxes belong to the government, or to the households where there is none: with complete transfers the budgets of
// regions that differ in this can't be added up.
void require_governments(const Benchmark& benchmark, const AggregationMap& map) {
  if (benchmark.transfers.empty()) return;
  std::vector<int> governments(benchmark.regions.size(), 0);
  for (const AgentInfo& agent : benchmark.agents) {
    if (agent.kind == AgentKind::government) governments[agent.region.index] = 1;
  }
  for (std::size_t r = 0; r < governments.size(); ++r) {
    for (std::size_t s = 0; s < r; ++s) {
      if (map.region_of[r] != map.region_of[s] || governments[r] == governments[s]) continue;
      throw InputError({benchmark.folder + "/agents.csv", 0},
                       "regions " + benchmark.regions[s].code + " and " + benchmark.regions[r].code +
                           " can't become one: only one of them has a government, and transfers.csv is complete");
    }
  }
}

}  // namespace

void group_agents(const Benchmark& benchmark, const std::vector<CodeGroup>& groups, AggregationMap& map) {
  require_governments(benchmark, map);
  AgentGroups agents(benchmark, map);
  agents.name(groups);
  agents.add_all();
}

}  // namespace etslink
