// SPDX-License-Identifier: Apache-2.0
#include "calibration/concordance.h"

#include <algorithm>
#include <set>

#include "calibration/csv.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

bool in_scheme(const CsvTable& csv, int row, const ConcordanceSource& source) {
  return source.scheme.empty() || csv.text(row, "scheme") == source.scheme;
}

void require_known(const CsvTable& csv, int row, const std::string& code, const std::vector<std::string>& known) {
  if (find_position(known, code) < 0)
    throw InputError(csv.at(row), "'" + code + "' is not in the recipe" + suggestion(code, known));
}

// Groups and units in the order of the recipe's sectors and parents.
void list_units(const Recipe& recipe, SectorConcordance& result) {
  std::set<std::string> whole;
  for (const auto& [industry, group] : result.group_of)
    if (!result.is_parent(group)) whole.insert(group);
  for (const std::string& sector : recipe.sector_codes()) {
    if (!whole.count(sector)) continue;
    result.groups.push_back(sector);
    result.units.push_back({sector, sector});
  }
  for (const std::string& parent : recipe.split.parents) {
    result.groups.push_back(parent);
    std::set<std::string> children;
    for (const auto& [product, sector] : result.sub_product.at(parent)) children.insert(sector);
    for (const std::string& sector : recipe.sector_codes())
      if (children.count(sector)) result.units.push_back({parent, sector});
  }
}

void require_group(const Recipe& recipe, const SectorConcordance& result, const std::string& key,
                   const std::string& code) {
  if (code == "HH" || find_position(result.groups, code) >= 0) return;
  throw InputError({recipe.file, 0},
                   key + ": '" + code + "' is not bought as a whole" + suggestion(code, result.groups));
}

void require_unit(const Recipe& recipe, const SectorConcordance& result, const std::string& parent,
                  const std::string& sector) {
  for (const int unit : result.units_of_parent(parent))
    if (result.units[unit].sector == sector) return;
  throw InputError({recipe.file, 0}, "[energy] needs sector " + sector + " inside '" + parent + "'");
}

// Names of the recipe that must be whole sectors or parents, and units that the valuation of energy stands on.
void check_recipe(const Recipe& recipe, const SectorConcordance& result) {
  for (const std::string& code : recipe.co2.pool_users) require_group(recipe, result, "co2.pool_users", code);
  for (const FlowPatch& patch : recipe.energy.patches)
    for (const std::string& code : {patch.good, patch.from, patch.to})
      require_group(recipe, result, "energy.patch", code);
  if (!recipe.energy.active) return;
  require_group(recipe, result, "energy.household_offset", recipe.energy.household_offset);
  require_group(recipe, result, "refined oil", recipe.sector_with(SectorRole::refined_oil));
  for (const SectorRole role : {SectorRole::coal, SectorRole::crude_oil, SectorRole::gas})
    require_unit(recipe, result, recipe.energy.fuel_parent, recipe.sector_with(role));
  for (const SectorRole role : {SectorRole::gas, SectorRole::electricity})
    require_unit(recipe, result, recipe.energy.gas_parent, recipe.sector_with(role));
  const auto remainder = recipe.split.remainder.find(recipe.energy.fuel_parent);
  if (remainder == recipe.split.remainder.end())
    throw InputError({recipe.file, 0}, "[split.remainder] needs '" + recipe.energy.fuel_parent + "'");
  require_unit(recipe, result, recipe.energy.fuel_parent, remainder->second);
}

}  // namespace

std::vector<std::string> SectorConcordance::unit_codes() const {
  std::vector<std::string> codes;
  for (const SplitUnit& unit : units) codes.push_back(unit.code());
  return codes;
}

std::vector<int> SectorConcordance::units_of_parent(const std::string& parent) const {
  std::vector<int> result;
  for (int unit = 0; unit < static_cast<int>(units.size()); ++unit)
    if (units[unit].parent == parent) result.push_back(unit);
  return result;
}

std::vector<int> SectorConcordance::units_of_sector(const std::string& sector) const {
  std::vector<int> result;
  for (int unit = 0; unit < static_cast<int>(units.size()); ++unit)
    if (units[unit].sector == sector) result.push_back(unit);
  return result;
}

SectorConcordance read_sector_concordance(const Recipe& recipe) {
  const ConcordanceSource& source = recipe.sector_map;
  const CsvTable csv = read_csv(recipe.source(source.file));
  SectorConcordance result;
  for (int row = 0; row < csv.row_count(); ++row) {
    if (!in_scheme(csv, row, source)) continue;
    const std::string industry = csv.text(row, source.code_column), sector = csv.text(row, source.target_column);
    require_known(csv, row, sector, recipe.sector_codes());
    if (find_position(recipe.split.parents, industry) >= 0) {
      result.group_of[industry] = industry;
      result.sub_product[industry][csv.text(row, "sub_product")] = sector;
      continue;
    }
    const auto [place, is_new] = result.group_of.emplace(industry, sector);
    if (!is_new && place->second != sector) {
      throw InputError(csv.at(row), "industry " + industry + " belongs to " + place->second + " and " + sector +
                                        "; list it under [split] parents of the recipe");
    }
  }
  for (const std::string& parent : recipe.split.parents)
    if (!result.is_parent(parent))
      throw InputError({recipe.file, 0}, "split parent '" + parent + "' is not in " + source.file);
  list_units(recipe, result);
  check_recipe(recipe, result);
  return result;
}

std::map<std::string, std::string> read_region_concordance(const Recipe& recipe) {
  const ConcordanceSource& source = recipe.region_map;
  const CsvTable csv = read_csv(recipe.source(source.file));
  std::map<std::string, std::string> result;
  for (int row = 0; row < csv.row_count(); ++row) {
    if (!in_scheme(csv, row, source)) continue;
    const std::string target = csv.text(row, source.target_column);
    if (find_position(recipe.region_codes(), target) >= 0) result[csv.text(row, source.code_column)] = target;
  }
  return result;
}

}  // namespace etslink
