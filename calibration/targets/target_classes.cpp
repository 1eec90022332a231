// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/target_classes.h"

#include <algorithm>

namespace etslink {
namespace {

bool is_about(const Target& target, const std::optional<Fuel>& fuel) { return !fuel || target.is_about(*fuel); }

void append(std::string& list, const std::string& word) { list += (list.empty() ? "" : ", ") + word; }

std::string regions_text(const std::vector<Target>& entry) {
  std::string text;
  for (const Target& target : entry) append(text, target.region);
  return text;
}

}  // namespace

bool TargetClasses::has(const Target& target) const {
  return std::any_of(members_.begin(), members_.end(), [&](const auto& member) {
    const auto& [region, user, fuel] = member;
    return region == target.region && target.is_about(user) && is_about(target, fuel);
  });
}

// "coal, gas", "any fuel", "electricity".
std::string TargetClasses::fuels_text(const Target& target) const {
  if (!what_.empty()) return what_;
  std::string text;
  for (const Fuel fuel : target.fuels) append(text, fuel_word(fuel));
  return text.empty() ? "any fuel" : text;
}

std::string TargetClasses::allowed(const Target& target) const {
  std::set<std::string> users;
  for (const auto& [region, user, fuel] : members_)
    if (region == target.region && is_about(target, fuel)) users.insert(user);
  std::string text;
  for (const std::string& user : users) append(text, user);
  return text.empty() ? "nobody in " + target.region + " does" : "in " + target.region + " these do: " + text;
}

// Every word of an entry is about somebody, in one of its regions at least.
void TargetClasses::require_words(const std::vector<Target>& entry) const {
  const auto is_anywhere = [&](const auto& narrow) {
    return std::any_of(entry.begin(), entry.end(), [&](Target target) {
      narrow(target);
      return has(target);
    });
  };
  const Target& first = entry.front();
  for (const std::string& user : first.users)
    if (!is_anywhere([&](Target& target) { target.users = {user}; }))
      throw InputError(first.at, "user '" + user + "' of this target " + does_ + " no " +
                                     (what_.empty() ? first.fuels.empty() ? "fuel" : fuels_text(first) : what_) +
                                     " in " + regions_text(entry) + "; leave it out");
  for (const Fuel fuel : first.fuels)
    if (!is_anywhere([&](Target& target) { target.fuels = {fuel}; }))
      throw InputError(first.at, "none of the users of this target " + does_ + " " + fuel_word(fuel) + " in " +
                                     regions_text(entry) + "; leave it out");
}

void TargetClasses::require(const std::vector<Target>& targets, TargetKind kind) const {
  std::vector<Target> entry;
  for (const Target& target : targets_of(targets, kind)) {
    if (!has(target))
      throw InputError(target.at, "the target " + target.name() + " is about nobody: none of its users " + does_ + " " +
                                      fuels_text(target) + "; " + allowed(target));
    if (!entry.empty() && (entry.front().at.line != target.at.line)) {
      require_words(entry);
      entry.clear();
    }
    entry.push_back(target);
  }
  if (!entry.empty()) require_words(entry);
}

}  // namespace etslink
