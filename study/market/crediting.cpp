// SPDX-License-Identifier: Apache-2.0
// Sectoral crediting: baselines, and the support that a government pays instead of a market: crediting.
#include "calibration/toml/toml_numbers.h"
#include "study/market/market_rules.h"
#include "study/market/read_rates.h"

namespace etslink {
namespace {

void read_crediting(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  auto own = section.section("crediting");
  if (!own) return;
  const RateKeys keys{{"baseline_percent", RateRule::benchmark_percent}, {"baseline_t_per_musd", RateRule::t_per_musd}};
  const auto stated = find_rate(*own, keys);
  SectoralCrediting result;
  own->read("absolute", read_flag, result.is_absolute);
  const auto* support = own->find("support_price");
  own->finish();
  if (stated.value == nullptr)
    own->fail("'" + own->name() + "' must state one of baseline_percent and baseline_t_per_musd");
  result.baseline = read_rates(*stated.value, stated.rule, rated_sectors(market, sets), sets);
  if (support != nullptr) market.fixed_price = read_non_negative(*support);
  market.crediting = result;
}

std::vector<OutputRate>* find_crediting_rates(PermitMarket& market) {
  return market.crediting ? &market.crediting->baseline : nullptr;
}

}  // namespace

MarketRule market_crediting() {
  return {.read = read_crediting,
          .main_key = "crediting",
          .conflicts = {{"price", "crediting", "support for credits is crediting.support_price"},
                        {"crediting", "cap", "who is credited needs no permits"},
                        {"crediting", "indirect", "credits are for direct emissions"}},
          .rates = {{"baseline of ", find_crediting_rates}}};
}

}  // namespace etslink
