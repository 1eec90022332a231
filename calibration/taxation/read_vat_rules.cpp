// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxation/read_vat_rules.h"

#include <set>

#include "calibration/recipe.h"
#include "calibration/recipe_names.h"

namespace etslink {
namespace {

VatRule read_rule(TomlSection& section, const Recipe& recipe) {
  const std::vector<std::string> sectors = recipe.sector_codes();
  VatRule rule;
  rule.at = section.at();
  rule.region = section.text("region");
  require_name(section.at("region"), rule.region, recipe.region_codes());
  rule.source = section.text("source");
  if (section.has("rate")) rule.rate = section.number("rate", {0.001, 1});
  rule.good = known_numbers(section, "goods", sectors, share_range);
  rule.government = section.number_or("government", 0, share_range);
  rule.investment = known_numbers(section, "investment", sectors, share_range);
  rule.blocked = known_numbers(section, "blocked", sectors, share_range);
  section.finish();
  return rule;
}

}  // namespace

std::vector<VatRule> read_vat_rules(TomlSection& taxes, const Recipe& recipe) {
  std::vector<VatRule> rules;
  for (TomlSection& section : taxes.sections("vat")) {
    VatRule rule = read_rule(section, recipe);
    for (const VatRule& other : rules)
      if (other.region == rule.region)
        throw InputError(section.at("region"), "region '" + rule.region +
                                                   "' has two value-added taxes; the other is in line " +
                                                   std::to_string(other.at.line));
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<CarbonPriceRule> read_carbon_price_rules(TomlSection& taxes, const Recipe& recipe) {
  std::vector<CarbonPriceRule> rules;
  std::set<std::pair<std::string, std::string>> priced;
  for (TomlSection& section : taxes.sections("carbon_price")) {
    CarbonPriceRule rule;
    rule.at = section.at();
    rule.region = section.text("region");
    require_name(section.at("region"), rule.region, recipe.region_codes());
    rule.usd_per_t = section.number("usd_per_t", {0.01, 1000});
    rule.sectors = known_texts(section, "sectors", recipe.sector_codes());
    if (rule.sectors.empty()) throw InputError(section.at("sectors"), "'sectors' names nobody who pays the price");
    rule.source = section.text("source");
    section.finish();
    for (const std::string& sector : rule.sectors)
      if (!priced.emplace(rule.region, sector).second)
        throw InputError(section.at("sectors"), sector + ", " + rule.region + " has two carbon prices");
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace etslink
