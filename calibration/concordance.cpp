// SPDX-License-Identifier: Apache-2.0
#include "calibration/concordance.h"

#include <algorithm>
#include <set>

#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

bool in_scheme(const CsvTable& csv, int row, const ConcordanceSource& source) {
  return source.scheme.empty() || csv.text(row, "scheme") == source.scheme;
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
    for (const auto& [product, sector] : result.sub_product[parent]) children.insert(sector);
    for (const std::string& sector : recipe.sector_codes())
      if (children.count(sector)) result.units.push_back({parent, sector});
  }
}

// A name of the recipe that must be a whole sector or a parent.
void require_group(const Recipe& recipe, const SectorConcordance& result, const std::string& key,
                   const std::string& code) {
  if (code == "HH" || find_position(result.groups, code) >= 0) return;
  throw InputError(recipe.at(key),
                   "'" + key + "': '" + code + "' is not bought as a whole" + suggestion(code, result.groups));
}

// A sector that a split industry must have a part of.
void require_unit(const Recipe& recipe, const SectorConcordance& result, const std::string& key,
                  const SplitUnit& wanted) {
  std::vector<std::string> children;
  for (const int unit : result.units_of_parent(wanted.parent)) children.push_back(result.units[unit].sector);
  if (find_position(children, wanted.sector) >= 0) return;
  throw InputError(recipe.at(key), "'" + key + "' needs sector " + wanted.sector + " inside '" + wanted.parent + "'" +
                                       suggestion(wanted.sector, children));
}

void check_split(const Recipe& recipe, const SectorConcordance& result) {
  for (const auto& [parent, sector] : recipe.split.final_use)
    require_unit(recipe, result, "split.final_use." + parent, {parent, sector});
  for (const auto& [parent, sector] : recipe.split.remainder)
    require_unit(recipe, result, "split.remainder." + parent, {parent, sector});
  std::vector<std::string> split_codes;
  for (const SplitUnit& unit : result.units)
    if (unit.is_split()) split_codes.push_back(unit.code());
  for (const auto& [code, rate] : recipe.split.input_rate) {
    const SourceLocation at = recipe.at("split.input_rate." + code);
    static_cast<void>(look_up(split_codes, code, {"unknown part of a split industry", at}));
    if (rate <= 0 || rate > 100)
      throw InputError(at, "input rate of " + code + " is " + shortest_text(rate) + "; allowed: above 0, at most 100");
  }
}

// Units that the valuation of energy stands on.
void check_energy(const Recipe& recipe, const SectorConcordance& result) {
  require_group(recipe, result, "energy.household_offset", recipe.energy.household_offset);
  require_group(recipe, result, "energy", recipe.sector_with(SectorRole::refined_oil));
  for (const SectorRole role : {SectorRole::coal, SectorRole::crude_oil, SectorRole::gas})
    require_unit(recipe, result, "energy.fuel_parent", {recipe.energy.fuel_parent, recipe.sector_with(role)});
  for (const SectorRole role : {SectorRole::gas, SectorRole::electricity})
    require_unit(recipe, result, "energy.gas_parent", {recipe.energy.gas_parent, recipe.sector_with(role)});
  static_cast<void>(look_up(recipe.split.remainder, recipe.energy.fuel_parent,
                            {"[split.remainder] needs the fuel parent", recipe.at("split.remainder")}));
}

