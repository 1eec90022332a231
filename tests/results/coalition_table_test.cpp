// SPDX-License-Identifier: Apache-2.0
#include "results/coalition_table.h"

#include <doctest/doctest.h>

#include <cmath>

#include "results/hdf5_reader.h"
#include "results/write_study.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/fixtures/text_parts.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

// The fixture study with the scenarios named as the coalition structures of its two markets.
StudyResult two_markets() {
  StudyResult study = small_study("tiny2x2");
  study.scenarios[unlinked_scenario].name = "A|B";
  study.scenarios[linked_scenario].name = "A+B";
  return study;
}

const std::vector<CoalitionPlayer> players{{"A", {Region{0}}}, {"B", {Region{1}}}};

// A game of five players in which each gets 1 for each other member of its coalition.
CoalitionTable five_friends() {
  CoalitionTable table{"unlinked", {"P1", "P2", "P3", "P4", "P5"}, coalition_structures(5), {}};
  CoalitionGame game{table.structures, {}};
  CoalitionMeasure measure{"gdp", "gain of real GDP", "million benchmark USD", {}, {}};
  for (const auto& structure : table.structures) {
    Values payoff(5, 0);
    for (const auto& members : coalitions(structure)) {
      for (const int i : members) payoff[i] = static_cast<double>(members.size()) - 1;
    }
    game.payoff.push_back(payoff);
    measure.total_gain.push_back(payoff[0] + payoff[1] + payoff[2] + payoff[3] + payoff[4]);
  }
  measure.structures = stability(game);
  table.measures.push_back(measure);
  return table;
}

// Missing values are equal here.
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

TEST_CASE("gains are differences of the indicators between structures, costs with the opposite sign") {
  auto set = compute_indicators(two_markets());
  for (auto& indicator : set.indicators) {
    if (indicator.info.name == "abatement_cost_macc") indicator.values = {0, 0, 10, 20, 6, 21};
  }
  const auto table = coalition_table(set, players, true);
  CHECK(table.measures.back().structures[1].players[0].gain == 4);
  CHECK(table.measures.back().total_gain[1] == 3);
  REQUIRE(table.structure_names() == std::vector<std::string>{"A|B", "A+B"});
  REQUIRE(table.measures.size() == 4);
  for (const auto& measure : table.measures) {
    CAPTURE(measure.name);
    const double sign = measure.name == "abatement_cost_macc" ? -1 : 1;
    for (int market = 0; market < 2; ++market) {
      const double gain = sign * (set.slice(measure.name, linked_scenario)[market] -
                                  set.slice(measure.name, unlinked_scenario)[market]);
      CHECK(same(measure.structures[1].players[market].gain, gain));
      CHECK(same(measure.structures[1].players[market].leaving, -gain));
      CHECK(same(measure.structures[0].players[market].joining, gain));
    }
  }
  CHECK(table.measures[0].structures[1].players[0].gain != 0);
  CHECK(coalition_table(set, players, false).measures.size() == 3);
}

TEST_CASE("a market of several regions gains what they gain together") {
  const auto set = compute_indicators(two_markets());
  const std::vector<CoalitionPlayer> both{{"A", {Region{0}, Region{1}}}, {"B", {}}};
  const auto one = coalition_table(set, players, false), sum = coalition_table(set, both, false);
  const double gain = sum.measures[0].structures[1].players[0].gain;
  CHECK(gain == doctest::Approx(one.measures[0].total_gain[1]).epsilon(1e-9));
  CHECK(gain != 0);
}

TEST_CASE("a table of coalitions read back from its file is the same table") {
  const TemporaryFolder folder;
  const StudyResult study = two_markets();
  const auto set = compute_indicators(study);
  auto table = coalition_table(set, players, true);
  table.caps_of = "unlinked";
  write_study(study, set, folder.path("a.h5"), {false, &table});
  const auto back = read_coalitions(NetcdfReader(folder.path("a.h5")));
  CHECK(back.caps_of == "unlinked");
  CHECK(back.markets == table.markets);
  CHECK(back.structures == table.structures);
  CHECK(coalition_text(back) == coalition_text(table));
  for (std::size_t m = 0; m < 3; ++m) {
    for (std::size_t s = 0; s < 2; ++s) {
      for (std::size_t i = 0; i < 2; ++i) {
        const auto &a = table.measures[m].structures[s].players[i], &b = back.measures[m].structures[s].players[i];
        CHECK(same(a.leaving, b.leaving));
        CHECK(same(a.joining, b.joining));
        CHECK(a.best_coalition == b.best_coalition);
        CHECK(a.admitted == b.admitted);
      }
    }
  }
  CHECK(read_study_file(folder.path("a.h5")).indicators.scenarios[1] == "A|B");
}

TEST_CASE("the text lists structures by total gain, marks the stable ones, and leaves out others of many") {
  const auto text = coalition_text(five_friends());
  const auto all = text.find("* P1+P2+P3+P4+P5     20.000      4.000"),
             less = text.find("  P1+P2+P3+P4|P5     12.000      3.000");
  CHECK(all != std::string::npos);
  CHECK(less != std::string::npos);
  CHECK(all < less);
  CHECK(has(text, "4.000  IECTP\n"));
  CHECK(has(text, "0.000  I--TP\n"));
  CHECK(has(text, "  ... and 32 more, none of them stable, in the file\n"));
}

TEST_CASE("a structure that is stable because its members let nobody in is marked otherwise") {
  // B gains by a link that hurts A.
  CoalitionTable table{"unlinked", {"A", "B"}, coalition_structures(2), {}};
  table.measures.push_back({"gdp", "gain", "USD", {0, 2}, stability({table.structures, {{0, 0}, {-1, 3}}})});
  const auto text = coalition_text(table);
  CHECK(has(text, "\n+ A|B "));
  CHECK(has(text, "\n  A+B "));
}

TEST_CASE("what is not known is shown as such and comes last") {
  auto study = two_markets();
  study.scenarios[linked_scenario].state.reset();
  const auto text = coalition_text(coalition_table(compute_indicators(study), players, false));
  const auto alone = text.find("  A|B"), linked = text.find("  A+B                 -          -          -  ");
  CHECK(alone != std::string::npos);
  CHECK(linked != std::string::npos);
  CHECK(alone < linked);
  CHECK(has(text, "  ?EC??\n"));
}
