// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "calibration/toml/toml_section.h"
#include "model/covered_sectors.h"
#include "study/named_sets.h"

namespace etslink {

// How the numbers of a table of rates by output are meant.
enum class RateRule {
  reduction_percent,  // below the benchmark intensity, 0 to 100
  benchmark_percent,  // of the benchmark intensity, 0 or more
  t_per_musd,         // t CO2 per million benchmark USD of output, 0 or more
  t_per_unit          // t CO2 per unit of output, MWh, t or GJ, 0 or more
};

// Sectors for which a market may state rates.
struct RatedChoice {
  std::string market;                  // name
  std::vector<CoveredSector> sectors;  // by region
};

// All sectors that a market covers.
[[nodiscard]] RatedChoice rated_sectors(const PermitMarket& market, const NamedSets& sets);

// The same for a table of rates that may name technologies of a sector that the market covers as a whole, which then
// have rates of their own in place of their sector. InputError where it names both.
[[nodiscard]] RatedChoice rated_sectors(const PermitMarket& market, const NamedSets& sets, const TomlValue& rates);

// The keys of a table that state rates, each with how its numbers are meant, and the one that is given; null where none
// is. InputError where two are.
using RateKeys = std::vector<std::pair<std::string, RateRule>>;
[[nodiscard]] std::string listed(const RateKeys& keys);  // "a, b and c"
struct StatedRate {
  const TomlValue* value = nullptr;
  RateRule rule = RateRule::benchmark_percent;
};
[[nodiscard]] StatedRate find_rate(TomlSection& section, const RateKeys& keys);

// Rates by output: a number for all sectors of the choice, or a table with values by sector, by region, and by region
// and then sector; the most specific one is used. InputError for a sector outside the choice, without output, or
// without emissions.
[[nodiscard]] std::vector<OutputRate> read_rates(const TomlValue& value, RateRule rule, const RatedChoice& choice,
                                                 const NamedSets& sets);

}  // namespace etslink