void check_recipe(const Recipe& recipe, const SectorConcordance& result) {
  if (!recipe.co2.pool_users.empty())
    require_group(recipe, result, "co2.pool_users", recipe.sector_with(SectorRole::refined_oil));
  for (const std::string& code : recipe.co2.pool_users) require_group(recipe, result, "co2.pool_users", code);
  for (std::size_t i = 0; i < recipe.energy.patches.size(); ++i) {
    const FlowPatch& patch = recipe.energy.patches[i];
    const std::string key = "energy.patch[" + std::to_string(i) + "].";
    require_group(recipe, result, key + "good", patch.good);
    require_group(recipe, result, key + "from", patch.from);
    require_group(recipe, result, key + "to", patch.to);
  }
  check_split(recipe, result);
  if (recipe.energy.active) check_energy(recipe, result);
  for (std::size_t i = 0; i < recipe.sectors.size(); ++i)
    if (result.units_of_sector(recipe.sectors[i].code).empty())
      throw InputError(recipe.at("sector[" + std::to_string(i) + "].code"),
                       "no industry belongs to sector '" + recipe.sectors[i].code + "' in " + recipe.sector_map.file);
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
  result.end = end_of(csv);
  KeyedRows rows(csv, {source.code_column, "sub_product"});
  for (int row = 0; row < csv.row_count(); ++row) {
    if (!in_scheme(csv, row, source)) continue;
    rows.take(row);
    const std::string industry = csv.text(row, source.code_column), sector = csv.text(row, source.target_column);
    static_cast<void>(look_up(recipe.sector_codes(), sector, {"the recipe has no sector", csv.at(row)}));
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
      throw InputError(recipe.at("split.parents"), "split parent '" + parent + "' is not in " + source.file);
  list_units(recipe, result);
  check_recipe(recipe, result);
  return result;
}

std::map<std::string, std::string> read_region_concordance(const Recipe& recipe) {
  const ConcordanceSource& source = recipe.region_map;
  const CsvTable csv = read_csv(recipe.source(source.file));
  std::map<std::string, std::string> result;
  KeyedRows rows(csv, {source.code_column});
  for (int row = 0; row < csv.row_count(); ++row) {
    if (!in_scheme(csv, row, source)) continue;
    rows.take(row);
    const std::string target = csv.text(row, source.target_column);
    if (find_position(recipe.region_codes(), target) >= 0) result[csv.text(row, source.code_column)] = target;
  }
  return result;
}

namespace {

// The row of a source region whose target is not in the recipe, or the end of the file where it has no row.
[[noreturn]] void throw_no_target(const Recipe& recipe, const std::string& code) {
  const ConcordanceSource& source = recipe.region_map;
  const CsvTable csv = read_csv(recipe.source(source.file));
  for (int row = 0; row < csv.row_count(); ++row)
    if (in_scheme(csv, row, source) && csv.text(row, source.code_column) == code)
      throw_not_found(csv.text(row, source.target_column), recipe.region_codes(),
                      {"region '" + code + "' of " + recipe.table_file + " belongs to an unknown region of the recipe,",
                       csv.at(row)});
  throw InputError(end_of(csv), "no row for region '" + code + "' of " + recipe.table_file);
}

}  // namespace

CodeMap region_map(const Recipe& recipe, const std::vector<std::string>& source_regions) {
  CodeMap map{read_region_concordance(recipe), recipe.region_codes()};
  std::set<std::string> reached;
  for (const std::string& code : source_regions) {
    const auto target = map.target.find(code);
    if (target == map.target.end()) throw_no_target(recipe, code);
    reached.insert(target->second);
  }
  for (std::size_t i = 0; i < map.codes.size(); ++i)
    if (!reached.count(map.codes[i]))
      throw InputError(recipe.at("region[" + std::to_string(i) + "].code"),
                       "no region of " + recipe.table_file + " belongs to region '" + map.codes[i] + "'");
  return map;
}

CodeMap group_map(const Recipe& recipe, const SectorConcordance& concordance,
                  const std::vector<std::string>& source_industries) {
  std::set<std::string> reached;
  for (const std::string& code : source_industries)
    reached.insert(
        look_up(concordance.group_of, code, {"no row for industry of " + recipe.table_file + ",", concordance.end}));
  for (const std::string& group : concordance.groups)
    if (!reached.count(group))
      throw InputError(recipe.at(concordance.is_parent(group) ? "split.parents" : "sector"),
                       "no industry of " + recipe.table_file + " belongs to '" + group + "'");
  return {concordance.group_of, concordance.groups};
}

}  // namespace etslink
