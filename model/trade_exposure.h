// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/covered_sectors.h"

namespace etslink {

// Sectors of a market with their carbon cost and trade, and whether a rule exempts them from auctions. The benchmark's
// trade of the good of a sector stands for the sector's; `emissions` are those the market covers, by sector.
[[nodiscard]] std::vector<SectorExposure> trade_exposure(const Benchmark& benchmark,
                                                         const std::vector<CoveredSector>& sectors,
                                                         const ExposureRule& rule);

// One line per region of a market: "market KOR: trade-exposed in KOR: I_S (trade 31.2 %, cost 40.1 %), ...; not: ...".
[[nodiscard]] std::vector<std::string> exposure_notes(const Benchmark& benchmark, const PermitMarket& market);

}  // namespace etslink
