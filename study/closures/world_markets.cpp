// SPDX-License-Identifier: Apache-2.0
// Small countries, which buy and sell goods at prices of a world market: world_prices.
#include "study/by_region.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

std::vector<Sector> read_goods(const TomlValue& value, const NamedSets& sets) {
  auto goods = sets.sectors(value);
  if (goods.size() < 2)
    value.fail("'" + value.name() + "' must name at least two goods: what is sold pays for what is bought");
  return goods;
}

void read_world_markets(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  const auto* table = section.find("world_prices");
  if (table == nullptr) return;
  const auto values = values_by_region(table->as_table(), sets);
  for (const auto& [key, value] : table->entries()) static_cast<void>(read_goods(value, sets));
  for (int r = 0; r < static_cast<int>(values.size()); ++r) {
    if (values[r] != nullptr) options.world_markets.push_back({{r}, read_goods(*values[r], sets), values[r]->at()});
  }
}

}  // namespace

ClosureRule world_market_closure() { return {read_world_markets}; }

}  // namespace etslink
