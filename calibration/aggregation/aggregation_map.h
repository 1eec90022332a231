// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/parameter_weights.h"
#include "model/benchmark.h"

namespace etslink {

// The words of a map for these, in their order.
[[nodiscard]] const std::vector<std::string>& parameter_weight_words();

// What becomes of physical volumes where a unit of what becomes one costs differently.
enum class VolumeRule {
  of_one_good,  // where regions become one: one_price; where goods do: none
  one_price,    // all is sold at one price, taxes and subsidies make up the difference
  added,        // volumes are added up, flows stay: the accounts no longer hold
  none          // no volumes
};

// Which regions, sectors, factors and agents of a benchmark become one: the new lists, and per old index the new one.
struct AggregationMap {
  std::vector<RegionInfo> regions;
  std::vector<SectorInfo> sectors;
  std::vector<FactorInfo> factors;
  std::vector<AgentInfo> agents;
  std::vector<int> region_of, sector_of, factor_of, agent_of;
  std::map<std::string, ParameterWeight> weights;  // of parameters, where the map states them
  VolumeRule volumes = VolumeRule::of_one_good;

  [[nodiscard]] Region of(Region region) const { return region.valid() ? Region{region_of[region.index]} : region; }
  [[nodiscard]] Sector of(Sector sector) const { return {sector_of[sector.index]}; }
  [[nodiscard]] Factor of(Factor factor) const { return {factor_of[factor.index]}; }
  [[nodiscard]] Agent of(Agent agent) const { return {agent_of[agent.index]}; }
  [[nodiscard]] User of(User user) const;
};

// Reads a map (docs/benchmark.md, "Aggregating"). InputError with file and line for unknown keys and codes, a code in
// two groups or in none, groups of different roles or mobilities without a word for theirs.
[[nodiscard]] AggregationMap read_aggregation_map(const std::string& file, const Benchmark& benchmark);

}  // namespace etslink
