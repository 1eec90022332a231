// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// C in one scenario: the regions that the study names, or without such the regions that a market of this scenario
// regulates. Other scenarios of the study have no part in it.
[[nodiscard]] std::vector<Region> coalition_of(const std::vector<Region>& named, const Economy& economy);

// All rates are in per cent of R = - sum_{r in C} dE_r, the reduction of the coalition C against the reference (all CO2
// in the inventory of a region). International transport is outside every C, whoever supplies and whatever regulates
// it: dE_i. Missing where C is all regions or none, and where R is below one millionth of C's emissions.
[[nodiscard]] Values leakage_rate(const ScenarioView& view);                     // (sum_{r not in C} dE_r + dE_i) / R
[[nodiscard]] Values leakage_by_region(const ScenarioView& view);                // dE_r / R; missing for members
[[nodiscard]] Values leakage_international_transport(const ScenarioView& view);  // dE_i / R
// sum_{r not in C} dE_rs / R, of sectors of international transport over all r; final users are the rest.
[[nodiscard]] Values leakage_by_sector(const ScenarioView& view);

// (sum_{r not in C} dE_r + dE_i + N) / (R + N), N: permits that C buys from outside [Mt].
[[nodiscard]] Values leakage_rate_net_of_permits(const ScenarioView& view);

// Growth of uncovered emissions inside C / reduction of covered ones [%].
[[nodiscard]] Values domestic_leakage(const ScenarioView& view);

// Leakage with the same caps while fuel prices are held (competitiveness), and the rest (fuel prices) [%].
[[nodiscard]] Values leakage_competitiveness_channel(const ScenarioView& view);
[[nodiscard]] Values leakage_fuel_price_channel(const ScenarioView& view);

}  // namespace etslink
