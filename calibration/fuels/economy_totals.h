// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>

#include "calibration/fuels/fuel.h"

namespace etslink {

// What the physical accounts keep of a benchmark [million USD].
struct EconomyTotals {
  std::map<std::pair<Region, Sector>, double> output_tax_rate;  // part of the market value of output
  std::map<std::pair<Region, User>, double> purchases;          // of a user, with taxes; investors pay stock changes
  std::map<Region, double> trade_balance;                       // exports less imports with export taxes and margins

  // What producers keep of the market value of output.
  [[nodiscard]] double net_of_output_tax(Region region, Sector sector) const;
};

// Flows between regions.
struct TradeRecords {
  const std::vector<TradeFlow>& trade;
  const std::vector<MarginFlow>& margins;
  const std::vector<MarginSupply>& margin_supply;
};
// Exports less imports by region, with export taxes and transport services [million USD].
[[nodiscard]] std::map<Region, double> trade_balances(const TradeRecords& records);

[[nodiscard]] EconomyTotals economy_totals(const Benchmark& benchmark);

}  // namespace etslink
