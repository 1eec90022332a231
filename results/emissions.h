// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// CO2 of a state per region and user [Mt], from fuels and processes, covered by a market or not; user axis of
// AccountsIndex.
[[nodiscard]] Values emissions_by_user(const ScenarioView& view, const EquilibriumState& state);

// CO2 of a state per region [Mt]: what is in its inventory.
[[nodiscard]] Values emissions_by_region(const ScenarioView& view, const EquilibriumState& state);

// CO2 of a state that is in no region's inventory, by the region whose sector emits it [Mt].
[[nodiscard]] Values emissions_outside_regions(const ScenarioView& view, const EquilibriumState& state);

// Is what a user emits in the inventory of its region? User axis of AccountsIndex; so is what several users share (-1).
[[nodiscard]] bool is_in_inventory(const Economy& economy, int user);

// What users emit less than in the reference, without those who emit more, per region [Mt]: users in its inventory, or
// the others.
[[nodiscard]] Values falls_of_emissions(const ScenarioView& view, const EquilibriumState& state, bool in_inventory);

// Has the economy sectors whose CO2 is in no inventory?
[[nodiscard]] bool has_international_transport(const Economy& economy);

// Emissions that a market regulates per market and region [Mt], in any state, by the coverage of this scenario; zero
// for markets that are off.
[[nodiscard]] std::vector<Values> covered_emissions(const ScenarioView& view, const EquilibriumState& state);

// Emissions of each region and its international transport that are regulated [Mt], each tonne once: by markets of
// permits or by carbon taxes, whichever charges more of an input. Where both charge a part, the one part is in the
// other.
[[nodiscard]] Values regulated_emissions(const ScenarioView& view, const EquilibriumState& state);

// Emissions per region that a carbon tax charges and no market of permits [Mt], each tonne once; at the benchmark.
[[nodiscard]] Values emissions_only_taxed(const Economy& economy, const EquilibriumState& state);
[[nodiscard]] Values benchmark_emissions_only_taxed(const Economy& economy);

// Part of each region's inventory that a market charges, per market and region [%]; indirect emissions, which are those
// of others, apart. Missing where the market is off or the region is no member.
[[nodiscard]] Values inventory_coverage(const ScenarioView& view);

// Covered emissions at the benchmark, E0_mr [Mt].
[[nodiscard]] std::vector<Values> covered_benchmark_emissions(const Economy& economy);

[[nodiscard]] Values co2(const ScenarioView& view);
[[nodiscard]] Values co2_by_user(const ScenarioView& view);
// Missing where the economy has no such sector.
[[nodiscard]] Values co2_international_transport(const ScenarioView& view);
[[nodiscard]] Values co2_world(const ScenarioView& view);
[[nodiscard]] Values abatement(const ScenarioView& view);                          // CO2 of the reference - CO2 [Mt]
[[nodiscard]] Values abatement_international_transport(const ScenarioView& view);  // the same; missing likewise

}  // namespace etslink
