// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/target.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace etslink {
namespace {

constexpr double rounding_of_target = 1e-9;  // of the wanted value

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

const std::vector<TargetKindInfo>& target_kinds() {
  static const std::vector<TargetKindInfo> kinds{
      {TargetKind::fuel_price, "fuel_price", "USD/GJ", {0.01, 1000}, 0},
      {TargetKind::fuel_cost_share, "fuel_cost_share", "share", {0.001, 1}, 0.005},
      {TargetKind::emissions, "emissions", "Mt CO2", {1e-6, 1e5}, 0.01},
      {TargetKind::energy, "energy", "PJ", {1e-6, 1e6}, 0.01},
      {TargetKind::electricity_price, "electricity_price", "USD/MWh", {0.01, 10000}, 0.005},
  };
  return kinds;
}

const TargetKindInfo& info_of(TargetKind kind) {
  const auto& kinds = target_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& info) { return info.kind == kind; });
  require(found != kinds.end(), "every kind of target has a row in the table of kinds");
  return *found;
}

const std::string& status_word(TargetStatus status) {
  static const std::vector<std::string> words{"source", "estimate", "memory"};
  return words[static_cast<std::size_t>(status)];
}

std::string Target::name() const {
  std::vector<std::string> words;
  for (const Fuel fuel : fuels) words.push_back(fuel_word(fuel));
  std::string text = info_of(kind).word;
  if (!users.empty()) text += " of " + joined(users);
  if (!fuels.empty()) text += " from " + joined(words);
  return text + ", " + region;
}

double Target::drawn_width() const { return std::max(width, info_of(kind).least_width); }

Target Target::as_drawn() const {
  Target drawn = *this;
  drawn.width = drawn_width();
  return drawn;
}

double Target::highest() const {
  return bound == TargetBound::least ? std::numeric_limits<double>::infinity() : (1 + width) * wanted;
}

bool Target::holds(double reached) const {
  const Target drawn = as_drawn();
  const double slack = rounding_of_target * wanted;
  return reached >= drawn.lowest() - slack && reached <= drawn.highest() + slack;
}

bool Target::is_about(const std::string& user) const {
  return users.empty() || std::find(users.begin(), users.end(), user) != users.end();
}

bool Target::is_about(Fuel fuel) const {
  return fuels.empty() || std::find(fuels.begin(), fuels.end(), fuel) != fuels.end();
}

std::vector<Target> targets_of(const std::vector<Target>& targets, TargetKind kind) {
  std::vector<Target> result;
  for (const Target& target : targets)
    if (target.kind == kind) result.push_back(target);
  return result;
}

}  // namespace etslink
