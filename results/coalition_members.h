// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// C, the coalition of the leakage rates in one scenario: whose reduction others may undo. The inventory of a region and
// the CO2 of the international transport that it sells, which is in no inventory, are in it or outside of it each for
// itself; regions ascend.
struct CoalitionMembers {
  std::vector<Region> regions;    // whose inventory is in C
  std::vector<Region> transport;  // whose international transport is in C

  // Of users in the inventory, or of others.
  [[nodiscard]] bool has(Region region, bool in_inventory) const;
  // The inventory, the transport or both.
  [[nodiscard]] bool has(Region region) const { return has(region, true) || has(region, false); }
};

// C has the inventories of the regions that the study names, whatever the scenario regulates; where it names none,
// those of which a market that is on regulates something. It has the international transport that a market regulates,
// of named regions where there are such. A market that covers nothing but transport regulates no inventory.
[[nodiscard]] CoalitionMembers coalition_members(const ScenarioView& view);

}  // namespace etslink
