// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/published_prices.h"

#include <algorithm>

#include "model/number_text.h"

namespace etslink {

void raise_to_published_prices(EnergyTables& tables, const Benchmark& benchmark, const std::vector<Target>& targets,
                               TargetMoves& moves) {
  for (const Target& target : targets_of(targets, TargetKind::fuel_price)) {
    if (target.is_about(Fuel::oil)) continue;  // one price, that of the recipe; users below it are subsidised
    const double floor = target.lowest();
    double added = 0;
    for (FuelUse& use : tables.use) {
      if (use.region != benchmark.find_region(target.region) || !target.is_about(use.fuel)) continue;
      if (!target.is_about(user_class(benchmark, use.user))) continue;
      const double raised = std::max(use.wanted_musd, floor * use.pj());
      added += raised - use.wanted_musd;
      use.wanted_musd = raised;
    }
    tables.adjustments.push_back({"energy prices", target.name(),
                                  "users pay at least " + rounded_text(floor, 4) + " USD/GJ", added, "million USD"});
    moves.add(target, "deliveries and taxes of users below " + rounded_text(floor, 4) +
                          " USD/GJ: " + rounded_text(added, 4) + " million USD");
  }
}

}  // namespace etslink
