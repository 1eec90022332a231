// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/scenario_view.h"

namespace etslink {

// Per market [USD/t, numeraire = 1], of a cap, a tax, a standard or credits; missing where it is off: whether it is
// there says whether the market is on (IndicatorSet::is_on).
[[nodiscard]] Values carbon_price(const ScenarioView& view);
[[nodiscard]] Values co2_cap(const ScenarioView& view);  // per market [Mt]: cap_r over its members, with what states it
                                                         // otherwise; missing without
[[nodiscard]] Values co2_covered(const ScenarioView& view);  // per market [Mt]; missing where off

// Carbon price per market and member region in units of its consumption price: tau / p_C [USD/t]; missing for others
// and where the market is off.
[[nodiscard]] Values carbon_price_local(const ScenarioView& view);

// Per market [Mt]; missing where it is off: cap and all permits beyond it; those of one source, as
// they are added to the market or taken from it.
[[nodiscard]] Values allowances(const ScenarioView& view);
[[nodiscard]] Values permits_from(const ScenarioView& view, PermitSource source);
[[nodiscard]] Values permits_taken_by(const ScenarioView& view, PermitSource source);

// Net permits bought per region [Mt], and what is paid for them [million USD], which sums to zero over regions; see
// PermitTrade.
[[nodiscard]] Values permit_imports(const ScenarioView& view);
[[nodiscard]] Values permit_import_value(const ScenarioView& view);

}  // namespace etslink
