// SPDX-License-Identifier: Apache-2.0
// Who receives the value of the permits of a market: revenue, a name, or { cut = TAX, ... } for the tax that is cut.
#include "study/market/market_rules.h"
#include "study/named_tax.h"

namespace etslink {
namespace {

void read_revenue(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  const auto* revenue = section.find("revenue");
  if (revenue != nullptr && revenue->is(TomlValue::Kind::table)) {
    market.revenue = RevenueUse::tax;
    market.recycled_tax = read_named_tax(*revenue, "cut", sets);
    return;
  }
  section.choose("revenue",
                 {{"household", RevenueUse::household},
                  {"government", RevenueUse::government},
                  {"spending", RevenueUse::spending}},
                 market.revenue);
}

}  // namespace

MarketRule market_revenue() { return {.read = read_revenue}; }

}  // namespace etslink
