// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What the mean of a parameter is weighted by, of each region and sector at the benchmark [million USD; Mt].
enum class ParameterWeight {
  use,          // of the good, domestic and imported
  imports,      // of the good
  consumption,  // of the good, by households
  output,       // of the sector: its costs
  value_added,  // of the sector
  resource,     // payments of the sector for specific factors
  process_co2,  // of the sector
  fuel_co2,     // of the fuels that the sector burns
  equal
};

// The words of a map for these, in their order.
[[nodiscard]] const std::vector<std::string>& parameter_weight_words();

// Which regions, sectors, factors and agents of a benchmark become one: the new lists, and per old index the new one.
struct AggregationMap {
  std::vector<RegionInfo> regions;
  std::vector<SectorInfo> sectors;
  std::vector<FactorInfo> factors;
  std::vector<AgentInfo> agents;
  std::vector<int> region_of, sector_of, factor_of, agent_of;
  std::map<std::string, ParameterWeight> weights;  // of parameters, where the map states them

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
