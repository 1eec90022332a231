// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/market/market_rule.h"

namespace etslink {

// Each in the file of its name, as market_cap in cap.cpp.
[[nodiscard]] MarketRule market_coverage();
[[nodiscard]] MarketRule market_indirect_emissions();
[[nodiscard]] MarketRule market_revenue();
[[nodiscard]] MarketRule market_cap();
[[nodiscard]] MarketRule market_standard();
[[nodiscard]] MarketRule market_carbon_tax();
[[nodiscard]] MarketRule market_allocation();
[[nodiscard]] MarketRule market_crediting();
[[nodiscard]] MarketRule market_price_collar();
[[nodiscard]] MarketRule market_offsets();
[[nodiscard]] MarketRule market_credit_limit();

// The table of contents, in the order in which they read.
[[nodiscard]] const std::vector<MarketRule>& market_rules();

}  // namespace etslink
