// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/coalitions.h"
#include "results/indicators.h"

namespace etslink {

class NetcdfReader;

// One way to measure what a market gets, and the game in it.
struct CoalitionMeasure {
  std::string name;       // of the indicator: welfare_ev, gdp, abatement_cost_macc (a saving of costs is a gain)
  std::string long_name;  // "welfare gain", ...
  std::string units;
  Values total_gain;  // per structure: sum of the markets' gains
  std::vector<StructureStability> structures;
};

// All coalition structures of some permit markets and their stability in each measure (docs/coalitions.md).
struct CoalitionTable {
  std::string caps_of;               // scenario whose caps and other policies all structures have
  std::vector<std::string> markets;  // the players
  std::vector<CoalitionStructure> structures;
  std::vector<CoalitionMeasure> measures;

  [[nodiscard]] std::vector<std::string> structure_names() const;
};

// A market that may form coalitions, and whose gains are its.
struct CoalitionPlayer {
  std::string market;
  std::vector<Region> regions;
};

// The table from the indicators of a study that has all structures of the players as scenarios, named by
// structure_name; the measure abatement_cost_macc only where `with_abatement_cost`.
[[nodiscard]] CoalitionTable coalition_table(const IndicatorSet& indicators,
                                             const std::vector<CoalitionPlayer>& players, bool with_abatement_cost);

// For the terminal: for each measure the structures in the order of total gain with the markets' gains and flags;
// of many structures the first 20 and all that are stable, by consent or without.
[[nodiscard]] std::string coalition_text(const CoalitionTable& table);

// The group /coalitions of a results file (docs/results.md).
void write_coalitions(NetcdfGroup& root, const CoalitionTable& table);
[[nodiscard]] CoalitionTable read_coalitions(const NetcdfReader& file);

}  // namespace etslink
