// SPDX-License-Identifier: Apache-2.0
#include "results/coalitions.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/input_error.h"

namespace etslink {
namespace {

constexpr double relative_tolerance = 1e-6;

int coalition_count(const CoalitionStructure& structure) {
  return *std::max_element(structure.begin(), structure.end()) + 1;
}

// Numbers the coalitions in the order of their first players.
CoalitionStructure in_order(const CoalitionStructure& structure) {
  std::map<int, int> number;
  CoalitionStructure ordered;
  for (const int coalition : structure) {
    ordered.push_back(number.try_emplace(coalition, static_cast<int>(number.size())).first->second);
  }
  return ordered;
}

// All structures that begin like `begin`.
void extend(const CoalitionStructure& begin, int players, std::vector<CoalitionStructure>& all) {
  if (static_cast<int>(begin.size()) == players) {
    all.push_back(begin);
    return;
  }
  const int next = begin.empty() ? 0 : coalition_count(begin);
  for (int coalition = 0; coalition <= next; ++coalition) {
    auto longer = begin;
    longer.push_back(coalition);
    extend(longer, players, all);
  }
}

// "And" over facts that may be unknown: false as soon as one is false, else unknown as soon as one is.
class All {
 public:
  void add(Flag fact) {
    if (fact == Flag::no || all_ == Flag::no) {
      all_ = Flag::no;
    } else if (fact == Flag::unknown) {
      all_ = Flag::unknown;
    }
  }
  [[nodiscard]] Flag result() const { return all_; }

 private:
  Flag all_ = Flag::yes;
};

class Analysis {
 public:
  explicit Analysis(const CoalitionGame& game) : game_(game) {
    require(!game.structures.empty() && game.payoff.size() == game.structures.size(), "a payoff for each structure");
    for (std::size_t s = 0; s < game.structures.size(); ++s) index_[game.structures[s]] = s;
    double largest = 0;
    for (const auto& payoff : game.payoff) {
      for (std::size_t i = 0; i < payoff.size(); ++i) {
        const double gain = std::abs(payoff[i] - game.payoff.front()[i]);
        if (std::isfinite(gain)) largest = std::max(largest, gain);
      }
    }
    tolerance_ = relative_tolerance * largest;
  }

  [[nodiscard]] StructureStability of(std::size_t s) const {
    StructureStability result;
    const int players = static_cast<int>(game_.structures[s].size());
    for (int i = 0; i < players; ++i) result.players.push_back(incentives(s, i));
    All internal, external, by_consent, pareto, potential;
    for (int i = 0; i < players; ++i) {
      const auto& player = result.players[i];
      pareto.add(not_positive(-player.gain));
      if (!is_alone(s, i)) internal.add(not_positive(player.leaving));
      add_moves(s, i, external, by_consent);
    }
    for (const auto& members : coalitions(game_.structures[s])) {
      if (members.size() > 1) potential.add(not_positive(sum_of_leaving(result, members)));
    }
    result.pareto = pareto.result();
    result.internally_stable = internal.result();
    result.externally_stable = external.result();
    result.externally_stable_by_consent = by_consent.result();
    result.potentially_internally_stable = potential.result();
    All both;
    both.add(result.internally_stable);
    both.add(result.externally_stable);
    result.stable = both.result();
    return result;
  }

 private:
  [[nodiscard]] Flag not_positive(double gain) const {
    if (!std::isfinite(gain)) return Flag::unknown;
    return gain <= tolerance_ ? Flag::yes : Flag::no;
  }

  [[nodiscard]] bool is_alone(std::size_t s, int player) const {
    const auto& structure = game_.structures[s];
    return std::count(structure.begin(), structure.end(), structure[player]) == 1;
  }

  // The structure after a player has moved; the number of coalitions stands for one of its own.
  [[nodiscard]] std::size_t after_move(std::size_t s, int player, int coalition) const {
    auto moved = game_.structures[s];
    moved[player] = coalition;
    return index_.at(in_order(moved));
  }

  [[nodiscard]] double change(std::size_t from, std::size_t to, int player) const {
    return game_.payoff[to][player] - game_.payoff[from][player];
  }

  [[nodiscard]] Flag is_admitted(std::size_t s, int player, int coalition) const {
    const auto to = after_move(s, player, coalition);
    All none_loses;
    const auto& structure = game_.structures[s];
    for (std::size_t member = 0; member < structure.size(); ++member) {
      if (structure[member] == coalition) none_loses.add(not_positive(-change(s, to, static_cast<int>(member))));
    }
    return none_loses.result();
  }

  [[nodiscard]] PlayerIncentives incentives(std::size_t s, int player) const {
    PlayerIncentives result;
    result.gain = change(0, s, player);
    const int count = coalition_count(game_.structures[s]), own = game_.structures[s][player];
    if (!is_alone(s, player)) result.leaving = change(s, after_move(s, player, count), player);
    for (int c = 0; c < count; ++c) {
      if (c == own) continue;
      const double gain = change(s, after_move(s, player, c), player);
      if (!std::isfinite(gain) || (result.best_coalition >= 0 && gain <= result.joining)) continue;
      result.joining = gain;
      result.best_coalition = c;
    }
    if (result.best_coalition >= 0) result.admitted = is_admitted(s, player, result.best_coalition);
    return result;
  }

  void add_moves(std::size_t s, int player, All& external, All& by_consent) const {
    const int count = coalition_count(game_.structures[s]), own = game_.structures[s][player];
    for (int c = 0; c < count; ++c) {
      if (c == own) continue;
      const Flag no_gain = not_positive(change(s, after_move(s, player, c), player));
      external.add(no_gain);
      const Flag admitted = is_admitted(s, player, c);
      if (no_gain == Flag::yes || admitted == Flag::no) continue;
      by_consent.add(admitted == Flag::yes ? no_gain : Flag::unknown);
    }
  }

  static double sum_of_leaving(const StructureStability& result, const std::vector<int>& members) {
    double sum = 0;
    for (const int i : members) sum += result.players[i].leaving;
    return sum;
  }

  const CoalitionGame& game_;
  std::map<CoalitionStructure, std::size_t> index_;
  double tolerance_ = 0;
};

}  // namespace

long number_of_structures(int players) {
  // The Bell triangle: a row begins with the last number of the row above, each next adds the one above it.
  std::vector<long> row{1};
  for (int n = 1; n < players; ++n) {
    std::vector<long> next{row.back()};
    for (const long above : row) next.push_back(next.back() + above);
    row = next;
  }
  return row.back();
}

std::vector<CoalitionStructure> coalition_structures(int players) {
  std::vector<CoalitionStructure> all;
  extend({}, players, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return coalition_count(a) > coalition_count(b); });
  return all;
}

std::vector<std::vector<int>> coalitions(const CoalitionStructure& structure) {
  std::vector<std::vector<int>> members(coalition_count(structure));
  for (std::size_t i = 0; i < structure.size(); ++i) members[structure[i]].push_back(static_cast<int>(i));
  return members;
}

std::string structure_name(const CoalitionStructure& structure, const std::vector<std::string>& players) {
  std::string name;
  for (const auto& members : coalitions(structure)) {
    if (!name.empty()) name += "|";
    for (const int i : members) name += (i == members.front() ? "" : "+") + players[i];
  }
  return name;
}

std::vector<StructureStability> stability(const CoalitionGame& game) {
  const Analysis analysis(game);
  std::vector<StructureStability> result;
  for (std::size_t s = 0; s < game.structures.size(); ++s) result.push_back(analysis.of(s));
  return result;
}

}  // namespace etslink
