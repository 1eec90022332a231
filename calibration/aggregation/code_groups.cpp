// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/code_groups.h"

#include <algorithm>
#include <map>

#include "calibration/look_up.h"

namespace etslink {
namespace {

const std::string all_others = "*";

CodeGroup read_group(TomlSection& entry, const GroupRules& rules) {
  CodeGroup group;
  group.at = entry.at();
  group.code = entry.text("code");
  if (rules.must_be_complete) group.name = entry.text_or("name", "");
  group.members = entry.texts("members");
  if (group.members.empty()) group.members = {group.code};
  if (!rules.word.empty() && entry.has(rules.word)) group.word = entry.need(rules.word).as_choice(rules.words);
  entry.finish();
  return group;
}

// Each old code in one group at most, and which it is.
std::map<std::string, const CodeGroup*> owners(const std::vector<CodeGroup>& groups, const GroupRules& rules) {
  std::map<std::string, const CodeGroup*> owner;
  for (const auto& group : groups) {
    for (const auto& member : group.members) {
      if (member != all_others) static_cast<void>(look_up(rules.codes, member, {"unknown " + rules.kind, group.at}));
      const auto [other, is_new] = owner.emplace(member, &group);
      if (!is_new)
        throw InputError(group.at, rules.kind + " '" + member + "' is in '" + other->second->code + "', too");
    }
  }
  return owner;
}

void require_unique_codes(const std::vector<CodeGroup>& groups, const GroupRules& rules) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (groups[i].code == groups[j].code)
        throw InputError(groups[i].at, rules.kind + " '" + groups[i].code + "' is stated twice");
    }
  }
}

// "*" becomes the codes that no group names.
void name_all_others(std::vector<CodeGroup>& groups, const GroupRules& rules) {
  const auto owner = owners(groups, rules);
  std::vector<std::string> others;
  for (const auto& code : rules.codes) {
    if (!owner.contains(code)) others.push_back(code);
  }
  if (!owner.contains(all_others)) {
    if (others.empty() || !rules.must_be_complete) return;
    throw InputError(groups.back().at,
                     rules.kind + " '" + others.front() + "' is in no group; members = [\"*\"] stands for all others");
  }
  for (auto& group : groups) {
    const auto star = std::find(group.members.begin(), group.members.end(), all_others);
    if (star == group.members.end()) continue;
    if (others.empty() && group.members.size() == 1)
      throw InputError(group.at, rules.kind + " '" + group.code + "' has no members: the others name all");
    group.members.erase(star);
    group.members.insert(group.members.end(), others.begin(), others.end());
  }
}

}  // namespace

std::optional<std::vector<CodeGroup>> read_groups(TomlSection& map, const GroupRules& rules) {
  std::vector<CodeGroup> groups;
  for (auto& entry : map.sections(rules.kind)) groups.push_back(read_group(entry, rules));
  if (groups.empty()) return std::nullopt;
  require_unique_codes(groups, rules);
  name_all_others(groups, rules);
  return groups;
}

}  // namespace etslink
