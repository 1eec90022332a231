// SPDX-License-Identifier: Apache-2.0
#include "calibration/assemble_inputs.h"

#include <algorithm>
#include <set>

#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/parameter_names.h"
#include "calibration/parameter_weights.h"
#include "calibration/source_rows.h"
#include "calibration/tax_sources.h"
#include "calibration/taxation/vat.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

// Benchmark sector of each user code of the table of fuel taxes by user: of the recipe, else of the concordance, where
// a code with industries of several sectors is an error.
std::map<std::string, std::string> tax_users(const Recipe& recipe, const SectorConcordance& concordance) {
  std::map<std::string, std::string> sector_of = recipe.taxes.user_sector;
  const CsvTable csv = read_csv(recipe.source(recipe.taxes.user_concordance_file));
  KeyedRows keys(csv, {"source", "source_code", "wiod35"});
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.text(row, "source") != recipe.taxes.user_concordance_source) continue;
    keys.take(row);
    const std::string user = csv.text(row, "source_code");
    if (recipe.taxes.user_sector.count(user)) continue;
    const std::string& group =
        look_up(concordance.group_of, csv.text(row, "wiod35"), {"unknown industry", csv.at(row)});
    if (concordance.is_parent(group)) continue;  // only the recipe can say which part of a split industry
    const auto [known, is_new] = sector_of.emplace(user, group);
    if (!is_new && known->second != group)
      throw InputError(csv.at(row), "user " + user + " belongs to " + known->second + " and " + group +
                                        "; give its sector in taxes.user_sector of the recipe");
  }
  return sector_of;
}

std::map<std::string, double> country_weights(const Recipe& recipe) {
  std::map<std::string, double> weights;
  const CsvTable csv = read_csv(recipe.source(recipe.taxes.country_weight_file));
  KeyedRows keys(csv, {"region", "year"});
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.integer(row, csv.column("year")) != recipe.year) continue;
    keys.take(row);
    if (const auto weight = optional_nonnegative(csv, row, recipe.taxes.country_weight_column))
      weights[csv.text(row, "region")] = *weight;
  }
  return weights;
}

// Countries of the price survey of motor fuels in a year that have no weight.
std::set<std::string> surveyed_without_weight(const CsvTable& csv, int year,
                                              const std::map<std::string, double>& weights) {
  std::set<std::string> countries;
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string country = csv.text(row, "region");
    if (csv.number(row, "year") == year && !weights.count(country)) countries.insert(country);
  }
  return countries;
}

// Labour shares by industry into the input; what is left out of the file is listed.
Adjustments read_pattern(const Recipe& recipe, const IoTable& industries, FactorShareInput& input) {
  const FactorRecipe& factors = recipe.factors;
  const CsvTable csv = read_csv(recipe.source(factors.pattern_file));
  std::vector<std::string> published;
  for (int row = 0; row < csv.row_count(); ++row)
    published.push_back(csv.text(row, "region") + ", " + csv.text(row, "industry"));
  for (std::size_t i = 0; i < factors.excluded_pattern.size(); ++i) {
    const auto& [region, industry] = factors.excluded_pattern[i];
    static_cast<void>(look_up(
        published, region + ", " + industry,
        {"the pattern has no labour share of", recipe.at("factors.excluded_pattern[" + std::to_string(i) + "]")}));
  }
  for (const std::string& industry : factors.unscaled_industries)
    static_cast<void>(
        look_up(industries.sectors, industry, {"unknown industry", recipe.at("factors.unscaled_industries")}));
  LabourPattern pattern = read_labour_pattern(csv, factors.excluded_pattern);
  input.pattern = std::move(pattern.rows);
  Adjustments adjustments;
  for (const LabourShareRow& row : pattern.left_out)
    if (find_position(input.regions, row.region) >= 0)
      adjustments.push_back({"factor shares", row.industry + ", " + row.region,
                             "published labour share outside 0..1 left out", row.share, "labour share"});
  return adjustments;
}

}  // namespace

std::vector<ResourceShare> fuel_resource_shares(const Recipe& recipe, const Co2Targets& targets,
                                                const FuelPrices& prices, const IoTable& table) {
  if (!recipe.energy.active) return recipe.factors.resource_share;
  std::vector<ResourceShare> result;
  for (const ResourceShare& entry : recipe.factors.resource_share) {
    const int sector = position_of(table.sectors, entry.sector);
    for (int region = 0; region < static_cast<int>(table.regions.size()); ++region) {
      if (!entry.region.empty() && entry.region != table.regions[region]) continue;
      double extracted = 0;
      const auto add = [&](SectorRole role, Co2Source fuel, double price) {
        if (recipe.sector_with(role) == entry.sector)
          extracted += price * targets.production_pj(region, static_cast<int>(fuel));
      };
      add(SectorRole::coal, Co2Source::coal, prices.coal(region));
      add(SectorRole::gas, Co2Source::gas, prices.gas(region));
      add(SectorRole::crude_oil, Co2Source::oil, prices.crude(region));
      const int k = table.row(region, sector);
      const bool is_gas = recipe.sector_with(SectorRole::gas) == entry.sector;
      const double whole = is_gas ? table.value_added(k) : table.output()(k);
      const double part = whole > 0 ? std::min(1.0, extracted / whole) : 0.0;
      result.push_back({table.regions[region], entry.sector, entry.share * part});
    }
  }
  return result;
}

