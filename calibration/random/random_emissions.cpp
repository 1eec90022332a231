// SPDX-License-Identifier: Apache-2.0
#include "calibration/random/random_draft.h"

namespace etslink {
namespace {

// Typical emissions per value of a fuel [t CO2 per USD]: coal at 33, gas at 110, oil products at 270 USD per t CO2.
double fuel_intensity(SectorRole role) {
  switch (role) {
    case SectorRole::coal:
      return 0.03;
    case SectorRole::gas:
      return 0.009;
    case SectorRole::refined_oil:
      return 0.0037;
    default:
      return 0;  // crude oil is refined, not burnt
  }
}

}  // namespace

void draw_emissions(WorldDraft& draft) {
  Benchmark& b = draft.benchmark;
  RandomNumbers& random = draft.random;
  std::vector<double> intensity;  // prices of fuels differ between regions
  for (int r = 0; r < b.region_count(); ++r) {
    for (int s = 0; s < b.sector_count(); ++s)
      intensity.push_back(fuel_intensity(draft.role({s})) * random.around_one(0.25));
  }
  for (const UseFlow& flow : b.use) {
    const double typical = intensity[draft.cell(flow.region, flow.good)];
    if (typical == 0 || flow.user.kind == User::Kind::stock_change) continue;
    const double mt = typical * flow.value_musd * random.around_one(0.1);
    const bool is_second_origin = !b.emissions.empty() && b.emissions.back().region == flow.region &&
                                  b.emissions.back().user == flow.user && b.emissions.back().fuel == flow.good;
    if (is_second_origin)
      b.emissions.back().mt += mt;
    else
      b.emissions.push_back({flow.region, flow.user, flow.good, std::nullopt, Gas::co2, mt, {}});
  }
  for (int r = 0; r < b.region_count(); ++r) {
    for (int s = 0; s < b.sector_count(); ++s) {
      const double mt =
          draft.sectors[s].process_intensity * draft.output[draft.cell({r}, {s})] * random.around_one(0.3);
      if (mt > 0) b.emissions.push_back({{r}, {User::Kind::sector, s}, std::nullopt, std::nullopt, Gas::co2, mt, {}});
    }
  }
}

}  // namespace etslink
