// SPDX-License-Identifier: Apache-2.0
// Which coalitions of permit markets nobody wants to leave or to join; definitions and sources in docs/coalitions.md.
#pragma once

#include <string>
#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// A partition of players: for each the number of its coalition, counted in the order of the coalitions' first players.
// {0, 0, 1} is {0, 1} beside {2} alone.
using CoalitionStructure = std::vector<int>;

// How many partitions so many players have: 1, 2, 5, 15, 52, 203, ... (Bell numbers); players from 1 to 15.
[[nodiscard]] long number_of_structures(int players);

// Every partition: everybody alone first, all together last, fewer coalitions after more.
[[nodiscard]] std::vector<CoalitionStructure> coalition_structures(int players);

// Members of each coalition, ascending.
[[nodiscard]] std::vector<std::vector<int>> coalitions(const CoalitionStructure& structure);

// "CHN+JPN|KOR": members joined by "+", coalitions separated by "|".
[[nodiscard]] std::string structure_name(const CoalitionStructure& structure, const std::vector<std::string>& players);

// What each player gets in each structure; all partitions of the players, in the order of coalition_structures.
struct CoalitionGame {
  std::vector<CoalitionStructure> structures;
  std::vector<Values> payoff;  // per structure and player; missing where the structure was not solved
};

// Unknown: a structure that decides it was not solved, or there is nothing to decide.
enum class Flag { no, yes, unknown };

// What moves would bring a player, in the unit of the payoffs; missing where there is no such move or it is not known.
struct PlayerIncentives {
  double gain = missing_value;     // against everybody alone
  double leaving = missing_value;  // by leaving its coalition, whose others stay together
  double joining = missing_value;  // by the best move into another coalition, which may be a single player
  int best_coalition = -1;         // number of that coalition; -1: none
  Flag admitted = Flag::unknown;   // no member of that coalition loses by it
};

// Incentives and stability of one structure.
struct StructureStability {
  std::vector<PlayerIncentives> players;
  Flag internally_stable = Flag::unknown;  // nobody gains by leaving
  Flag externally_stable = Flag::unknown;  // nobody gains by joining another coalition, whether that wants it or not
  Flag externally_stable_by_consent =
      Flag::unknown;            // nobody gains by joining another coalition none of whose members loses by it
  Flag stable = Flag::unknown;  // internally and externally stable
  Flag potentially_internally_stable =
      Flag::unknown;            // every coalition gets at least what its members get by leaving, all added up
  Flag pareto = Flag::unknown;  // nobody loses against everybody alone
};

// Stability of every structure of a game. Gains up to 1e-6 of the largest gain in the game count as none, so that the
// tolerance of a solver makes no coalition unstable.
[[nodiscard]] std::vector<StructureStability> stability(const CoalitionGame& game);

}  // namespace etslink
