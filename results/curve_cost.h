// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// A point of a cap path as the integral of abatement cost sees it: prices, and the emissions that they are paid for.
// Who opts in to crediting pays for those beyond its baseline only.
[[nodiscard]] CapPathPoint priced_emissions(const Economy& economy, const EquilibriumState& state);

// The same for carbon prices that were paid, a part of which is in the taxes of the economy (put_back_paid_prices), in
// place of the markets: of each the price per tonne at today's price of the fuel, part p0 D/D0, and the tonnes on which
// the scenario replaces it.
[[nodiscard]] CapPathPoint paid_emissions(const Economy& economy, const EquilibriumState& state, double part);

// Abatement cost by the curve per region: - int tau_m(s) dE_r(s) + value of net permit imports and of the inputs of
// offsets and projects at s = 1, less what abatement at the prices that were paid had cost before [million USD];
// the permit terms sum to zero over regions. Zero without active markets, missing where the integral was not computed.
[[nodiscard]] Values abatement_cost_macc(const ScenarioView& view);
[[nodiscard]] Values abatement_cost_macc_error(const ScenarioView& view);  // estimate of its absolute error

// abatement_cost_macc / (E0_r - ledger_target) [USD/t], E0_r benchmark emissions of the ledger; missing where the
// effort is below a thousandth of E0_r.
[[nodiscard]] Values average_abatement_cost(const ScenarioView& view);

}  // namespace etslink