FactorShares recipe_factor_shares(const Recipe& recipe, const SectorConcordance& concordance,
                                  const FactorSources& sources) {
  const auto& [industries, units, resource] = sources;
  FactorShareInput input;
  input.regions = recipe.region_codes();
  input.sectors = recipe.sector_codes();
  for (int region = 0; region < static_cast<int>(input.regions.size()); ++region) {
    for (int industry = 0; industry < static_cast<int>(industries.sectors.size()); ++industry) {
      const std::string& code = industries.sectors[industry];
      const std::string& group = look_up(concordance.group_of, code, {"no row for industry", concordance.end});
      if (concordance.is_parent(group)) {
        for (const int unit : concordance.units_of_parent(group))
          input.weights.push_back({input.regions[region], code, concordance.units[unit].sector,
                                   units.value_added(units.row(region, unit))});
      } else {
        input.weights.push_back(
            {input.regions[region], code, group, industries.value_added(industries.row(region, industry))});
      }
    }
  }
  const FactorRecipe& factors = recipe.factors;
  const Adjustments left_out = read_pattern(recipe, industries, input);
  const CsvTable national = read_csv(recipe.source(factors.national_file));
  input.country_share = read_national_labour_shares(national, recipe.year);
  input.national_at = end_of(national);
  for (const auto& [region, share] : factors.national_share) input.country_share[region] = share;
  input.unscaled_industries = factors.unscaled_industries;
  input.resource = resource;
  input.labour_cap = factors.labour_cap;
  FactorShares shares = factor_shares(input);
  shares.adjustments.insert(shares.adjustments.end(), left_out.begin(), left_out.end());
  return shares;
}

TaxRates recipe_tax_rates(const Recipe& recipe, const SectorConcordance& concordance, const IoTable& table,
                          const FactorShares& shares) {
  const TaxRecipe& taxes = recipe.taxes;
  TaxRates none;
  none.adjustments.push_back({"tax rates", "all regions", "no taxes: switched off in the recipe", 0, "share"});
  if (!taxes.active) return none;
  TaxSources sources;
  const CsvTable tariffs = read_csv(recipe.source(taxes.tariff_file));
  const CsvTable revenues = read_csv(recipe.source(taxes.revenue_file));
  sources.tariff_pct = read_tariffs(tariffs, recipe.year);
  sources.tariff_at = end_of(tariffs);
  sources.indicator = read_tax_indicators(revenues, recipe.year);
  sources.indicator_at = end_of(revenues);
  const CsvTable fuel_taxes = read_csv(recipe.source(taxes.fuel_tax_file));
  const std::map<std::string, std::string> region_of = read_region_concordance(recipe);
  const std::map<std::string, double> weights = country_weights(recipe);
  sources.motor_fuel_excise_usd_per_l = read_motor_fuel_excise(fuel_taxes, taxes.fuel_tax_year, region_of, weights);
  sources.pattern_region = taxes.pattern_region;
  sources.recipe_at = recipe.at("taxes");
  const double vat = tax_indicator(sources, taxes.pattern_region, taxes.vat_indicator) / 100;
  const CsvTable by_user = read_csv(recipe.source(taxes.user_tax_file));
  sources.oil_tax_by_user = read_oil_tax_by_user(by_user, tax_users(recipe, concordance), vat);
  TaxRates rates = build_tax_rates(table, shares, sources, {taxes.groups, taxes.assumptions});
  for (const std::string& country : surveyed_without_weight(fuel_taxes, taxes.fuel_tax_year, weights))
    if (region_of.count(country))
      rates.adjustments.push_back(
          {"tax rates", country, "motor fuel excise left out: no " + taxes.country_weight_column, 0, "ratio"});
  return rates;
}

TaxedTable recipe_value_added_taxes(const Recipe& recipe, const TaxRates& rates, TaxedTable taxed) {
  if (!recipe.taxes.active || recipe.tax_laws.vat.empty()) return taxed;
  VatTask task{recipe.tax_laws.vat, {}, recipe.taxes.groups.fuels};
  const auto indicators = read_tax_indicators(read_csv(recipe.source(recipe.taxes.revenue_file)), recipe.year);
  for (const auto& [region, numbers] : indicators) {
    const auto rate = numbers.find(recipe.taxes.vat_indicator);
    if (rate != numbers.end()) task.published_rate[region] = rate->second / 100;
  }
  return put_value_added_taxes(std::move(taxed), rates, task);
}

