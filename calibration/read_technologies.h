// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/csv.h"
#include "model/benchmark.h"

namespace etslink {

// The technologies that technologies.csv names, as producers behind the sectors (model/technology.h). Needs the list of
// sectors, and comes before everything that may name a producer. InputError for an unknown sector, a name that is no
// code, and one that makes the code of a sector.
void read_technology_names(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark);

// What technologies make and sell to their sector; needs all flows. InputError for a quantity that is not above 0, a
// unit other than that of the good, a technology without costs, flows of a technology without a row, and where
// something but its sector is said to buy what a technology makes.
void read_technologies(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark);

// Adds what a technology makes in a region (`made.good` is the technology): its volume, and its sale to the sector at
// its costs with taxes, which the flows of the benchmark state.
void sell_to_sector(Benchmark& benchmark, const OutputVolume& made);

// What a producer of a region pays for inputs, factors and taxes [million USD].
[[nodiscard]] double costs_of(const Benchmark& benchmark, Region region, Sector producer);

}  // namespace etslink
