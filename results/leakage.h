// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// All rates are in per cent of R, the cut of what is in the coalition C (coalition_members): of inventories of
// regions, and of international transport where a market regulates it. dE_r is the change of an inventory, dE_ri that
// of the international transport that region r sells. Missing where nothing emits outside of C or nothing is in it,
// where R is below one millionth of C's emissions, and where it is below a tenth of what users in C emit less, because
// others in C emit more: R is then the rest of larger changes, and leakage does not vanish with it. dE of the world =
// -R + the sum of what is outside, R x leakage_rate.
[[nodiscard]] Values coalition_abatement(const ScenarioView& view);              // R [Mt], whatever its size
[[nodiscard]] Values leakage_rate(const ScenarioView& view);                     // (sum dE_r + sum dE_ri, not in C) / R
[[nodiscard]] Values leakage_by_region(const ScenarioView& view);                // dE_r / R; missing for members
[[nodiscard]] Values leakage_international_transport(const ScenarioView& view);  // sum_{r not in C} dE_ri / R
// sum_{r not in C} dE_rs / R; final users are the rest.
[[nodiscard]] Values leakage_by_sector(const ScenarioView& view);

// (what is emitted more outside + N) / (R + N), N: permits that C buys from outside [Mt]; missing where R + N is as
// small, because C sells nearly all that it emits less.
[[nodiscard]] Values leakage_rate_net_of_permits(const ScenarioView& view);

// Growth of uncovered emissions inside C / reduction of covered ones [%]; missing where that reduction is as small.
[[nodiscard]] Values domestic_leakage(const ScenarioView& view);

// Leakage with the same caps while fuel prices are held (competitiveness), and the rest (fuel prices) [%].
[[nodiscard]] Values leakage_competitiveness_channel(const ScenarioView& view);
[[nodiscard]] Values leakage_fuel_price_channel(const ScenarioView& view);

}  // namespace etslink
