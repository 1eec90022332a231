// SPDX-License-Identifier: Apache-2.0
#include "results/coalitions.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace etslink;

namespace {

// Structures of three players in the order of coalition_structures.
enum Three { abc_alone, ab_c, ac_b, a_bc, abc };

CoalitionGame three_players(std::vector<Values> payoff) { return {coalition_structures(3), std::move(payoff)}; }

// A cartel that pays all, and those outside more: n = 3, payoffs of a public good. Two together get 1 each, the third
// 4; all three get 2.
CoalitionGame public_good() { return three_players({{0, 0, 0}, {1, 1, 4}, {1, 4, 1}, {4, 1, 1}, {2, 2, 2}}); }

}  // namespace

TEST_CASE("partitions are counted by the Bell numbers, everybody alone first and all together last") {
  const long bell[] = {1, 2, 5, 15, 52, 203, 877};
  for (int players = 1; players <= 7; ++players) {
    CAPTURE(players);
    const auto all = coalition_structures(players);
    CHECK(number_of_structures(players) == bell[players - 1]);
    CHECK(static_cast<long>(all.size()) == bell[players - 1]);
    CHECK(coalitions(all.front()).size() == static_cast<std::size_t>(players));
    CHECK(coalitions(all.back()).size() == 1);
  }
}

TEST_CASE("a structure is named by its members") {
  const std::vector<std::string> names{"CHN", "JPN", "KOR"};
  std::vector<std::string> all;
  for (const auto& structure : coalition_structures(3)) all.push_back(structure_name(structure, names));
  CHECK(all == std::vector<std::string>{"CHN|JPN|KOR", "CHN+JPN|KOR", "CHN+KOR|JPN", "CHN|JPN+KOR", "CHN+JPN+KOR"});
}

TEST_CASE(
    "prisoner's dilemma: all are better off together, each would rather stay outside, two are a stable coalition") {
  const auto result = stability(public_good());
  const auto& all = result[abc];
  for (const auto& player : all.players) {
    CHECK(player.gain == 2);
    CHECK(player.leaving == 2);
    CHECK(player.best_coalition == -1);
  }
  CHECK(all.internally_stable == Flag::no);
  CHECK(all.potentially_internally_stable == Flag::no);
  CHECK(all.externally_stable == Flag::yes);
  CHECK(all.stable == Flag::no);
  CHECK(all.pareto == Flag::yes);
  const auto& two = result[ab_c];
  CHECK(two.players[0].leaving == -1);
  CHECK(two.players[2].joining == -2);
  CHECK(std::isnan(two.players[2].leaving));
  CHECK(two.internally_stable == Flag::yes);
  CHECK(two.externally_stable == Flag::yes);
  CHECK(two.stable == Flag::yes);
  CHECK(result[abc_alone].internally_stable == Flag::yes);
  CHECK(result[abc_alone].externally_stable == Flag::no);
  CHECK(result[abc_alone].externally_stable_by_consent == Flag::no);
  CHECK(result[abc_alone].players[0].admitted == Flag::yes);
}

TEST_CASE("a link that hurts one and helps the other more can be held together by payments, and needs consent") {
  const auto result = stability({coalition_structures(2), {{1, 1}, {0, 4}}});
  const auto& together = result[1];
  CHECK(together.players[0].gain == -1);
  CHECK(together.players[0].leaving == 1);
  CHECK(together.players[1].leaving == -3);
  CHECK(together.internally_stable == Flag::no);
  CHECK(together.potentially_internally_stable == Flag::yes);
  CHECK(together.pareto == Flag::no);
  CHECK(together.stable == Flag::no);
  const auto& alone = result[0];
  CHECK(alone.players[1].joining == 3);
  CHECK(alone.players[1].admitted == Flag::no);
  CHECK(alone.externally_stable == Flag::no);
  CHECK(alone.externally_stable_by_consent == Flag::yes);
}

TEST_CASE("a member may move to another coalition, and the best move counts") {
  // C gains most with A, less with B; in B+C it would move to A.
  const auto result = stability(three_players({{0, 0, 0}, {-1, -1, 0}, {-2, 0, 5}, {0, 1, 2}, {-1, -1, -1}}));
  const auto& player = result[a_bc].players[2];
  CHECK(player.leaving == -2);
  CHECK(player.joining == 3);
  CHECK(player.best_coalition == 0);
  CHECK(player.admitted == Flag::no);
  CHECK(result[a_bc].internally_stable == Flag::yes);
  CHECK(result[a_bc].externally_stable == Flag::no);
  CHECK(result[a_bc].externally_stable_by_consent == Flag::yes);
  CHECK(result[abc_alone].players[2].joining == 5);
}

TEST_CASE("what depends on a structure that was not solved is not known, unless another fact decides") {
  auto game = public_good();
  game.payoff[ab_c] = Values(3, missing_value);
  const auto result = stability(game);
  CHECK(result[ab_c].internally_stable == Flag::unknown);
  CHECK(result[ab_c].pareto == Flag::unknown);
  CHECK(result[abc].internally_stable == Flag::no);  // C's leaving is not known, that of A and B decides
  CHECK(result[abc].potentially_internally_stable == Flag::unknown);
  CHECK(std::isnan(result[abc].players[2].leaving));
  CHECK(result[ac_b].internally_stable == Flag::yes);
  CHECK(result[ac_b].externally_stable == Flag::unknown);  // A or C might gain by moving to B
  CHECK(result[ac_b].stable == Flag::unknown);
}

TEST_CASE("differences within the tolerance of a solver make nothing unstable") {
  const auto result = stability({coalition_structures(2), {{0, 0}, {1000, -1e-4}}});
  CHECK(result[1].internally_stable == Flag::yes);
  CHECK(result[1].pareto == Flag::yes);
  const auto worse = stability({coalition_structures(2), {{0, 0}, {1000, -1e-2}}});
  CHECK(worse[1].internally_stable == Flag::no);
  CHECK(worse[1].pareto == Flag::no);
}
