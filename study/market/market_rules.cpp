// SPDX-License-Identifier: Apache-2.0
#include "study/market/market_rules.h"

namespace etslink {

const std::vector<MarketRule>& market_rules() {
  static const std::vector<MarketRule> rules{market_coverage(),   market_indirect_emissions(), market_revenue(),
                                             market_cap(),        market_standard(),           market_carbon_tax(),
                                             market_allocation(), market_crediting(),          market_price_collar(),
                                             market_offsets(),    market_credit_limit()};
  return rules;
}

}  // namespace etslink
