// SPDX-License-Identifier: Apache-2.0
#include "calibration/recipe_rules.h"

#include <filesystem>
#include <set>

#include "calibration/read_sets.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

std::string numbered(const std::string& list, std::size_t position, const std::string& key = "") {
  return list + "[" + std::to_string(position) + "]" + (key.empty() ? "" : "." + key);
}

// Codes become codes of the benchmark, of its agents (HH_REGION) and of users in recipes.
void check_codes(const Recipe& recipe) {
  for (std::size_t i = 0; i < recipe.regions.size(); ++i)
    require_code(recipe.at(numbered("region", i, "code")), "region", recipe.regions[i].code,
                 {"domestic", "imported", "default"});
  const std::vector<std::string> words = reserved_sector_codes(recipe);
  for (std::size_t i = 0; i < recipe.sectors.size(); ++i)
    require_code(recipe.at(numbered("sector", i, "code")), "sector", recipe.sectors[i].code, words);
  for (const std::string& parent : recipe.split.parents) {
    if (find_position(words, parent) >= 0 || find_position(recipe.sector_codes(), parent) >= 0)
      throw InputError(recipe.at("split.parents"),
                       "'" + parent + "' is also a sector or a final user; a split industry needs a code of its own");
  }
}

// InputError where an entry of a list has the key of an earlier one.
class GivenOnce {
 public:
  explicit GivenOnce(const Recipe& recipe) : recipe_(recipe) {}
  void take(const std::string& list, std::size_t position, const std::string& key) {
    if (!taken_.insert(list + " " + key).second)
      throw InputError(recipe_.at(numbered(list, position)), "[[" + list + "]] of " + key + " is given twice");
  }

 private:
  const Recipe& recipe_;
  std::set<std::string> taken_;
};

void check_lists(const Recipe& recipe) {
  GivenOnce once(recipe);
  const auto& patches = recipe.energy.patches;
  for (std::size_t i = 0; i < patches.size(); ++i)
    once.take("energy.patch", i,
              patches[i].region + ", " + patches[i].good + ", " + patches[i].from + ", " + patches[i].to);
  for (std::size_t i = 0; i < recipe.co2.overrides.size(); ++i)
    once.take("co2.override", i, recipe.co2.overrides[i].region);
  for (std::size_t i = 0; i < recipe.co2.splits.size(); ++i)
    once.take("co2.split", i, recipe.co2.splits[i].sector + ", " + recipe.co2.splits[i].from);
  const auto& resources = recipe.factors.resource_share;
  for (std::size_t i = 0; i < resources.size(); ++i)
    once.take("factors.resource", i,
              resources[i].sector + (resources[i].region.empty() ? "" : ", " + resources[i].region));
  const auto& excluded = recipe.factors.excluded_pattern;
  for (std::size_t i = 0; i < excluded.size(); ++i)
    once.take("factors.excluded_pattern", i, excluded[i].first + ", " + excluded[i].second);
}

void require_refined_oil(const Recipe& recipe, const std::string& key) {
  if (recipe.sector_with(SectorRole::refined_oil).empty())
    throw InputError(recipe.at(key), "'" + key + "' needs a sector with the role refined_oil");
}

void check_goods(const Recipe& recipe) {
  if (!recipe.co2.pool_users.empty()) require_refined_oil(recipe, "co2.pool_users");
  if (recipe.taxes.active) require_refined_oil(recipe, "taxes");
  if (recipe.energy.active) {
    if (recipe.energy.fuel_parent == recipe.energy.gas_parent)
      throw InputError(recipe.at("energy.gas_parent"), "'energy.gas_parent' and 'energy.fuel_parent' are the same");
    for (const auto& [fuel, role] : {std::pair("coal", SectorRole::coal), std::pair("oil", SectorRole::refined_oil),
                                     std::pair("gas", SectorRole::gas)}) {
      const std::string key = std::string("co2.fuel_good.") + fuel, good = recipe.sector_with(role);
      if (recipe.co2.fuel_good.find(fuel)->second != good)
        throw InputError(recipe.at(key), "'" + key + "' must be '" + good + "', the sector with that role in [energy]");
    }
  }
  const TaxGoodGroups& groups = recipe.taxes.groups;
  std::set<std::string> grouped;
  for (const auto& [key, codes] :
       {std::pair("taxes.fuels", &groups.fuels), std::pair("taxes.manufactured", &groups.manufactured),
        std::pair("taxes.primary", &groups.primary)})
    for (const std::string& code : *codes)
      if (!grouped.insert(code).second)
        throw InputError(recipe.at(key), "'" + code + "' is in two of fuels, manufactured and primary");
}

}  // namespace

std::vector<std::string> reserved_sector_codes(const Recipe& recipe) {
  std::vector<std::string> words = {"STK", "process", "HH", "GOV", "INV", "default"};
  for (const std::string& region : recipe.region_codes())
    for (const char* prefix : {"HH_", "GOV_", "INV_"}) words.push_back(prefix + region);
  return words;
}

void check_recipe_names(const Recipe& recipe) {
  check_codes(recipe);
  check_lists(recipe);
  check_goods(recipe);
}

KeyedFiles source_files(const Recipe& recipe) {
  KeyedFiles files = {{"table.file", recipe.table_file},
                      {"regions.file", recipe.region_map.file},
                      {"sectors.file", recipe.sector_map.file},
                      {"co2.prior", recipe.co2.prior_file},
                      {"co2.totals", recipe.co2.totals_file},
                      {"factors.pattern", recipe.factors.pattern_file},
                      {"factors.national", recipe.factors.national_file},
                      {"elasticities.file", recipe.elasticities.file}};
  const auto add = [&files](const std::string& key, const std::string& file) {
    if (!file.empty()) files.emplace_back(key, file);
  };
  add("co2.energy", recipe.co2.energy_file);
  add("co2.industry.file", recipe.co2.industry.file);
  add("co2.industry.concordance", recipe.co2.industry.concordance_file);
  for (std::size_t i = 0; i < recipe.co2.overrides.size(); ++i)
    add(numbered("co2.override", i, "file"), recipe.co2.overrides[i].file);
  for (std::size_t i = 0; i < recipe.split.use_share_files.size(); ++i)
    add(numbered("split.use_shares", i), recipe.split.use_share_files[i]);
  for (std::size_t i = 0; i < recipe.split.input_structure_files.size(); ++i)
    add(numbered("split.input_structures", i), recipe.split.input_structure_files[i]);
  if (!recipe.taxes.active) return files;
  add("taxes.tariffs", recipe.taxes.tariff_file);
  add("taxes.revenues", recipe.taxes.revenue_file);
  add("taxes.motor_fuel_taxes", recipe.taxes.fuel_tax_file);
  add("taxes.fuel_taxes_by_user", recipe.taxes.user_tax_file);
  add("taxes.user_concordance", recipe.taxes.user_concordance_file);
  add("taxes.country_weights", recipe.taxes.country_weight_file);
  return files;
}

void require_source_files(const Recipe& recipe) {
  for (const auto& [key, file] : source_files(recipe)) {
    std::error_code ignored;
    const std::string path = recipe.source(file);
    if (!std::filesystem::is_regular_file(path, ignored))
      throw InputError(recipe.at(key), "'" + key + "': there is no file " + path);
  }
}

}  // namespace etslink
