// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/steel_sources.h"

#include <algorithm>
#include <cmath>

#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double rounding = 0.01;                            // of sums of the sources
constexpr std::pair<double, double> mt_range{0.0, 1e5};      // Mt
constexpr std::pair<double, double> need_range{0.0, 100.0};  // GJ, MWh or t per t
constexpr std::pair<double, double> cost_range{0.0, 1e5};    // USD/t

using CrudeSteel = std::map<std::string, double>;

PublishedSteel read_region(const CsvTable& csv, int row) {
  PublishedSteel steel;
  steel.at = csv.at(row);
  steel.scrap_exports = number_between(csv, row, "scrap_exports_mt", mt_range);
  steel.scrap_imports = number_between(csv, row, "scrap_imports_mt", mt_range);
  steel.scrap_price = number_between(csv, row, "scrap_price_usd_t", {1.0, cost_range.second});
  return steel;
}

std::map<std::string, PublishedSteel> read_regions(const std::string& file, const std::vector<std::string>& regions,
                                                   CrudeSteel& crude) {
  const CsvTable csv = read_csv(file);
  KeyedRows once(csv, {"region"});
  std::map<std::string, PublishedSteel> result;
  double exports = 0, imports = 0;
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string region = csv.text(row, "region");
    if (find_position(regions, region) < 0) continue;
    once.take(row);
    const PublishedSteel& steel = result[region] = read_region(csv, row);
    crude[region] = number_between(csv, row, "crude_steel_mt", mt_range);
    exports += steel.scrap_exports;
    imports += steel.scrap_imports;
  }
  for (const std::string& region : regions)
    static_cast<void>(look_up(result, region, {"no row for region", end_of(csv)}));
  if (std::abs(exports - imports) > rounding * std::max(exports, imports))
    throw InputError(end_of(csv), "regions export " + rounded_text(exports, 6) + " Mt of scrap and import " +
                                      rounded_text(imports, 6) + "; they must agree to 1 %");
  return result;
}

PublishedRoute read_route(const CsvTable& csv, int row) {
  PublishedRoute route;
  route.at = csv.at(row);
  const auto cost = [&](const char* column) { return number_between(csv, row, column, cost_range); };
  const auto need = [&](const char* column) { return number_between(csv, row, column, need_range); };
  route.mt = number_between(csv, row, "mt", mt_range);
  route.coal = need("coal_gj_per_t");
  route.gas = need("gas_gj_per_t");
  route.electricity = need("electricity_mwh_per_t");
  route.scrap = need("scrap_t_per_t");
  route.coal_cost = cost("usd_coal");
  route.gas_cost = cost("usd_gas");
  route.electricity_cost = cost("usd_electricity");
  route.scrap_cost = cost("usd_scrap");
  route.ore = cost("usd_ore");
  route.materials = cost("usd_other");
  route.services = cost("usd_services");
  route.labour = cost("usd_labour");
  route.capital = cost("usd_capital");
  route.total = cost("usd_total");
  return route;
}

int rule_of(const CsvTable& csv, int row, const std::vector<RouteRule>& rules) {
  std::vector<std::string> names;
  for (const RouteRule& rule : rules) names.push_back(rule.row);
  return look_up(names, csv.text(row, "route"), {"the recipe has no [[steel.route]] for row", csv.at(row)});
}

// `crude` is the crude steel of the region, `smallest` what no route is below [Mt].
void check_region(const std::string& region, const PublishedSteel& steel, double crude, double smallest) {
  double sum = steel.mt();
  for (const PublishedRoute& route : steel.left_out) sum += route.mt;
  if (std::abs(sum - crude) > rounding * crude || !(crude > 0))
    throw InputError(steel.at, "crude_steel_mt is " + shortest_text(crude) + ", but routes make " +
                                   rounded_text(sum, 8) + " Mt; they must agree to 1 %");
  if (steel.routes.empty())
    throw InputError(steel.at,
                     "all routes of " + region + " are smaller than 'smallest_mt', " + shortest_text(smallest));
  if (!(steel.scrap_use() > steel.scrap_imports))
    throw InputError(steel.at, "scrap_imports_mt is " + shortest_text(steel.scrap_imports) + ", but routes of " +
                                   region + " use " + rounded_text(steel.scrap_use(), 8) +
                                   " Mt of scrap; allowed: less than that");
}

}  // namespace

double PublishedSteel::mt() const {
  double sum = 0;
  for (const PublishedRoute& route : routes) sum += route.mt;
  return sum;
}

double PublishedSteel::scrap_use() const {
  double sum = 0;
  for (const PublishedRoute& route : routes) sum += route.scrap_mt();
  return sum;
}

std::map<std::string, PublishedSteel> read_steel_sources(const SteelRecipe& recipe,
                                                         const std::vector<std::string>& regions) {
  CrudeSteel crude;
  std::map<std::string, PublishedSteel> result = read_regions(recipe.regions_file, regions, crude);
  const CsvTable csv = read_csv(recipe.file);
  KeyedRows once(csv, {"region", "route"});
  for (int row = 0; row < csv.row_count(); ++row) {
    const auto steel = result.find(csv.text(row, "region"));
    if (steel == result.end()) continue;
    once.take(row);
    PublishedRoute route = read_route(csv, row);
    route.rule = rule_of(csv, row, recipe.rules);
    const bool is_small = route.mt <= 0 || route.mt < recipe.smallest_mt;
    (is_small ? steel->second.left_out : steel->second.routes).push_back(route);
  }
  for (auto& [region, steel] : result) {
    std::sort(steel.routes.begin(), steel.routes.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
    check_region(region, steel, crude[region], recipe.smallest_mt);
  }
  return result;
}

}  // namespace etslink
