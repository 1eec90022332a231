// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/bunkers_recipe.h"
#include "calibration/known_source.h"
#include "calibration/read_sets.h"
#include "calibration/recipe_names.h"
#include "calibration/recipe_rules.h"
#include "calibration/use_table.h"
#include "model/inventory.h"

namespace etslink {

BunkersRecipe read_bunkers(TomlSection section, const Recipe& money) {
  BunkersRecipe bunkers;
  bunkers.at = section.at();
  bunkers.co2_at = section.at("co2_mt");
  bunkers.year = money.year;
  bunkers.code = section.text("code");
  require_code(section.at("code"), "sector", bunkers.code, reserved_sector_codes(money));
  bunkers.name = section.text_or("name", bunkers.code);
  if (find_position(money.sector_codes(), bunkers.code) >= 0)
    throw InputError(section.at("code"), "'" + bunkers.code + "' is a sector of the base; name a new one");
  bunkers.from = section.text("from");
  require_name(section.at("from"), bunkers.from, money.sector_codes());
  for (const SectorInfo& sector : money.sectors)
    if (sector.code == bunkers.from && sector.role != SectorRole::other)
      throw InputError(section.at("from"), "'" + bunkers.from + "' makes energy; name the sector that transports");
  bunkers.file = known_source(section, "file", money);
  bunkers.column = section.text_or("column", bunkers.column);
  bunkers.row = section.text_or("row", bunkers.row);
  bunkers.world_row = section.text_or("world_row", bunkers.world_row);
  bunkers.co2_mt = known_numbers(section, "co2_mt", money.region_codes());
  bunkers.rest = section.text("rest");
  require_name(section.at("rest"), bunkers.rest, money.region_codes());
  if (bunkers.co2_mt.contains(bunkers.rest))
    throw InputError(section.at("rest"), "'" + bunkers.rest + "' has what is left: 'co2_mt' may not name it");
  bunkers.t_per_tj = section.number_or("t_per_tj", bunkers.t_per_tj, {50.0, 100.0});
  bunkers.fuel_share = section.number_or("fuel_share", bunkers.fuel_share, {0.01, 0.95});
  bunkers.export_share = section.number_or("export_share", bunkers.export_share, share_range);
  section.finish();
  return bunkers;
}

Recipe with_international_transport(Recipe money, const BunkersRecipe& bunkers) {
  money.sectors.push_back({bunkers.code, bunkers.name, SectorRole::international_transport});
  return money;
}

}  // namespace etslink
