// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/factor_shares.h"
#include "calibration/io_table.h"
#include "calibration/taxes.h"
#include "model/input_error.h"

namespace etslink {

// Which goods the published rates and the assumptions speak of; codes of benchmark sectors.
struct TaxGoodGroups {
  std::vector<std::string> fuels;         // no tariff unless assumed: COL CRU GAS OIL
  std::vector<std::string> manufactured;  // tariff group "manufactured"
  std::vector<std::string> primary;       // tariff group "primary" (food and raw materials, not fuels)
  std::vector<std::string> reduced_rate;  // consumption tax at the reduced rate
  std::string refined_oil;                // taxed by user; its own use is free
};

// Stated assumptions behind the tax rates; all are keys of the recipe.
struct TaxAssumptions {
  double fuel_tariff = 0;             // ad valorem on imported fuels
  double reduced_rate_factor = 0.5;   // consumption tax on food, rents, health, education ... / standard rate
  double consumption_tax_cap = 0.20;  // highest standard rate; revenue above it becomes an output tax
  double effective_capital_tax_factor =
      0.25;  // effective / statutory rate on all capital income (depreciation and rents too)
  // Motor fuel excise relative to the pattern region [>= 0], for regions without a price survey or instead of it.
  std::map<std::string, double> excise_index;
  // Published tax revenue on refined oil without value-added tax, where there is one: it sets the excise of that
  // region.
  std::map<std::string, double> oil_tax_revenue_musd;
};

// Published rates and revenues.
struct TaxSources {
  std::map<std::string, std::map<std::string, double>> tariff_pct;  // region -> all | manufactured | primary
  std::map<std::string, std::map<std::string, double>> indicator;   // region -> rev_goods_services ... [% of GDP or %]
  std::map<std::string, double> motor_fuel_excise_usd_per_l;        // region -> mean of its surveyed countries
  std::string pattern_region;                                       // whose table gives fuel taxes by user: KOR
  std::map<std::string, double>
      oil_tax_by_user;                     // there: user (sector or "HH") -> ad valorem rate without value-added tax
  SourceLocation tariff_at, indicator_at;  // ends of their files, for messages
  SourceLocation recipe_at;                // table of the assumptions, for messages
};

// A published number of a region; InputError where it is missing.
[[nodiscard]] double tax_indicator(const TaxSources& sources, const std::string& region, const std::string& name);

struct TaxRules {
  TaxGoodGroups groups;
  TaxAssumptions assumptions;
};

// Rates for every tax of the table. Refined oil: the pattern region's rates by user times the ratio of motor fuel
// excises. Consumption tax on households: so that it brings, with the oil taxes, rev_goods_services of GDP. Labour:
// social contributions, payroll taxes and the part of income taxes that capital does not pay. GDP = value added of the
// table.
[[nodiscard]] TaxRates build_tax_rates(const IoTable& table, const FactorShares& shares, const TaxSources& sources,
                                       const TaxRules& rules);

}  // namespace etslink
