// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/trade_wedges.h"

#include <algorithm>

namespace etslink {

std::vector<TradedFuel> trade_wedges(const EnergyTrade& trade, const PriceLevels& prices,
                                     const EnergyTradeRecipe& recipe) {
  std::vector<TradedFuel> flows;
  for (const Fuel fuel : all_fuels) {
    const Eigen::VectorXd& price = prices.basic[fuel];
    for (int from = 0; from < price.size(); ++from) {
      for (int to = 0; to < price.size(); ++to) {
        const double pj = trade.pj[fuel](from, to);
        if (from == to || pj == 0) continue;
        const double wedge = price(to) - price(from);
        require(wedge >= 0, "energy flows to where it is dearer");
        const double margin = std::min(wedge, recipe.margin[fuel]);
        const double rent = std::min(wedge - margin, recipe.rent[fuel] * price(from));
        flows.push_back({Region{from}, Region{to}, fuel, pj, price(from) * pj, margin * pj, rent * pj,
                         (wedge - margin - rent) * pj});
      }
    }
  }
  return flows;
}

}  // namespace etslink
