// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "calibration/targets/target.h"

namespace etslink {

// Who has what targets of some kinds are about, before the accounts are drawn to them.
class TargetClasses {
 public:
  // `does`: "burns", "buys"; what: "electricity", or empty for the fuels of a target.
  TargetClasses(std::string does, std::string what) : does_(std::move(does)), what_(std::move(what)) {}

  void add(const std::string& region, const std::string& user, std::optional<Fuel> fuel) {
    members_.emplace(region, user, fuel);
  }

  // InputError at the first target of a kind whose class has nothing in its region, with those who have, and at an
  // entry with a user or a fuel that has nothing in any of its regions.
  void require(const std::vector<Target>& targets, TargetKind kind) const;

 private:
  [[nodiscard]] bool has(const Target& target) const;
  [[nodiscard]] std::string fuels_text(const Target& target) const;
  [[nodiscard]] std::string allowed(const Target& target) const;
  void require_words(const std::vector<Target>& entry) const;

  std::string does_, what_;
  std::set<std::tuple<std::string, std::string, std::optional<Fuel>>> members_;
};

}  // namespace etslink