EmissionInput recipe_emissions(const Recipe& recipe, const Co2Targets& targets) {
  EmissionInput input;
  const auto good_of = [&](int source) -> std::string {
    if (source == static_cast<int>(Co2Source::process)) return "";
    return look_up(recipe.co2.fuel_good, co2_source_names()[source],
                   {"'co2.fuel_good' names no sector for", recipe.at("co2.fuel_good")});
  };
  for (int region = 0; region < static_cast<int>(targets.regions.size()); ++region) {
    const std::string& code = targets.regions[region];
    if (!targets.totals_at.empty()) input.at[code] = targets.totals_at[region];
    for (int source = 0; source < co2_source_count; ++source) {
      const std::string good = good_of(source);
      for (int user = 0; user < static_cast<int>(targets.users.size()); ++user)
        if (targets.mt[region](user, source) > 0)
          input.prior.push_back({code, targets.users[user], good, targets.mt[region](user, source)});
      input.national_mt[code][good] += targets.totals_mt(region, source);
      if (recipe.co2.energy_file.empty()) continue;
      if (source == static_cast<int>(Co2Source::oil))
        input.consumption_pj[code][good] += targets.totals_mt(region, source) / recipe.co2.oil_t_per_tj * 1000;
      else if (source < 3)
        input.consumption_pj[code][good] += targets.consumption_pj(region, source);
    }
  }
  input.coefficient_limit = recipe.co2.coefficient_limit;
  input.warning_factor = recipe.co2.warning_factor;
  return input;
}

BenchmarkNames recipe_names(const Recipe& recipe) {
  BenchmarkNames names;
  for (const RecipeRegion& region : recipe.regions) names.region[region.code] = region.name;
  for (const SectorInfo& sector : recipe.sectors) {
    names.sector[sector.code] = sector.name;
    names.role[sector.code] = sector.role;
  }
  names.year = recipe.year;
  names.sources = recipe.sources;
  names.licence = recipe.licence;
  names.citation = recipe.citation;
  return names;
}

namespace {

// Value of one elasticity: of the recipe, else of the sector's row of the file; nothing where neither has the
// parameter.
std::optional<double> elasticity(const Recipe& recipe, const CsvTable& csv, const std::string& parameter,
                                 const std::string& sector) {
  const auto given = recipe.elasticities.value.find(parameter);
  if (given != recipe.elasticities.value.end()) {
    const auto value = given->second.find(sector);
    if (value != given->second.end()) return value->second;
  }
  if (!csv.has_column(parameter)) return std::nullopt;
  const auto renamed = recipe.elasticities.row.find(sector);
  const bool is_renamed = renamed != recipe.elasticities.row.end();
  std::vector<std::string> names;
  for (int row = 0; row < csv.row_count(); ++row) names.push_back(csv.text(row, "sector"));
  const SourceLocation at = is_renamed ? recipe.at("elasticities.row." + sector) : end_of(csv);
  const int row = look_up(names, is_renamed ? renamed->second : sector, {"no elasticities of sector", at});
  return number_between(csv, row, parameter, {0, largest_published_elasticity});
}

const std::vector<std::string> recipe_parameters{"esubd", "esubm", "esubva", "supply_elasticity"};

// A column of a parameter that is not read would be left out in silence; others are for people.
void refuse_other_parameters(const CsvTable& csv) {
  std::vector<std::string> absent = recipe_parameters;
  std::erase_if(absent, [&](const std::string& parameter) { return csv.has_column(parameter); });
  for (const std::string& column : csv.columns()) {
    if (find_position(recipe_parameters, column) >= 0) continue;
    const bool is_other = find_position(usual_parameters(), column) >= 0 || misspelt_parameter(column);
    const bool is_near = !absent.empty() && suggestion(column, absent).starts_with("; did you mean");
    if (is_other || is_near)
      throw InputError({csv.file(), 1}, "the calibration reads no parameter '" + column + "'" +
                                            suggestion(column, is_near ? absent : recipe_parameters));
  }
}

}  // namespace

std::vector<ElasticityEntry> recipe_elasticities(const Recipe& recipe) {
  const CsvTable csv = read_csv(recipe.source(recipe.elasticities.file));
  refuse_other_parameters(csv);
  KeyedRows keys(csv, {"sector"});
  for (int row = 0; row < csv.row_count(); ++row) keys.take(row);
  std::vector<ElasticityEntry> entries;
  for (const std::string& parameter : recipe_parameters)
    for (int sector = 0; sector < static_cast<int>(recipe.sectors.size()); ++sector)
      if (const auto value = elasticity(recipe, csv, parameter, recipe.sectors[sector].code))
        entries.push_back({parameter, std::nullopt, Sector{sector}, *value, {}});
  return entries;
}

}  // namespace etslink
