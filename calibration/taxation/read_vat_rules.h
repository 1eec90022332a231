// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/taxation/carbon_prices.h"
#include "calibration/taxation/vat_rule.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

struct Recipe;

// The entries [[taxes.vat]] of a recipe whose regions and sectors have been read; each region once.
[[nodiscard]] std::vector<VatRule> read_vat_rules(TomlSection& taxes, const Recipe& recipe);

// The entries [[taxes.carbon_price]]; each sector of a region once.
[[nodiscard]] std::vector<CarbonPriceRule> read_carbon_price_rules(TomlSection& taxes, const Recipe& recipe);

}  // namespace etslink
