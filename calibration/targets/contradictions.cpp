// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/contradictions.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "calibration/recipe_names.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double rounding = 1e-9;       // relative
constexpr std::size_t most_parts = 16;  // of one class: every choice of them is tried

using Cell = std::pair<std::string, int>;  // user and fuel; fuel -1: electricity, or fuels of a share together
using Cells = std::set<Cell>;

// A target as the interval of a sum, or of a mean, over cells.
struct Interval {
  const Target* target = nullptr;
  Cells cells;
  std::set<Fuel> fuels;
  double low = 0, high = 0;
};

bool adds_up(TargetKind kind) { return kind == TargetKind::emissions || kind == TargetKind::energy; }

// Whom a target without users is about: not the sector that makes what a price is of, nor international transport,
// whose fuel is published by itself. Electricity is bought by agents as well that no target names.
std::vector<std::string> all_users(const Target& target, const Recipe& recipe) {
  std::vector<std::string> users = with_households(recipe.sector_codes());
  const bool is_electricity = target.kind == TargetKind::electricity_price;
  if (target.kind == TargetKind::fuel_price) std::erase(users, recipe.sector_with(role_of(target.fuels.front())));
  if (is_electricity) users.insert(users.end(), {"GOV", "INV"});
  if (adds_up(target.kind)) std::erase(users, recipe.sector_with(SectorRole::international_transport));
  return users;
}

Cells cells_of(const Target& target, const Recipe& recipe) {
  Cells cells;
  const bool has_fuels = adds_up(target.kind);
  for (const std::string& user : target.users.empty() ? all_users(target, recipe) : target.users) {
    if (!has_fuels) cells.emplace(user, -1);
    for (const Fuel fuel : all_fuels)
      if (has_fuels && fuel != Fuel::crude && target.is_about(fuel)) cells.emplace(user, static_cast<int>(fuel));
  }
  return cells;
}

bool contains(const Cells& whole, const Cells& part) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

bool overlap(const Cells& one, const Cells& other) {
  return std::any_of(one.begin(), one.end(), [&](const Cell& cell) { return other.contains(cell); });
}

Cells joined(Cells one, const Cells& other) {
  one.insert(other.begin(), other.end());
  return one;
}

// How a whole and its parts miss each other.
struct Miss {
  double end = 0;          // of the whole
  bool is_above = false;   // the parts are above it
  const char* parts = "";  // "parts of it are"
};

// A choice of targets and the sum of their ends.
struct Choice {
  std::vector<const Interval*> parts;
  double sum = 0;
};

class Group {
 public:
  explicit Group(const std::vector<Interval>& intervals) : intervals_(intervals) {}

  void check() {
    for (const Interval& whole : intervals_) {
      if (adds_up(whole.target->kind))
        check_parts(whole);
      else
        check_mean(whole);
    }
    for (const Interval& whole : intervals_)
      if (adds_up(whole.target->kind)) check_cover(whole);
  }

 private:
  void check_parts(const Interval& whole) {
    parts_.clear();
    for (const Interval& part : intervals_)
      if (&part != &whole && contains(whole.cells, part.cells) && parts_.size() < most_parts) parts_.push_back(&part);
    Choice most;
    pack(0, {}, {}, most);
    if (most.sum > whole.high * (1 + rounding)) refuse(whole, {whole.high, true, "parts of it are"}, most);
  }

  void check_cover(const Interval& whole) {
    parts_.clear();
    for (const Interval& part : intervals_)
      if (&part != &whole && part.high < no_end && overlap(whole.cells, part.cells) && parts_.size() < most_parts)
        parts_.push_back(&part);
    Choice least{{}, no_end};
    cover(0, {}, {whole.cells, {}}, least);
    if (least.sum < whole.low * (1 - rounding)) refuse(whole, {whole.low, false, "what has all of it is"}, least);
  }

  // The largest sum of lower ends of parts that share nothing.
  void pack(std::size_t next, const Cells& used, const Choice& now, Choice& best) const {
    if (now.sum > best.sum) best = now;
    for (std::size_t i = next; i < parts_.size(); ++i) {
      if (overlap(used, parts_[i]->cells)) continue;
      Choice more = now;
      more.parts.push_back(parts_[i]);
      more.sum += parts_[i]->low;
      pack(i + 1, joined(used, parts_[i]->cells), more, best);
    }
  }

  struct Cover {
    Cells wanted, covered;
  };

  // The smallest sum of upper ends of targets that together are about all of it.
  void cover(std::size_t next, const Choice& now, const Cover& so_far, Choice& best) const {
    if (now.sum >= best.sum) return;
    if (contains(so_far.covered, so_far.wanted)) {
      best = now;
      return;
    }
    for (std::size_t i = next; i < parts_.size(); ++i) {
      Choice more = now;
      more.parts.push_back(parts_[i]);
      more.sum += parts_[i]->high;
      cover(i + 1, more, {so_far.wanted, joined(so_far.covered, parts_[i]->cells)}, best);
    }
  }

  // A mean lies between those of its parts.
  static bool is_beyond(const Interval& part, const Interval& whole, bool above) {
    return above ? part.low > whole.high * (1 + rounding) : part.high < whole.low * (1 - rounding);
  }

  void check_mean(const Interval& whole) const {
    for (const bool above : {true, false}) {
      Choice beyond;
      Cells covered;
      for (const Interval& part : intervals_) {
        if (&part == &whole || part.fuels != whole.fuels || !contains(whole.cells, part.cells)) continue;
        if (!is_beyond(part, whole, above)) continue;
        beyond.parts.push_back(&part);
        covered = joined(covered, part.cells);
      }
      if (beyond.parts.empty() || !contains(covered, whole.cells)) continue;
      beyond.sum = above ? no_end : 0;
      for (const Interval* part : beyond.parts)
        beyond.sum = above ? std::min(beyond.sum, part->low) : std::max(beyond.sum, part->high);
      refuse(whole, {above ? whole.high : whole.low, above, "all parts of it are"}, beyond);
    }
  }

  [[noreturn]] static void refuse(const Interval& whole, const Miss& miss, const Choice& parts) {
    const std::string unit = " " + info_of(whole.target->kind).unit;
    SourceLocation at = whole.target->at;
    std::string names;
    for (const Interval* part : parts.parts) {
      if (part->target->at.line > at.line) at = part->target->at;
      names +=
          (names.empty() ? "" : "; ") + part->target->name() + " (line " + std::to_string(part->target->at.line) + ")";
    }
    throw InputError(at, "targets contradict each other: " + whole.target->name() + " (line " +
                             std::to_string(whole.target->at.line) + ") is " +
                             (miss.is_above ? "at most " : "at least ") + rounded_text(miss.end, 6) + unit + ", and " +
                             miss.parts + (miss.is_above ? " at least " : " at most ") + rounded_text(parts.sum, 6) +
                             unit + ": " + names);
  }

  static constexpr double no_end = std::numeric_limits<double>::infinity();
  const std::vector<Interval>& intervals_;
  std::vector<const Interval*> parts_;
};

}  // namespace

void refuse_contradictions(const std::vector<Target>& targets, const Recipe& recipe) {
  std::map<std::pair<TargetKind, std::string>, std::vector<Interval>> groups;
  for (const Target& target : targets)
    groups[{target.kind, target.region}].push_back({&target,
                                                    cells_of(target, recipe),
                                                    {target.fuels.begin(), target.fuels.end()},
                                                    target.lowest(),
                                                    target.highest()});
  for (const auto& [key, intervals] : groups) Group(intervals).check();
}

}  // namespace etslink
