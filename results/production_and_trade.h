// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Fisher index of FOB export prices over that of CIF import prices, against the reference, minus one, per region [%].
// Transport services sold to world pools are exports; intra-regional trade and permits are left out.
[[nodiscard]] Values terms_of_trade(const ScenarioView& view);

// Per region and sector [million benchmark USD]: output at market prices, exports FOB (services to world pools
// included), imports CIF; volumes at benchmark prices, intra-regional trade of an aggregate region included.
[[nodiscard]] Values output(const ScenarioView& view);
[[nodiscard]] Values output_change(const ScenarioView& view);  // [% of the reference]
[[nodiscard]] Values exports(const ScenarioView& view);
[[nodiscard]] Values imports(const ScenarioView& view);

// Volumes of all exports FOB and all imports CIF of a region at benchmark prices against the reference, intra-regional
// trade left out [%]; missing where the reference has none.
[[nodiscard]] Values exports_change(const ScenarioView& view);
[[nodiscard]] Values imports_change(const ScenarioView& view);

}  // namespace etslink
