// SPDX-License-Identifier: Apache-2.0
#include "calibration/recipe.h"

#include <filesystem>

#include "calibration/recipe_rules.h"
#include "calibration/recipe_sections.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"
#include "calibration/use_table.h"
#include "model/inventory.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

TomlSection::Words<SectorRole> roles() {
  TomlSection::Words<SectorRole> words;
  for (const std::string& name : role_names()) words.emplace_back(name, static_cast<SectorRole>(words.size()));
  // CO2 of a table is that of regions; [physical_accounts.bunkers] makes the sector that is in none.
  std::erase_if(words, [](const auto& word) { return !is_in_inventory(word.second); });
  return words;
}

ConcordanceSource read_concordance_source(TomlSection section) {
  ConcordanceSource source;
  source.file = section.text("file");
  source.code_column = section.text("code");
  source.target_column = section.text("target");
  source.scheme = section.text_or("scheme", "");
  section.finish();
  return source;
}

void read_table_section(TomlSection section, Recipe& recipe) {
  const std::filesystem::path folder = section.text("folder");
  recipe.source_folder = (std::filesystem::path(recipe.file).parent_path() / folder).lexically_normal().string();
  recipe.year = section.integer("year", {1900, 2200});
  recipe.table_file = section.text("file");
  recipe.sources = section.text("sources");
  recipe.licence = section.text("licence");
  recipe.citation = section.text("citation");
  section.finish();
}

void read_regions(TomlSection& top, Recipe& recipe) {
  for (TomlSection& item : top.sections("region")) {
    RecipeRegion region{item.text("code"), item.text("name"), item.texts("share_countries")};
    if (find_position(recipe.region_codes(), region.code) >= 0)
      throw InputError(item.at(), "region '" + region.code + "' is given twice");
    item.finish();
    recipe.regions.push_back(region);
  }
  if (recipe.regions.empty()) throw InputError(top.at(), "no [[region]] in the recipe");
}

void read_sectors(TomlSection& top, Recipe& recipe) {
  for (TomlSection& item : top.sections("sector")) {
    SectorInfo sector{item.text("code"), item.text("name"), SectorRole::other};
    item.choose("role", roles(), sector.role);
    if (find_position(recipe.sector_codes(), sector.code) >= 0)
      throw InputError(item.at(), "sector '" + sector.code + "' is given twice");
    if (sector.role != SectorRole::other && !recipe.sector_with(sector.role).empty())
      throw InputError(item.at(), "two sectors have the role of '" + sector.code + "'");
    item.finish();
    recipe.sectors.push_back(sector);
  }
  if (recipe.sectors.empty()) throw InputError(top.at(), "no [[sector]] in the recipe");
}

}  // namespace

std::vector<std::string> Recipe::region_codes() const {
  std::vector<std::string> codes;
  for (const RecipeRegion& region : regions) codes.push_back(region.code);
  return codes;
}

std::vector<std::string> Recipe::sector_codes() const {
  std::vector<std::string> codes;
  for (const SectorInfo& sector : sectors) codes.push_back(sector.code);
  return codes;
}

std::string Recipe::sector_with(SectorRole role) const {
  for (const SectorInfo& sector : sectors)
    if (sector.role == role) return sector.code;
  return "";
}

std::string Recipe::source(const std::string& file_name) const {
  return (std::filesystem::path(source_folder) / file_name).string();
}

SourceLocation Recipe::at(const std::string& key) const {
  for (std::string path = key; !path.empty();) {
    const auto line = lines.find(path);
    if (line != lines.end()) return {file, line->second};
    const std::size_t cut = path.find_last_of(".[");
    path.resize(cut == std::string::npos ? 0 : cut);
  }
  return {file, 1};
}

Recipe read_recipe(const std::string& file) { return read_recipe_text(read_text_file(file), file); }

Recipe read_recipe_text(const std::string& text, const std::string& file) {
  const TomlValue root = parse_toml(text, file);
  TomlSection top(root);
  Recipe recipe;
  recipe.file = file;
  recipe.lines = key_lines(root);
  read_table_section(top.need_section("table"), recipe);
  recipe.region_map = read_concordance_source(top.need_section("regions"));
  recipe.sector_map = read_concordance_source(top.need_section("sectors"));
  read_regions(top, recipe);
  read_sectors(top, recipe);
  if (auto section = top.section("split")) read_split_section(*section, recipe);
  if (auto section = top.section("energy")) read_energy_section(*section, recipe);
  read_co2_section(top.need_section("co2"), recipe);
  read_factor_section(top.need_section("factors"), recipe);
  if (auto section = top.section("taxes")) read_tax_section(*section, recipe);
  if (auto section = top.section("balance")) {
    section->choose<std::string>("method", {{"gras", "gras"}, {"cross_entropy", "cross_entropy"}},
                                 recipe.balance_method);
    section->finish();
  }
  read_elasticity_section(top.need_section("elasticities"), recipe);
  top.finish();
  check_recipe_names(recipe);
  return recipe;
}

}  // namespace etslink
