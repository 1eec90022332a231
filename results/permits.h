// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

[[nodiscard]] Values carbon_price(const ScenarioView& view);  // per market [USD/t, numeraire = 1]; 0 where it is off
[[nodiscard]] Values co2_cap(const ScenarioView& view);  // per market: sum of its members' caps [Mt]; missing where off
[[nodiscard]] Values co2_covered(const ScenarioView& view);  // per market [Mt]; missing where off

// Carbon price per market and member region in units of its consumption price: tau / p_C [USD/t]; missing for others.
[[nodiscard]] Values carbon_price_local(const ScenarioView& view);

// Net permits bought per region [Mt]: covered emissions - own cap, in every pool of linked members. Where the pool's
// cap does not bind, sellers keep the same share of their surplus, so that permit trade always sums to zero.
[[nodiscard]] Values permit_imports(const ScenarioView& view);

// tau times net permits bought [million USD]; sums to zero over regions.
[[nodiscard]] Values permit_import_value(const ScenarioView& view);

}  // namespace etslink
