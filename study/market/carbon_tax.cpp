// SPDX-License-Identifier: Apache-2.0
// A carbon tax instead of a cap: price.
#include "calibration/toml/toml_numbers.h"
#include "study/market/market_rules.h"

namespace etslink {
namespace {

// A tax is one government's.
void expect_one_region(const TomlValue& price, const PermitMarket& market) {
  for (const auto& coverage : market.coverage) {
    if (coverage.region != market.coverage.front().region)
      price.fail("'" + price.name() + "': a carbon tax is that of one region; write a market for each");
  }
}

void read_carbon_tax(TomlSection& section, const NamedSets&, PermitMarket& market) {
  const auto* value = section.find("price");
  if (value == nullptr) return;
  market.fixed_price = read_non_negative(*value);
  expect_one_region(*value, market);
}

double* find_price(PermitMarket& market) { return market.fixed_price ? &*market.fixed_price : nullptr; }

}  // namespace

MarketRule market_carbon_tax() {
  return {.read = read_carbon_tax,
          .main_key = "price",
          .conflicts = {{"price", "cap", "a price is fixed, or a quantity"}},
          .numbers = {{"prices", "price of ", "USD/t", find_price}}};
}

}  // namespace etslink
