// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/technology_sources.h"

#include <algorithm>
#include <cmath>

#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double rounding_of_generation = 1e-3;
constexpr std::pair<double, double> gj_range{3.6, 100.0};  // GJ per MWh; 3.6: every joule is sold
constexpr std::pair<double, double> cost_range{0.0, 1e6};  // USD/MWh
constexpr std::pair<double, double> twh_range{0.0, 1e6};

std::map<std::string, PublishedPower> read_regions(const std::string& file, const std::vector<std::string>& regions,
                                                   std::map<std::string, double>& generation) {
  const CsvTable csv = read_csv(file);
  KeyedRows once(csv, {"region"});
  std::map<std::string, PublishedPower> result;
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string region = csv.text(row, "region");
    if (find_position(regions, region) < 0) continue;
    once.take(row);
    PublishedPower& power = result[region];
    power.at = csv.at(row);
    generation[region] = number_between(csv, row, "generation_twh", twh_range);
    power.sales_twh = number_between(csv, row, "sales_twh", twh_range);
    power.networks = number_between(csv, row, "tnd_usd_mwh_sold", cost_range);
    power.networks_labour = number_between(csv, row, "tnd_labour_share", {0, 1});
    power.networks_capital = number_between(csv, row, "tnd_capital_share", {0, 1});
    power.networks_services = number_between(csv, row, "tnd_services_share", {0, 1});
    power.generation_cost = number_between(csv, row, "generation_cost_usd_mwh", cost_range);
    const double parts = power.networks_labour + power.networks_capital + power.networks_services;
    if (std::abs(parts - 1) > 1e-6)
      throw InputError(csv.at(row), "shares of capital, labour and services in networks sum to " +
                                        rounded_text(parts, 6) + ", not to 1");
  }
  for (const std::string& region : regions)
    static_cast<void>(look_up(result, region, {"no row for region", end_of(csv)}));
  return result;
}

PublishedTechnology read_technology(const CsvTable& csv, int row, const TechnologyRule& rule) {
  PublishedTechnology technology;
  technology.at = csv.at(row);
  technology.twh = number_between(csv, row, "generation_twh", twh_range);
  if (rule.fuel) technology.gj_per_mwh = number_between(csv, row, "fuel_gj_per_mwh", gj_range);
  technology.fuel = number_between(csv, row, "fuel_usd_mwh", cost_range);
  technology.labour = number_between(csv, row, "labour_usd_mwh", cost_range);
  technology.capital = number_between(csv, row, "capital_usd_mwh", cost_range);
  technology.services = number_between(csv, row, "om_services_usd_mwh", cost_range) +
                        number_between(csv, row, "other_usd_mwh", cost_range);
  technology.total = number_between(csv, row, "total_usd_mwh", cost_range);
  return technology;
}

int rule_of(const CsvTable& csv, int row, const std::vector<TechnologyRule>& rules) {
  std::vector<std::string> names;
  for (const TechnologyRule& rule : rules) names.push_back(rule.row);
  return look_up(names, csv.text(row, "technology"),
                 {"the recipe has no [[technologies.technology]] for row", csv.at(row)});
}

void require_sum(const PublishedPower& power, double generation, const SourceLocation& at) {
  double sum = 0;
  for (const auto* list : {&power.technologies, &power.left_out})
    for (const PublishedTechnology& technology : *list) sum += technology.twh;
  if (std::abs(sum - generation) <= rounding_of_generation * generation && generation > 0) return;
  throw InputError(at, "generation_twh is " + shortest_text(generation) + ", but technologies generate " +
                           rounded_text(sum, 8) + " TWh; they must agree to 0.1 %");
}

void sort_by_rule(std::vector<PublishedTechnology>& technologies) {
  std::sort(technologies.begin(), technologies.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
}

}  // namespace

std::map<std::string, PublishedPower> read_power_technologies(const TechnologyRecipe& recipe,
                                                              const std::vector<std::string>& regions) {
  std::map<std::string, double> generation;
  std::map<std::string, PublishedPower> result = read_regions(recipe.regions_file, regions, generation);
  const CsvTable csv = read_csv(recipe.file);
  KeyedRows once(csv, {"region", "technology"});
  for (int row = 0; row < csv.row_count(); ++row) {
    const auto power = result.find(csv.text(row, "region"));
    if (power == result.end()) continue;
    once.take(row);
    const int rule = rule_of(csv, row, recipe.rules);
    PublishedTechnology technology = read_technology(csv, row, recipe.rules[static_cast<std::size_t>(rule)]);
    technology.rule = rule;
    const bool is_small = technology.twh <= 0 || technology.twh < recipe.smallest_twh;
    (is_small ? power->second.left_out : power->second.technologies).push_back(technology);
  }
  for (auto& [region, power] : result) {
    require_sum(power, generation[region], power.at);
    if (power.technologies.empty())
      throw InputError(power.at, "all technologies of " + region + " are smaller than 'smallest_twh', " +
                                     shortest_text(recipe.smallest_twh));
    sort_by_rule(power.technologies);
  }
  return result;
}

}  // namespace etslink
