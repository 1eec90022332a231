// SPDX-License-Identifier: Apache-2.0
#include "calibration/recipe_sections.h"

#include "calibration/look_up.h"
#include "calibration/recipe_names.h"
#include "calibration/taxation/read_vat_rules.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
void read_split_section(TomlSection section, Recipe& recipe) {
  SplitRecipe& split = recipe.split;
  split.parents = section.texts("parents");
  split.use_share_files = section.texts("use_shares");
  split.input_structure_files = section.texts("input_structures");
  split.smallest_flow_musd = section.number_or("smallest_flow_musd", split.smallest_flow_musd, {0.0, 100.0});
  split.smallest_output_musd = section.number_or("smallest_output_musd", split.smallest_output_musd, {0.0, 1e4});
  split.own_weight = section.number_or("own_weight", split.own_weight, share_range);
  split.minimum_value_added = section.number_or("minimum_value_added", split.minimum_value_added, {0.0, 0.5});
  split.ore_share = section.number_or("ore_share", split.ore_share, {0.0, 0.9});
  split.own_use_kept = known_numbers(section, "own_use_kept", split.parents, share_range);
  split.input_rate = section.numbers("input_rate");
  split.final_use = known_names(section, "final_use", split.parents, recipe.sector_codes());
  split.remainder = known_names(section, "remainder", split.parents, recipe.sector_codes());
  std::vector<std::string> users = with_households(recipe.sector_codes());
  users.insert(users.end(), split.parents.begin(), split.parents.end());
  split.ore_users = known_texts(section, "ore_users", users);
  section.finish();
}

namespace {

FlowPatch read_patch(TomlSection section, const Recipe& recipe) {
  std::vector<std::string> users = recipe.sector_codes();
  users.insert(users.end(), recipe.split.parents.begin(), recipe.split.parents.end());
  FlowPatch patch;
  patch.region = section.text("region");
  patch.good = section.text("good");
  patch.from = section.text("from");
  patch.to = section.text("to");
  patch.value_musd = section.number("value_musd", any_size);
  patch.at = section.at();
  patch.reason = section.text("reason");
  require_name(section.at("region"), patch.region, recipe.region_codes());
  require_name(section.at("good"), patch.good, users);
  require_name(section.at("from"), patch.from, users);
  require_name(section.at("to"), patch.to, users);
  if (patch.from == patch.to) throw InputError(section.at("to"), "'from' and 'to' are the same");
  section.finish();
  return patch;
}

void require_roles(const SourceLocation& at, const Recipe& recipe) {
  for (const SectorRole role :
       {SectorRole::coal, SectorRole::crude_oil, SectorRole::gas, SectorRole::refined_oil, SectorRole::electricity})
    if (recipe.sector_with(role).empty())
      throw InputError(at, "[energy] needs sectors with the roles coal, crude_oil, gas, refined_oil and electricity");
}

}  // namespace

void read_energy_section(TomlSection section, Recipe& recipe) {
  EnergyRecipe& energy = recipe.energy;
  energy.active = true;
  require_roles(section.at(), recipe);
  energy.fuel_parent = section.text("fuel_parent");
  energy.gas_parent = section.text("gas_parent");
  require_name(section.at("fuel_parent"), energy.fuel_parent, recipe.split.parents);
  require_name(section.at("gas_parent"), energy.gas_parent, recipe.split.parents);
  energy.gas_price_ratio = section.number_or("gas_price_ratio", energy.gas_price_ratio, positive);
  energy.crude_price_ratio = section.number_or("crude_price_ratio", energy.crude_price_ratio, positive);
  energy.world_coal_price = section.number_or("world_coal_price", energy.world_coal_price, positive);
  energy.floor = known_numbers(section, "floor", {"coal", "gas", "crude"}, {0.0, 1e6});
  std::vector<std::string> users = with_households(recipe.sector_codes());
  energy.industrial_users = known_texts(section, "industrial_users", users);
  energy.mining_sectors = known_texts(section, "mining_sectors", recipe.sector_codes());
  energy.pass_on_mining_imports = known_texts(section, "pass_on_mining_imports", recipe.region_codes());
  energy.coal_industry_ratio = known_numbers(section, "coal_industry_ratio", recipe.region_codes(), {1.0, 100.0});
  energy.household_offset = section.text("household_offset");
  users.emplace_back("default");
  if (auto ratios = section.section("gas_user_ratio")) {
    std::vector<std::string> regions = recipe.region_codes();
    regions.emplace_back("default");
    for (const std::string& region : regions)
      if (ratios->has(region)) energy.gas_user_ratio[region] = known_numbers(*ratios, region, users, positive);
    ratios->finish();
  }
  energy.gas_works_oil_share = section.number_or("gas_works_oil_share", 0, share_range);
  energy.distribution_limit = section.number_or("distribution_limit", energy.distribution_limit, share_range);
  energy.mining_co2_limit = section.number_or("mining_co2_limit", energy.mining_co2_limit, positive);
  energy.oil_coefficient_limit = section.number_or("oil_coefficient_limit", energy.oil_coefficient_limit, positive);
  for (TomlSection& patch : section.sections("patch")) energy.patches.push_back(read_patch(patch, recipe));
  section.finish();
}

