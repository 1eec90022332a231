// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/read_electricity.h"

#include <cmath>
#include <filesystem>

#include "calibration/recipe_names.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr std::pair<double, double> twh_range{0.0, 1e6};
constexpr std::pair<double, double> width_range{0.01, 10.0};       // part of a price
constexpr std::pair<double, double> delivery_range{0.1, 10000.0};  // USD/MWh

std::map<std::string, double> known_parts(TomlSection& section, const std::string& key,
                                          const std::vector<std::string>& allowed) {
  static_cast<void>(section.need(key));
  const auto parts = known_numbers(section, key, allowed, share_range);
  double sum = 0;
  for (const auto& [name, part] : parts) sum += part;
  if (std::abs(sum - 1) > 1e-9)
    throw InputError(section.at(key), "parts of '" + key + "' sum to " + rounded_text(sum, 6) + ", not to 1");
  return parts;
}

PublishedElectricityUse read_use(TomlSection& section, const Recipe& recipe) {
  PublishedElectricityUse use;
  use.at = section.at();
  if (section.has("file")) {
    const std::string file = section.text("file");
    std::error_code ignored;
    use.file = (std::filesystem::path(recipe.source_folder) / file).string();
    if (!std::filesystem::is_regular_file(use.file, ignored))
      throw InputError(section.at("file"), "'file': there is no file " + use.file);
  } else {
    use.twh[ElectricityClass::households] = section.number("households", twh_range);
    use.twh[ElectricityClass::industry] = section.number("industry", twh_range);
    use.twh[ElectricityClass::services] = section.number("services", twh_range);
    if (use.twh.sum() <= 0) section.fail("nobody uses electricity: a class above 0 TWh is needed");
  }
  return use;
}

void add_use(TomlSection& section, const Recipe& recipe, std::map<std::string, PublishedElectricityUse>& all) {
  const std::string region = section.text("region");
  require_name(section.at("region"), region, recipe.region_codes());
  const auto [first, is_new] = all.emplace(region, read_use(section, recipe));
  if (!is_new)
    throw InputError(section.at("region"), "use of electricity of " + region + " is stated twice, first in line " +
                                               std::to_string(first->second.at.line));
  section.finish();
}

ElectricityAccountsRecipe read_accounts(TomlSection section, const Recipe& recipe) {
  ElectricityAccountsRecipe accounts;
  accounts.active = true;
  const std::vector<std::string> sectors = recipe.sector_codes();
  std::vector<std::string> inputs = sectors;
  for (const char* factor : {"LAB", "CAP"}) inputs.emplace_back(factor);
  accounts.industry = known_texts(section, "industry", sectors);
  const std::string power = recipe.sector_with(SectorRole::electricity);
  accounts.services = known_parts(section, "services", sectors);
  static_cast<void>(section.need("holders"));
  accounts.holders = known_texts(section, "holders", sectors);
  if (accounts.holders.empty()) throw InputError(section.at("holders"), "'holders' is empty; name a sector");
  accounts.networks = known_parts(section, "networks", inputs);
  const bool sells = accounts.services.contains(power), holds = find_position(accounts.holders, power) >= 0;
  if (sells || holds || accounts.networks.contains(power))
    throw InputError(section.at(sells   ? "services"
                                : holds ? "holders"
                                        : "networks"),
                     "'" + power + "' is the sector whose electricity is accounted for; name others");
  accounts.table_width = section.number_or("table_width", accounts.table_width, width_range);
  accounts.delivery_width = section.number_or("delivery_width", accounts.delivery_width, delivery_range);
  accounts.target_weight = section.number_or("target_weight", accounts.target_weight, {0.01, 100.0});
  for (TomlSection& use : section.sections("use")) add_use(use, recipe, accounts.use);
  section.finish();
  return accounts;
}

}  // namespace

const std::string& class_word(ElectricityClass kind) {
  static const std::array<std::string, all_electricity_classes.size()> words{"households", "industry", "services"};
  return words[static_cast<std::size_t>(kind)];
}

ElectricityRecipe read_electricity(TomlSection section, const Recipe& recipe) {
  ElectricityRecipe electricity;
  electricity.file = section.text("file");
  electricity.trade_elasticity = section.number_or("trade_elasticity", electricity.trade_elasticity, {0.0, 100.0});
  electricity.without_cables = known_texts(section, "without_cables", recipe.region_codes());
  if (auto accounts = section.section("accounts")) electricity.accounts = read_accounts(*accounts, recipe);
  section.finish();
  return electricity;
}

}  // namespace etslink
