// SPDX-License-Identifier: Apache-2.0
// A tradable performance standard, permits per output: standard.
#include "study/market/market_rules.h"
#include "study/market/read_rates.h"

namespace etslink {
namespace {

void read_standard(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  const auto* standard = section.find("standard");
  if (standard == nullptr) return;
  if (!standard->is(TomlValue::Kind::table))
    standard->fail("'" + standard->name() + "' must be a table that states its rule, e.g. { reduction_percent = 10 }");
  TomlSection own(*standard);
  const RateKeys keys{{"reduction_percent", RateRule::reduction_percent},
                      {"t_per_musd", RateRule::t_per_musd},
                      {"t_per_unit", RateRule::t_per_unit}};
  const auto stated = find_rate(own, keys);
  own.finish();
  if (stated.value == nullptr) own.fail("'" + own.name() + "' must state one of " + listed(keys));
  market.standard = read_rates(*stated.value, stated.rule, rated_sectors(market, sets, *stated.value), sets);
}

std::vector<OutputRate>* find_standard_rates(PermitMarket& market) { return &market.standard; }

}  // namespace

MarketRule market_standard() {
  return {.read = read_standard,
          .main_key = "standard",
          .conflicts = conflicts_of_permits({"standard"}),
          .rates = {{"standard of ", find_standard_rates}}};
}

}  // namespace etslink
