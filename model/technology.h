// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Technologies are the ways in which a region makes one good: power by source, steel by route. Each is a unit of
// production like a sector, with inputs, taxes and emissions of its own. Its output is bought by its sector alone, in
// the region, at its unit cost; the sector mixes them and adds what they have in common. They stand in the list of
// sectors, behind all sectors, so that what holds for the producers of an economy holds for them; this file says what
// differs.
[[nodiscard]] inline bool is_technology(const SectorInfo& info) { return info.parent.valid(); }

// In whose name a producer stands in results and policies: that of the sector of a technology, else its own.
[[nodiscard]] Sector sector_of(const std::vector<SectorInfo>& producers, Sector producer);

// How many of the producers are sectors; they are the first ones.
[[nodiscard]] int count_of_sectors(const std::vector<SectorInfo>& producers);

// Largest difference of the costs per unit of technologies whose volumes add up, relative.
inline constexpr double technology_cost_tolerance = 1e-6;

// All technologies, in their order; and those of one sector.
[[nodiscard]] std::vector<Sector> technologies(const std::vector<SectorInfo>& producers);
[[nodiscard]] std::vector<Sector> technologies_of(const std::vector<SectorInfo>& producers, Sector sector);

// Its name in its sector: "coal" of ELE.coal; no point is in it.
[[nodiscard]] std::string technology_name(const SectorInfo& technology);

// A technology of a sector: code "ELE.coal", name "electricity by coal", the role of the sector.
[[nodiscard]] SectorInfo technology_info(const SectorInfo& sector, Sector parent, const std::string& name);

// What the trees of a nest file may call a producer in `applies_to`, the most exact first: "ELE", "role:electricity",
// "*"; "technology:ELE.coal", "technology:ELE.*", "technology:*.coal", "technology:*", "*".
[[nodiscard]] std::vector<std::string> tree_patterns(const SectorInfo& producer);

}  // namespace etslink