namespace {

IndustryCo2 read_industry_section(TomlSection section, const Recipe& recipe) {
  IndustryCo2 industry;
  industry.file = section.text("file");
  industry.concordance_file = section.text("concordance");
  industry.mix_region_column = section.text("mix_region");
  industry.mix_sector_column = section.text("mix_sector");
  industry.extra_regions = section.named_texts("extra_regions");
  auto part = section.section("extra_regions");
  for (const auto& [code, target] : industry.extra_regions) require_name(part->at(code), target, recipe.region_codes());
  section.finish();
  return industry;
}

Co2Split read_co2_split(TomlSection& item, const Recipe& recipe) {
  const std::vector<std::string> users = with_households(recipe.sector_codes());
  Co2Split entry{item.text("sector"), item.text("from"),
                 known_numbers(item, "share", recipe.region_codes(), share_range)};
  require_name(item.at("sector"), entry.sector, users);
  require_name(item.at("from"), entry.from, users);
  if (entry.sector == entry.from) throw InputError(item.at("from"), "'sector' and 'from' are the same");
  item.finish();
  return entry;
}

}  // namespace

void read_co2_section(TomlSection section, Recipe& recipe) {
  Co2Recipe& co2 = recipe.co2;
  const std::vector<std::string> users = with_households(recipe.sector_codes());
  co2.prior_file = section.text("prior");
  co2.prior_sector_column = section.text("prior_sector_column");
  co2.totals_file = section.text("totals");
  co2.energy_file = section.text_or("energy", "");
  if (recipe.energy.active && co2.energy_file.empty())
    throw InputError(section.at(), "[energy] needs the key 'energy' in [co2]: a file of physical consumption");
  if (auto industry = section.section("industry")) co2.industry = read_industry_section(*industry, recipe);
  const std::vector<std::string> fuels = {"coal", "oil", "gas"};
  co2.fuel_good = known_names(section, "fuel_good", fuels, recipe.sector_codes());
  for (const std::string& fuel : fuels)
    static_cast<void>(look_up(co2.fuel_good, fuel, {"'co2.fuel_good' names no sector for", section.at("fuel_good")}));
  co2.pool_users = known_texts(section, "pool_users", users);
  if (section.has("coefficient_limit")) co2.coefficient_limit = section.number_or("coefficient_limit", 0, {1.001, 1e6});
  co2.oil_t_per_tj = section.number_or("oil_t_per_tj", co2.oil_t_per_tj, {50.0, 100.0});
  co2.warning_factor = section.number_or("warning_factor", co2.warning_factor, {1.001, 1e6});
  for (TomlSection& item : section.sections("override")) {
    Co2Override entry{item.text("region"), item.text("file"), item.text("sector_column")};
    require_name(item.at("region"), entry.region, recipe.region_codes());
    item.finish();
    co2.overrides.push_back(entry);
  }
  for (TomlSection& item : section.sections("split")) co2.splits.push_back(read_co2_split(item, recipe));
  section.finish();
}

