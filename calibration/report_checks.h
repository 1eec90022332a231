// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/calibration_report.h"

namespace etslink {

// Totals of a benchmark [million USD] at the prices of producers and exporters: rents in export taxes and transport to
// the importer are in trade, tariffs and taxes on purchases are not.
struct RegionTotals {
  double final_demand = 0, exports = 0, imports = 0;
};
[[nodiscard]] std::vector<RegionTotals> region_totals(const Benchmark& benchmark);

// Purchases of a fuel in a region [million USD], stock changes left out; user empty = all users but its own sector.
[[nodiscard]] double fuel_purchases(const Benchmark& benchmark, Region region, Sector good, const std::string& user);

// Energy use of a fuel [PJ], for the same users.
[[nodiscard]] double energy_of(const Benchmark& benchmark, Region region, Sector fuel, const std::string& user);

// CO2 of a region from one good, from processes where `fuel` is invalid [Mt]; user empty = all users.
[[nodiscard]] double co2_of(const Benchmark& benchmark, Region region, Sector fuel, const std::string& user);

// The same of all users in the inventory of the region (model/inventory.h): international transport is in none.
[[nodiscard]] double inventory_co2(const Benchmark& benchmark, Region region, Sector fuel);

// Output of a sector at basic prices [million USD].
[[nodiscard]] double sector_output(const Benchmark& benchmark, Region region, Sector sector);

[[nodiscard]] std::vector<ReportTable> report_checks(const ReportInput& input);

}  // namespace etslink
