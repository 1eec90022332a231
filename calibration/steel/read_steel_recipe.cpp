// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "calibration/known_source.h"
#include "calibration/read_sets.h"
#include "calibration/recipe_names.h"
#include "calibration/recipe_rules.h"
#include "calibration/steel/steel_recipe.h"
#include "calibration/use_table.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

constexpr std::pair<double, double> elasticity_range{0.0, largest_published_elasticity};

// Reads one recipe's table, key by key.
class SteelReader {
 public:
  SteelReader(const Recipe& money, const TechnologyRecipe& technologies) : money_(money), technologies_(technologies) {}

  SteelRecipe read(TomlSection& section) {
    recipe_.at = section.at();
    recipe_.rent_code = technologies_.rent_code;
    recipe_.rent_name = technologies_.rent_name;
    recipe_.sector = known_good(section, "sector");
    recipe_.file = known_source(section, "file", money_);
    recipe_.regions_file = known_source(section, "regions_file", money_);
    recipe_.smallest_mt = section.number_or("smallest_mt", recipe_.smallest_mt, {0.0, 1000.0});
    recipe_.fuel_tolerance = section.number_or("fuel_tolerance", recipe_.fuel_tolerance, {0.0, 10.0});
    recipe_.largest_part = section.number_or("largest_part", recipe_.largest_part, {0.01, 0.99});
    recipe_.least_capital = section.number_or("least_capital", recipe_.least_capital, share_range);
    recipe_.ore = known_group(section, "ore");
    recipe_.services = known_group(section, "services");
    recipe_.materials = known_group(section, "materials");
    read_scrap(section.need_section("scrap"));
    for (TomlSection& item : section.sections("route")) read_route(item);
    if (recipe_.rules.empty()) section.fail("no [[steel.route]] in the recipe");
    section.finish();
    return std::move(recipe_);
  }

 private:
  void refuse_energy(const SourceLocation& at, const std::string& code) const {
    for (const SectorInfo& sector : money_.sectors)
      if (sector.code == code && sector.role != SectorRole::other)
        throw InputError(at, "'" + code + "' has the role " + role_name(sector.role) + "; name a good without one");
  }

  // A sector of the base that has no role.
  [[nodiscard]] std::string known_good(TomlSection& section, const std::string& key) const {
    const std::string code = section.text(key);
    require_name(section.at(key), code, money_.sector_codes());
    refuse_energy(section.at(key), code);
    return code;
  }

  [[nodiscard]] std::vector<std::string> known_goods(TomlSection& section, const std::string& key) const {
    const std::vector<std::string> codes = known_texts(section, key, money_.sector_codes());
    if (codes.empty()) section.fail("'" + section.name() + "." + key + "' names no good");
    for (const std::string& code : codes) refuse_energy(section.at(key), code);
    return codes;
  }

  // A good is ore, a service or a material, not two of these: its parts must add up.
  [[nodiscard]] std::vector<std::string> known_group(TomlSection& section, const std::string& key) {
    std::vector<std::string> codes = known_goods(section, key);
    for (const std::string& code : codes) {
      if (find_position(grouped_, code) >= 0)
        throw InputError(section.at(key),
                         "'" + code + "' is in another list; name it in one of ore, services, materials");
      grouped_.push_back(code);
    }
    return codes;
  }

  void read_scrap(TomlSection section) {
    ScrapRecipe& scrap = recipe_.scrap;
    scrap.at = section.at();
    scrap.code = section.text("code");
    require_code(section.at("code"), "sector", scrap.code, reserved_sector_codes(money_));
    if (find_position(money_.sector_codes(), scrap.code) >= 0)
      throw InputError(section.at("code"), "'" + scrap.code + "' is a sector of the base; name a new one");
    scrap.name = section.text("name");
    read_factor(section.need_section("factor"));
    scrap.from = known_goods(section, "from");
    scrap.from_part = section.number_or("from_part", scrap.from_part, {0.01, 0.99});
    scrap.traded_as = known_good(section, "traded_as");
    scrap.collector = known_good(section, "collector");
    scrap.collection = section.number_or("collection", scrap.collection, {0.01, 0.99});
    scrap.supply_elasticity = section.number("supply_elasticity", elasticity_range);
    scrap.esubd = section.number("esubd", elasticity_range);
    scrap.esubm = section.number("esubm", elasticity_range);
    section.finish();
  }

  void read_factor(TomlSection section) {
    recipe_.scrap.factor_code = section.text("code");
    require_code(section.at("code"), "factor", recipe_.scrap.factor_code, {});
    const std::vector<std::string> taken{"LAB", "CAP", "RES", recipe_.rent_code};
    if (find_position(taken, recipe_.scrap.factor_code) >= 0)
      throw InputError(section.at("code"), "'" + recipe_.scrap.factor_code + "' is a factor of the benchmark already");
    recipe_.scrap.factor_name = section.text("name");
    section.finish();
  }

  void read_route(TomlSection& section) {
    RouteRule rule;
    rule.at = section.at();
    rule.code = section.text("code");
    require_code(section.at("code"), "technology", rule.code, reserved_sector_codes(money_));
    if (find_position(money_.sector_codes(), rule.code) >= 0)
      throw InputError(section.at("code"), "'" + rule.code + "' is a sector; name a route differently");
    rule.row = section.text_or("row", rule.code);
    rule.coking = section.flag_or("coking", rule.coking);
    rule.process = section.flag_or("process", rule.process);
    rule.own_power = section.number_or("own_power", rule.own_power, share_range);
    rule.least_capital = section.number_or("least_capital", recipe_.least_capital, share_range);
    rule.supply_elasticity = section.number("supply_elasticity", elasticity_range);
    section.finish();
    refuse_repeated(rule);
    recipe_.rules.push_back(rule);
  }

  void refuse_repeated(const RouteRule& rule) const {
    for (const RouteRule& other : recipe_.rules) {
      if (other.code == rule.code)
        throw InputError(rule.at,
                         "route '" + rule.code + "' is given twice, first in line " + std::to_string(other.at.line));
      if (other.row == rule.row)
        throw InputError(rule.at, "row '" + rule.row + "' of the source is that of '" + other.code + "' already");
    }
  }

  const Recipe& money_;
  const TechnologyRecipe& technologies_;
  SteelRecipe recipe_;
  std::vector<std::string> grouped_;  // goods that stand in a list
};

}  // namespace

SteelRecipe read_steel_recipe(TomlSection section, const Recipe& money, const TechnologyRecipe& technologies) {
  return SteelReader(money, technologies).read(section);
}

}  // namespace etslink
