// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/agent_groups.h"
#include "calibration/aggregation/aggregate_technologies.h"
#include "calibration/aggregation/aggregation_map.h"
#include "calibration/aggregation/code_groups.h"
#include "calibration/look_up.h"
#include "calibration/read_sets.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_reader.h"
#include "model/sector_roles.h"
#include "model/technology.h"

namespace etslink {
namespace {

template <class Info>
std::vector<std::string> codes_of(const std::vector<Info>& list) {
  std::vector<std::string> codes;
  for (const Info& info : list) codes.push_back(info.code);
  return codes;
}

// Where each old entry goes, and the entry of each group: that of its first member with code and name of the group.
template <class Info>
struct Placed {
  std::vector<Info> list;
  std::vector<int> new_index;
};

template <class Info, class Unite>
Placed<Info> placed(const std::vector<Info>& old, const std::optional<std::vector<CodeGroup>>& groups, Unite unite) {
  Placed<Info> result;
  result.new_index.assign(old.size(), -1);
  if (!groups) {
    result.list = old;
    for (std::size_t i = 0; i < old.size(); ++i) result.new_index[i] = static_cast<int>(i);
    return result;
  }
  const auto codes = codes_of(old);
  for (const CodeGroup& group : *groups) {
    std::vector<Info> members;
    for (const auto& member : group.members) {
      const int i = look_up(codes, member, {"unknown code", group.at});
      result.new_index[i] = static_cast<int>(result.list.size());
      members.push_back(old[i]);
    }
    Info info = unite(members, group);
    info.code = group.code;
    info.name = !group.name.empty() ? group.name : members.size() == 1 ? members.front().name : group.code;
    result.list.push_back(std::move(info));
  }
  return result;
}

// Role or mobility of a group: what the map says, or what all members are.
template <class Word, class Info>
Word united(const std::vector<Info>& members, const CodeGroup& group, Word Info::*word, const GroupRules& rules) {
  if (!group.word.empty())
    return static_cast<Word>(look_up(rules.words, group.word, {"unknown " + rules.word, group.at}));
  for (const Info& member : members) {
    if (member.*word == members.front().*word) continue;
    throw InputError(group.at, rules.kind + "s '" + members.front().code + "' and '" + member.code + "' differ in " +
                                   rules.word + "; state " + rules.word + " = \"...\" of '" + group.code + "'");
  }
  return members.front().*word;
}

void place_regions(TomlSection& section, const Benchmark& benchmark, AggregationMap& map) {
  const auto groups = read_groups(section, {"region", benchmark.region_codes(), "", {}});
  if (groups) {
    for (const auto& group : *groups) require_code(group.at, "region", group.code, {"domestic", "imported"});
  }
  const auto unite = [](const std::vector<RegionInfo>& members, const CodeGroup&) { return members.front(); };
  auto result = placed(benchmark.regions, groups, unite);
  map.regions = std::move(result.list);
  map.region_of = std::move(result.new_index);
}

// A folder in which electricity is a source of CO2 is refused by its reader.
void require_no_burnt_electricity(const Benchmark& benchmark, const Placed<SectorInfo>& sectors,
                                  const std::vector<CodeGroup>& groups) {
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (!flow.fuel) continue;
    const int group = sectors.new_index[flow.fuel->index];
    if (sectors.list[group].role != SectorRole::electricity) continue;
    throw InputError(groups[group].at, "'" + groups[group].code + "' has the role electricity, but its member '" +
                                           benchmark.sectors[flow.fuel->index].code +
                                           "' is burnt and emits CO2; allowed: another role, or sectors of their own");
  }
}

void place_sectors(TomlSection& section, const Benchmark& benchmark, AggregationMap& map) {
  const std::vector<SectorInfo> sectors(benchmark.sectors.begin(),
                                        benchmark.sectors.begin() + count_of_sectors(benchmark.sectors));
  const GroupRules rules{"sector", codes_of(sectors), "role", role_names()};
  const auto groups = read_groups(section, rules);
  if (groups) {
    for (const auto& group : *groups) require_code(group.at, "sector", group.code, {"STK", "process"});
  }
  auto result = placed(sectors, groups, [&](const std::vector<SectorInfo>& members, const CodeGroup& group) {
    SectorInfo info = members.front();
    info.role = united(members, group, &SectorInfo::role, rules);
    return info;
  });
  if (groups) require_no_burnt_electricity(benchmark, result, *groups);
  std::vector<char> alone(result.list.size(), 1);
  for (std::size_t i = 0; groups && i < alone.size(); ++i) alone[i] = (*groups)[i].members.size() == 1;
  map.sectors = std::move(result.list);
  map.sector_of = std::move(result.new_index);
  map.sector_of.resize(benchmark.sectors.size(), -1);
  place_technologies(benchmark, alone, map);
}

void place_factors(TomlSection& section, const Benchmark& benchmark, AggregationMap& map) {
  const GroupRules rules{"factor", benchmark.factor_codes(), "mobility", mobility_words()};
  const auto groups = read_groups(section, rules);
  if (groups) {
    for (const auto& group : *groups) require_code(group.at, "factor", group.code, {});
  }
  auto result = placed(benchmark.factors, groups, [&](const std::vector<FactorInfo>& members, const CodeGroup& group) {
    FactorInfo info = members.front();
    info.mobility = united(members, group, &FactorInfo::mobility, rules);
    for (const FactorInfo& member : members) info.role = member.role == info.role ? info.role : FactorRole::other;
    return info;
  });
  map.factors = std::move(result.list);
  map.factor_of = std::move(result.new_index);
}

void place_agents(TomlSection& section, const Benchmark& benchmark, AggregationMap& map) {
  const auto groups = read_groups(section, {"agent", codes_of(benchmark.agents), "", {}, false});
  if (groups) {
    for (const auto& group : *groups) require_code(group.at, "agent", group.code, {"STK", "process"});
  }
  group_agents(benchmark, groups ? *groups : std::vector<CodeGroup>{}, map);
}

void read_weights(TomlSection& section, const Benchmark& benchmark, AggregationMap& map) {
  std::vector<std::string> parameters;
  for (const ElasticityEntry& entry : benchmark.elasticities) parameters.push_back(entry.parameter);
  for (const auto& [parameter, word] : section.named_texts("weights")) {
    const SourceLocation at = section.at("weights");
    static_cast<void>(look_up(parameters, parameter, {"elasticities.csv has no parameter", at}));
    map.weights[parameter] =
        static_cast<ParameterWeight>(look_up(parameter_weight_words(), word, {"unknown weight", at}));
  }
}

void read_volumes(TomlSection& section, AggregationMap& map) {
  const std::vector<std::string> words{"one_price", "added", "none"};  // in the order of VolumeRule, from the second
  if (section.has("volumes"))
    map.volumes = static_cast<VolumeRule>(
        1 + look_up(words, section.text("volumes"), {"unknown rule of volumes", section.at("volumes")}));
}

}  // namespace

User AggregationMap::of(User user) const {
  if (user.kind == User::Kind::sector) user.index = sector_of[user.index];
  if (user.kind == User::Kind::agent) user.index = agent_of[user.index];
  return user;
}

const std::vector<std::string>& parameter_weight_words() {
  static const std::vector<std::string> words{"use",      "imports",     "consumption", "output", "value_added",
                                              "resource", "process_co2", "fuel_co2",    "equal"};
  return words;
}

AggregationMap read_aggregation_map(const std::string& file, const Benchmark& benchmark) {
  const TomlValue root = parse_toml(read_text_file(file), file);
  TomlSection section(root);
  AggregationMap map;
  place_regions(section, benchmark, map);
  place_sectors(section, benchmark, map);
  place_factors(section, benchmark, map);
  place_agents(section, benchmark, map);
  read_weights(section, benchmark, map);
  read_volumes(section, map);
  section.finish();
  return map;
}

}  // namespace etslink
