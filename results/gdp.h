// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Real GDP per region, Laspeyres volume [million benchmark USD]: final uses at benchmark user prices + exports FOB -
// imports CIF at benchmark prices. Transport services sold to world pools are exports; permit trade is not in it.
[[nodiscard]] Values real_gdp(const ScenarioView& view);

// The same at the prices of the scenario, in units of the numeraire [million USD].
[[nodiscard]] Values nominal_gdp(const ScenarioView& view);

[[nodiscard]] Values gdp_change(const ScenarioView& view);          // [% of the reference]
[[nodiscard]] Values abatement_cost_gdp(const ScenarioView& view);  // - change of real GDP [million benchmark USD]

}  // namespace etslink
