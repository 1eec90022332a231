// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// e(pbar, u) of a household in a state beyond its subsistence, leisure included where it is a choice, and its
// consumption of goods at benchmark prices [million benchmark USD].
[[nodiscard]] double benchmark_price_expenditure(const Economy& economy, const EquilibriumState& state, int household);
[[nodiscard]] double benchmark_price_consumption(const Economy& economy, const EquilibriumState& state, int household);

// Hicksian equivalent variation per region, e(pbar, u1) - e(pbar, u0) [million benchmark USD]; pbar: benchmark prices,
// u0: utility of the reference, leisure included where it is a choice. e(pbar, u) is benchmark expenditure times the
// level of consumption: utility is homothetic, or the level is stated so (CDE). Of several households the sum.
[[nodiscard]] Values equivalent_variation(const ScenarioView& view);

[[nodiscard]] Values welfare_change(const ScenarioView& view);  // EV / reference consumption of goods [%]
[[nodiscard]] Values consumption(const ScenarioView& view);     // of goods at benchmark prices [million benchmark USD]
[[nodiscard]] Values abatement_cost_ev(const ScenarioView& view);  // - EV [million benchmark USD]
[[nodiscard]] Values consumer_price(const ScenarioView& view);     // of household consumption [benchmark = 1]

}  // namespace etslink
