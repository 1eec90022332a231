// SPDX-License-Identifier: Apache-2.0
// Floor and ceiling of a market's permit price with the quantities behind them: floor, auctioned_percent, ceiling,
// reserve_mt.
#include "calibration/toml/toml_numbers.h"
#include "model/number_text.h"
#include "study/market/market_rules.h"

namespace etslink {
namespace {

void expect_partner(TomlSection& section, const std::string& key, const std::string& partner) {
  const auto* value = section.find(key);
  if (value != nullptr && !section.has(partner)) value->fail("'" + value->name() + "' needs '" + partner + "'");
}

// What is given out free of charge is not auctioned.
void expect_permits_to_auction(TomlSection& section, const PermitMarket& market) {
  const auto* stated = section.find("auctioned_percent");
  if (stated == nullptr || !market.free_part) return;
  const double percent = 100 * read_percent(*stated), free = 100 * market.free_part->share;
  if (percent > 100 - free + 1e-9)
    stated->fail("'" + stated->name() + "' is " + rounded_text(percent, 6) + ", but with free_percent_of_cap = " +
                 rounded_text(free, 6) + " at most " + rounded_text(100 - free, 6) + " % are auctioned");
}

void read_price_collar(TomlSection& section, const NamedSets&, PermitMarket& market) {
  for (const auto* key : {"floor", "ceiling"}) expect_cap_for(section, key, market);
  expect_partner(section, "auctioned_percent", "floor");
  expect_partner(section, "reserve_mt", "ceiling");
  const auto* floor = section.find("floor");
  const auto* ceiling = section.find("ceiling");
  if (floor == nullptr && ceiling == nullptr) return;
  PriceCollar collar;
  collar.at = (floor != nullptr ? floor : ceiling)->at();
  section.read("floor", read_non_negative, collar.floor);
  section.read("ceiling", read_positive, collar.ceiling);
  section.read("auctioned_percent", read_percent, collar.auctioned_share);
  expect_permits_to_auction(section, market);
  section.read("reserve_mt", read_non_negative, collar.reserve_mt);
  if (floor != nullptr && collar.floor >= collar.ceiling)
    floor->fail("'" + floor->name() + "' is " + shortest_text(collar.floor) + ", but must be below the ceiling of " +
                shortest_text(collar.ceiling) + " USD/t");
  market.collar = collar;
}

}  // namespace

MarketRule market_price_collar() {
  MarketRule rule{.read = read_price_collar, .conflicts = conflicts_of_permits({"floor", "ceiling"})};
  rule.numbers = {
      {"limits", "reserve of ", "Mt", [](PermitMarket& m) { return m.collar ? &m.collar->reserve_mt : nullptr; }},
      {"prices", "floor of ", "USD/t", [](PermitMarket& m) { return m.collar ? &m.collar->floor : nullptr; }},
      {"prices", "ceiling of ", "USD/t", [](PermitMarket& m) { return m.collar ? &m.collar->ceiling : nullptr; }}};
  return rule;
}

}  // namespace etslink
