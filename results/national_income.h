// SPDX-License-Identifier: Apache-2.0
// Gross national income: what the residents of a region earn, at home and abroad, where GDP is what is earned in it.
// Source: System of National Accounts 2008 (United Nations et al. 2009), chapters 7 and 8 (primary incomes from abroad;
// payments for emission permits are taxes on production) and 15 (real income: purchasing power over final expenditure).
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// The reference as a scenario of its own, valid as long as the view.
[[nodiscard]] ScenarioView reference_of(const ScenarioView& view);

// Per region [million USD, numeraire = 1]: what agents of the region receive for factors used abroad less what is paid
// in the region for factors owned abroad. Exactly zero where no factor crosses the border; sums to zero over regions.
[[nodiscard]] Values net_factor_income(const ScenarioView& view);

// Nominal GDP + net factor income - payment for permits bought abroad, per region [million USD].
[[nodiscard]] Values nominal_gni(const ScenarioView& view);

// Price of domestic final expenditure (household, government, investment, stock changes), Paasche index against the
// benchmark, per region [benchmark = 1].
[[nodiscard]] Values final_expenditure_price(const ScenarioView& view);

// Real income: nominal GNI / price of domestic final expenditure, per region [million benchmark USD].
[[nodiscard]] Values real_gni(const ScenarioView& view);

[[nodiscard]] Values gni_change(const ScenarioView& view);          // of real GNI [% of the reference]
[[nodiscard]] Values abatement_cost_gni(const ScenarioView& view);  // - change of real GNI [million benchmark USD]

}  // namespace etslink