void read_factor_section(TomlSection section, Recipe& recipe) {
  FactorRecipe& factors = recipe.factors;
  factors.pattern_file = section.text("pattern");
  factors.national_file = section.text("national");
  factors.national_share = known_numbers(section, "national_share", recipe.region_codes(), {0.01, 0.99});
  factors.unscaled_industries = section.texts("unscaled_industries");
  factors.labour_cap = section.number_or("labour_cap", factors.labour_cap, {0.01, 0.99});
  for (TomlSection& item : section.sections("resource")) {
    ResourceShare entry{item.text_or("region", ""), item.text("sector"), item.number("share", share_range)};
    require_name(item.at("sector"), entry.sector, recipe.sector_codes());
    if (!entry.region.empty()) require_name(item.at("region"), entry.region, recipe.region_codes());
    if (entry.share >= factors.labour_cap)
      throw InputError(item.at("share"), "'share' is " + shortest_text(entry.share) +
                                             "; allowed: less than labour_cap, " + shortest_text(factors.labour_cap));
    item.finish();
    factors.resource_share.push_back(entry);
  }
  for (TomlSection& item : section.sections("excluded_pattern")) {
    factors.excluded_pattern.emplace_back(item.text("region"), item.text("industry"));
    item.finish();
  }
  section.finish();
}

void read_tax_section(TomlSection section, Recipe& recipe) {
  TaxRecipe& taxes = recipe.taxes;
  const std::vector<std::string> sectors = recipe.sector_codes();
  taxes.active = section.flag_or("active", true);
  taxes.tariff_file = section.text("tariffs");
  taxes.revenue_file = section.text("revenues");
  taxes.fuel_tax_file = section.text("motor_fuel_taxes");
  taxes.fuel_tax_year = section.integer("motor_fuel_tax_year", {1900, 2200});
  taxes.user_tax_file = section.text("fuel_taxes_by_user");
  taxes.user_concordance_file = section.text("user_concordance");
  taxes.user_concordance_source = section.text("user_concordance_source");
  taxes.country_weight_file = section.text("country_weights");
  taxes.country_weight_column = section.text("country_weight_column");
  taxes.pattern_region = section.text("pattern_region");
  require_name(section.at("pattern_region"), taxes.pattern_region, recipe.region_codes());
  taxes.user_sector = section.named_texts("user_sector");
  auto part = section.section("user_sector");
  for (const auto& [user, sector] : taxes.user_sector) require_name(part->at(user), sector, sectors);
  taxes.groups.fuels = known_texts(section, "fuels", sectors);
  taxes.groups.manufactured = known_texts(section, "manufactured", sectors);
  taxes.groups.primary = known_texts(section, "primary", sectors);
  taxes.groups.reduced_rate = known_texts(section, "reduced_rate", sectors);
  taxes.groups.refined_oil = recipe.sector_with(SectorRole::refined_oil);
  TaxAssumptions& assumed = taxes.assumptions;
  assumed.fuel_tariff = section.number_or("fuel_tariff", assumed.fuel_tariff, share_range);
  assumed.reduced_rate_factor = section.number_or("reduced_rate_factor", assumed.reduced_rate_factor, share_range);
  assumed.consumption_tax_cap = section.number_or("consumption_tax_cap", assumed.consumption_tax_cap, share_range);
  assumed.effective_capital_tax_factor =
      section.number_or("effective_capital_tax_factor", assumed.effective_capital_tax_factor, share_range);
  assumed.excise_index = known_numbers(section, "excise_index", recipe.region_codes());
  assumed.oil_tax_revenue_musd = known_numbers(section, "oil_tax_revenue_musd", recipe.region_codes());
  recipe.tax_laws = {read_vat_rules(section, recipe), read_carbon_price_rules(section, recipe)};
  section.finish();
}

void read_elasticity_section(TomlSection section, Recipe& recipe) {
  ElasticityRecipe& elasticities = recipe.elasticities;
  const std::vector<std::string> sectors = recipe.sector_codes();
  elasticities.file = section.text("file");
  elasticities.note = section.text_or("note", "");
  elasticities.row = section.named_texts("row");
  auto part = section.section("row");
  for (const auto& [sector, row] : elasticities.row) require_name(part->at(sector), sector, sectors);
  for (const std::string parameter : {"esubd", "esubm", "esubva", "supply_elasticity"})
    elasticities.value[parameter] = known_numbers(section, parameter, sectors, {0.0, largest_published_elasticity});
  section.finish();
}

}  // namespace etslink
