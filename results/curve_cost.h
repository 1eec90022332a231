// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Abatement cost by the curve per region: - int tau_m(s) dE_r(s) + value of net permit imports and of the inputs of
// offsets and projects at s = 1 [million USD];
// the permit terms sum to zero over regions. Zero without active markets, missing where the integral was not computed.
[[nodiscard]] Values abatement_cost_macc(const ScenarioView& view);
[[nodiscard]] Values abatement_cost_macc_error(const ScenarioView& view);  // estimate of its absolute error

// abatement_cost_macc / (E0_r - ledger_target), E0_r - E_r where there are only carbon taxes [USD/t]; missing where the
// effort is not positive.
[[nodiscard]] Values average_abatement_cost(const ScenarioView& view);

}  // namespace etslink
