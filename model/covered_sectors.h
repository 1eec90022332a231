// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <vector>

#include "model/policy.h"

namespace etslink {

// A sector of a region that a market covers, at the benchmark.
struct CoveredSector {
  Region region;
  Sector sector;
  double mt = 0;           // covered CO2 emissions [Mt], with the covered share
  double indirect_mt = 0;  // of the electricity it uses, where the market charges these [Mt]
  double output_musd = 0;  // output at market prices [million USD]; zero where the sector makes nothing
};

// The sectors that a market covers, by region and sector; each once. Technologies are in their sector where the market
// covers it, and stand alone where it does not, or where the sector is one of those `apart`.
[[nodiscard]] std::vector<CoveredSector> covered_sectors(const Benchmark& benchmark, const PermitMarket& market,
                                                         const std::set<Sector>& apart = {});

}  // namespace etslink
