// SPDX-License-Identifier: Apache-2.0
#include "calibration/assemble_inputs.h"

#include <algorithm>

#include "calibration/csv.h"
#include "calibration/tax_sources.h"

namespace etslink {
namespace {

std::map<std::string, std::string> region_targets(const Recipe& recipe) { return read_region_concordance(recipe); }

// Benchmark sector of each user code of the table of fuel taxes by user.
std::map<std::string, std::string> tax_users(const Recipe& recipe, const SectorConcordance& concordance) {
  std::map<std::string, std::string> sector_of;
  const CsvTable csv = read_csv(recipe.source(recipe.taxes.user_concordance_file));
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.text(row, "source") != recipe.taxes.user_concordance_source) continue;
    const auto group = concordance.group_of.find(csv.text(row, "wiod35"));
    if (group != concordance.group_of.end()) sector_of[csv.text(row, "source_code")] = group->second;
  }
  for (const auto& [user, sector] : recipe.taxes.user_sector) sector_of[user] = sector;
  return sector_of;
}

std::map<std::string, double> country_weights(const Recipe& recipe) {
  std::map<std::string, double> weights;
  const CsvTable csv = read_csv(recipe.source(recipe.taxes.country_weight_file));
  const int value = csv.column(recipe.taxes.country_weight_column);
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.integer(row, csv.column("year")) != recipe.year) continue;
    if (const auto weight = csv.optional_number(row, value)) weights[csv.text(row, "region")] = *weight;
  }
  return weights;
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
      const std::string& group = concordance.group_of.at(code);
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
  input.pattern = read_labour_pattern(recipe.source(factors.pattern_file), factors.excluded_pattern);
  input.country_share = read_national_labour_shares(recipe.source(factors.national_file), recipe.year);
  for (const auto& [region, share] : factors.national_share) input.country_share[region] = share;
  input.unscaled_industries = factors.unscaled_industries;
  input.resource = resource;
  input.labour_cap = factors.labour_cap;
  return factor_shares(input);
}

TaxRates recipe_tax_rates(const Recipe& recipe, const SectorConcordance& concordance, const IoTable& table,
                          const FactorShares& shares) {
  const TaxRecipe& taxes = recipe.taxes;
  TaxRates none;
  none.adjustments.push_back({"tax rates", "all regions", "no taxes: switched off in the recipe", 0, "share"});
  if (!taxes.active) return none;
  TaxSources sources;
  sources.tariff_pct = read_tariffs(recipe.source(taxes.tariff_file), recipe.year);
  sources.indicator = read_tax_indicators(recipe.source(taxes.revenue_file), recipe.year);
  sources.motor_fuel_excise_usd_per_l = read_motor_fuel_excise(recipe.source(taxes.fuel_tax_file), taxes.fuel_tax_year,
                                                               region_targets(recipe), country_weights(recipe));
  sources.pattern_region = taxes.pattern_region;
  const double vat = sources.indicator.at(taxes.pattern_region).at(taxes.vat_indicator) / 100;
  sources.oil_tax_by_user =
      read_oil_tax_by_user(recipe.source(taxes.user_tax_file), tax_users(recipe, concordance), vat);
  return build_tax_rates(table, shares, sources, {taxes.groups, taxes.assumptions});
}

EmissionInput recipe_emissions(const Recipe& recipe, const Co2Targets& targets) {
  EmissionInput input;
  const auto good_of = [&](int source) -> std::string {
    return source == static_cast<int>(Co2Source::process) ? "" : recipe.co2.fuel_good.at(co2_source_names()[source]);
  };
  for (int region = 0; region < static_cast<int>(targets.regions.size()); ++region) {
    const std::string& code = targets.regions[region];
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

std::vector<ElasticityEntry> recipe_elasticities(const Recipe& recipe) {
  const CsvTable csv = read_csv(recipe.source(recipe.elasticities.file));
  std::map<std::string, int> row_of;
  for (int row = 0; row < csv.row_count(); ++row) row_of[csv.text(row, "sector")] = row;
  std::vector<ElasticityEntry> entries;
  for (const std::string parameter : {"esubd", "esubm", "esubva", "supply_elasticity"}) {
    const auto& given = recipe.elasticities.value.at(parameter);
    for (int sector = 0; sector < static_cast<int>(recipe.sectors.size()); ++sector) {
      const std::string& code = recipe.sectors[sector].code;
      const auto renamed = recipe.elasticities.row.find(code);
      const auto row = row_of.find(renamed == recipe.elasticities.row.end() ? code : renamed->second);
      double value = 0;
      if (given.count(code)) {
        value = given.at(code);
      } else if (csv.has_column(parameter)) {
        if (row == row_of.end()) throw InputError({csv.file(), 0}, "no elasticities for sector " + code);
        value = csv.number(row->second, parameter);
      } else {
        continue;
      }
      entries.push_back({parameter, std::nullopt, Sector{sector}, value, {}});
    }
  }
  return entries;
}

}  // namespace etslink
