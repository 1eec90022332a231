// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "calibration/gtap/gtap_table.h"
#include "model/benchmark.h"

namespace etslink {

// What a user buys of a good, emits from it and gets from it, by origin: domestic, imported.
struct GtapFuelUse {
  double value_musd[2] = {0, 0};
  double mt[2] = {0, 0};
  double pj = 0;
  [[nodiscard]] double co2() const { return mt[0] + mt[1]; }
};
using GtapFuelUses = std::map<std::tuple<Region, Sector, User>, GtapFuelUse>;

// Purchases with their CO2 [Mt] and energy [PJ]. CO2 of an origin that is not bought goes with the other one; CO2 and
// energy of no purchase at all are left out and noted. InputError where that is more than 1 % of the CO2, or where a
// sector burns that has no role of a fuel.
[[nodiscard]] GtapFuelUses read_fuel_uses(const GtapReader& reader, const Benchmark& benchmark,
                                          std::vector<std::string>& notes);

// Part of a purchase that is not burnt, 0 to 1: where its CO2 per PJ is below 3/4 of what the region's users of the
// fuel emit (their median, weighted by CO2), what is missing. Sectors alone have feedstock, and neither power stations
// nor refineries of crude oil nor who passes gas through.
class Feedstock {
 public:
  Feedstock(const GtapFuelUses& uses, const Benchmark& benchmark);
  [[nodiscard]] double share(const GtapFuelUses::value_type& use) const;

 private:
  const Benchmark& benchmark_;
  std::map<std::pair<Region, Sector>, double> usual_;  // Mt per PJ
};

// A fossil fuel that its own sector buys.
[[nodiscard]] bool is_own_use(const Benchmark& benchmark, Sector good, const User& user);

}  // namespace etslink
