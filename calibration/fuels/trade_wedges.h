// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/fuels/energy_trade.h"

namespace etslink {

// A flow of energy between regions with what makes its delivered price that of the importer [PJ, million USD].
struct TradedFuel {
  Region exporter, importer;
  Fuel fuel = Fuel::coal;
  double pj = 0;
  double value = 0;       // at the exporter's basic price
  double margin = 0;      // international transport
  double export_tax = 0;  // rent of the exporter
  double tariff = 0;      // what is left
  [[nodiscard]] double delivered() const { return value + margin + export_tax + tariff; }
};

// Delivered less basic price, in this order: margin up to the recipe's limit, export tax up to its limit, tariff. All
// of them are 0 or more, because no energy flows to where it is cheaper.
[[nodiscard]] std::vector<TradedFuel> trade_wedges(const EnergyTrade& trade, const PriceLevels& prices,
                                                   const EnergyTradeRecipe& recipe);

}  // namespace etslink
