// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/taxation/vat_rule.h"
#include "calibration/taxes.h"

namespace etslink {

struct VatTask {
  std::vector<VatRule> rules;                    // a region without one keeps its taxes
  std::map<std::string, double> published_rate;  // region -> standard rate, for rules without [0..1]
  std::vector<std::string> fixed_goods;          // whose purchases keep their values: fuels
};

// Moves the revenue on goods and services (consumption taxes of households and output taxes) of each region with a rule
// to those who bear its value-added tax: v = standard rate x relative rate of the good x part that the user can't
// reclaim, on the price with tariff and excise. Exports pay none. What the tax brings at the rate of the law above what
// households paid comes out of the output taxes, all at one factor; where it would bring more than both, its rate is
// lower; where it brings less than households paid, they go on to pay the rest in the old proportions (other taxes on
// consumption).
//
// The table is balanced again region by region: minimum cross entropy (Golan, Judge and Robinson 1994) over domestic
// sales and factor payments. As before: revenue of all taxes of a region, its labour income, what each final user
// spends with taxes (hence GDP at market prices), every flow between regions, stock changes, purchases of fixed goods.
// InputError at the rule where no table does that.
[[nodiscard]] TaxedTable put_value_added_taxes(TaxedTable taxed, const TaxRates& rates, const VatTask& task);

}  // namespace etslink
