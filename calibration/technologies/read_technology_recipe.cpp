// SPDX-License-Identifier: Apache-2.0

#include "calibration/known_source.h"
#include "calibration/read_sets.h"
#include "calibration/recipe_names.h"
#include "calibration/recipe_rules.h"
#include "calibration/technologies/technology_recipe.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

constexpr std::pair<double, double> error_range{0.01, 2.0};
constexpr std::pair<double, double> elasticity_range{0.0, largest_published_elasticity};

void refuse_repeated(const std::vector<TechnologyRule>& rules, const TechnologyRule& rule, const SourceLocation& at) {
  for (const TechnologyRule& other : rules) {
    if (other.code == rule.code)
      throw InputError(at,
                       "technology '" + rule.code + "' is given twice, first in line " + std::to_string(other.at.line));
    if (other.row == rule.row)
      throw InputError(at, "row '" + rule.row + "' of the source is that of '" + other.code + "' already");
    if (rule.fuel && other.fuel == rule.fuel)
      throw InputError(
          at, "'" + other.code + "' burns all " + fuel_word(*rule.fuel) + "; '" + rule.code + "' can't burn it too");
  }
}

TechnologyRule read_rule(TomlSection& section, const Recipe& money, const TechnologyRecipe& recipe) {
  TechnologyRule rule;
  rule.at = section.at();
  rule.code = section.text("code");
  require_code(section.at("code"), "technology", rule.code, reserved_sector_codes(money));
  if (find_position(money.sector_codes(), rule.code) >= 0)
    throw InputError(section.at("code"), "'" + rule.code + "' is a sector; name a technology differently");
  rule.row = section.text_or("row", rule.code);
  Fuel fuel{};
  if (section.has("fuel")) {
    section.choose<Fuel>("fuel", {{"coal", Fuel::coal}, {"gas", Fuel::gas}, {"oil", Fuel::oil}}, fuel);
    rule.fuel = fuel;
  }
  rule.fuel_goods = known_texts(section, "fuel_goods", money.sector_codes());
  rule.least_capital = section.number_or("least_capital", recipe.least_capital, share_range);
  rule.site = section.number_or("site", rule.site, {0.0, 0.9});
  rule.supply_elasticity = section.number("supply_elasticity", elasticity_range);
  refuse_repeated(recipe.rules, rule, section.at());
  section.finish();
  return rule;
}

// What a technology runs on is no fuel, which has a technology of its own, and not electricity.
void check_fuel_goods(TomlSection& section, const TechnologyRule& rule, const Recipe& money) {
  for (const SectorRole role :
       {SectorRole::coal, SectorRole::gas, SectorRole::crude_oil, SectorRole::refined_oil, SectorRole::electricity}) {
    if (find_position(rule.fuel_goods, money.sector_with(role)) >= 0)
      throw InputError(section.at("fuel_goods"), "'" + money.sector_with(role) + "' is energy; write 'fuel'");
  }
}

void read_rent(TomlSection section, TechnologyRecipe& recipe) {
  recipe.rent_code = section.text("code");
  require_code(section.at("code"), "factor", recipe.rent_code, {});
  const std::vector<std::string> taken{"LAB", "CAP", "RES"};
  if (find_position(taken, recipe.rent_code) >= 0)
    throw InputError(section.at("code"), "'" + recipe.rent_code + "' is a factor of the benchmark already");
  recipe.rent_name = section.text("name");
  section.finish();
}

}  // namespace

TechnologyRecipe read_technology_recipe(TomlSection section, const Recipe& money) {
  TechnologyRecipe recipe;
  recipe.at = section.at();
  recipe.sector = section.text("sector");
  require_name(section.at("sector"), recipe.sector, money.sector_codes());
  if (money.sector_with(SectorRole::electricity) != recipe.sector)
    throw InputError(section.at("sector"), "'" + recipe.sector + "' has not the role electricity");
  recipe.file = known_source(section, "file", money);
  recipe.regions_file = known_source(section, "regions_file", money);
  recipe.smallest_twh = section.number_or("smallest_twh", recipe.smallest_twh, {0.0, 1000.0});
  recipe.fuel_tolerance = section.number_or("fuel_tolerance", recipe.fuel_tolerance, {0.0, 10.0});
  recipe.plants_error = section.number_or("plants_error", recipe.plants_error, error_range);
  recipe.networks_error = section.number_or("networks_error", recipe.networks_error, error_range);
  recipe.least_networks = section.number_or("least_networks", recipe.least_networks, share_range);
  recipe.fuel_goods_part = section.number_or("fuel_goods_part", recipe.fuel_goods_part, share_range);
  recipe.least_capital = section.number_or("least_capital", recipe.least_capital, share_range);
  read_rent(section.need_section("rent"), recipe);
  for (TomlSection& item : section.sections("technology")) {
    recipe.rules.push_back(read_rule(item, money, recipe));
    check_fuel_goods(item, recipe.rules.back(), money);
  }
  if (recipe.rules.empty()) section.fail("no [[technologies.technology]] in the recipe");
  section.finish();
  return recipe;
}

}  // namespace etslink
