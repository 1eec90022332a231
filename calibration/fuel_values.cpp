// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuel_values.h"

#include <algorithm>
#include <cmath>

namespace etslink {
namespace {

double floor_of(const Recipe& recipe, const std::string& fuel) {
  const auto found = recipe.energy.floor.find(fuel);
  return found == recipe.energy.floor.end() ? 0.0 : found->second;
}

bool contains(const std::vector<std::string>& codes, const std::string& code) {
  return find_position(codes, code) >= 0;
}

// Price of gas for a user relative to power plants: the region's own ratios before those of all regions.
double gas_ratio(const Recipe& recipe, const std::string& region, const std::string& user) {
  for (const std::string& place : {region, std::string("default")}) {
    const auto ratios = recipe.energy.gas_user_ratio.find(place);
    if (ratios == recipe.energy.gas_user_ratio.end()) continue;
    for (const std::string& name : {user, std::string("default")}) {
      const auto found = ratios->second.find(name);
      if (found != ratios->second.end()) return found->second;
    }
  }
  return 1.0;
}

// Output of a unit: of its group, times its share of the sales of a split parent.
double unit_output(const UseTable& groups, const SectorConcordance& concordance, const SubProductShares& shares,
                   std::pair<int, int> region_unit) {
  const auto [region, unit] = region_unit;
  const SplitUnit& part = concordance.units[unit];
  const double output = groups.output(region, position_of(groups.goods, part.parent));
  if (!part.is_split()) return output;
  const std::vector<int> siblings = concordance.units_of_parent(part.parent);
  const auto local = std::find(siblings.begin(), siblings.end(), unit) - siblings.begin();
  return output * shares.use_shares(region, part.parent, "")(local);
}

// Weights [sum 1] of the units of each sector, aligned with the units.
Eigen::VectorXd unit_weights(const UseTable& groups, const SectorConcordance& concordance,
                             const SubProductShares& shares, int region) {
  const int count = static_cast<int>(concordance.units.size());
  Eigen::VectorXd output(count), weight(count);
  for (int unit = 0; unit < count; ++unit) output(unit) = unit_output(groups, concordance, shares, {region, unit});
  for (int unit = 0; unit < count; ++unit) {
    double total = 0;
    const std::vector<int> same = concordance.units_of_sector(concordance.units[unit].sector);
    for (const int other : same) total += output(other);
    weight(unit) = total > 0 ? output(unit) / total : 1.0 / static_cast<double>(same.size());
  }
  return weight;
}

// Coal of industrial users costs more than that of power plants where the recipe says so, as far as their purchases
// leave room.
void raise_industrial_coal(UnitFuels& fuels, const UseTable& groups, const Recipe& recipe,
                           const SectorConcordance& concordance) {
  const int mining = position_of(groups.goods, recipe.energy.fuel_parent);
  for (const auto& [code, ratio] : recipe.energy.coal_industry_ratio) {
    const int region = position_of(groups.regions, code);
    for (const std::string& group : concordance.groups) {
      double coal = 0;
      std::vector<int> units;
      for (int unit = 0; unit < static_cast<int>(concordance.units.size()); ++unit) {
        if (concordance.units[unit].parent != group) continue;
        if (!contains(recipe.energy.industrial_users, concordance.units[unit].sector)) continue;
        units.push_back(unit);
        coal += fuels.coal(region, unit);
      }
      if (coal <= 0) continue;
      const double room =
          (1 - recipe.split.ore_share) * groups.purchases(mining, region, position_of(groups.users, group)) / coal;
      for (const int unit : units) fuels.coal(region, unit) *= std::clamp(room, 1.0, ratio);
    }
  }
}

}  // namespace

FuelPrices fuel_prices(const UseTable& groups, const Co2Targets& targets, const Recipe& recipe) {
  const EnergyRecipe& energy = recipe.energy;
  const int mining = position_of(groups.goods, energy.fuel_parent);
  const int power = position_of(groups.users, energy.gas_parent);
  const std::string refining = recipe.sector_with(SectorRole::refined_oil);
  const int electricity = targets.user(recipe.sector_with(SectorRole::electricity)), refinery = targets.user(refining);
  const int oil = position_of(groups.goods, refining), regions = groups.region_count();
  FuelPrices prices;
  for (Eigen::VectorXd* vector :
       {&prices.implied_coal, &prices.implied_crude, &prices.coal, &prices.gas, &prices.crude, &prices.throughput_pj})
    vector->resize(regions);
  for (int region = 0; region < regions; ++region) {
    const Eigen::VectorXd coal_pj = targets.energy_pj(region, Co2Source::coal);
    const double gas_pj = targets.consumption_pj(region, static_cast<int>(Co2Source::gas));
    const double coal_equivalent = coal_pj(electricity) + energy.gas_price_ratio * gas_pj;
    prices.implied_coal(region) = groups.purchases(mining, region, power) / coal_equivalent;
    prices.coal(region) = std::max(prices.implied_coal(region), floor_of(recipe, "coal"));
    prices.gas(region) = std::max(energy.gas_price_ratio * prices.coal(region), floor_of(recipe, "gas"));
    double absorption = 0;
    for (int user = 0; user < groups.user_count(); ++user) absorption += groups.purchases(oil, region, user);
    // refineries also work for net exports of products
    prices.throughput_pj(region) =
        targets.consumption_pj(region, static_cast<int>(Co2Source::oil)) * groups.output(region, oil) / absorption;
    const double crude_value =
        groups.purchases(mining, region, position_of(groups.users, refining)) - prices.coal(region) * coal_pj(refinery);
    prices.implied_crude(region) = crude_value / prices.throughput_pj(region);
    prices.crude(region) = std::max(prices.implied_crude(region), floor_of(recipe, "crude"));
  }
  return prices;
}

UnitFuels unit_fuels(const UseTable& groups, const Co2Targets& targets, const FuelPrices& prices,
                     const SplitSources& sources) {
  const auto& [recipe, concordance, shares] = sources;
  const int units = static_cast<int>(concordance.units.size()), regions = groups.region_count();
  UnitFuels fuels;
  fuels.coal = fuels.gas = fuels.oil_mt = Eigen::MatrixXd::Zero(regions, units + 1);
  for (int region = 0; region < regions; ++region) {
    const Eigen::VectorXd coal_pj = targets.energy_pj(region, Co2Source::coal);
    const Eigen::VectorXd gas_pj = targets.energy_pj(region, Co2Source::gas);
    const Eigen::VectorXd weight = unit_weights(groups, concordance, shares, region);
    for (int unit = 0; unit <= units; ++unit) {
      const std::string code = unit < units ? concordance.units[unit].sector : "HH";
      const int user = targets.user(code);
      const double part = unit < units ? weight(unit) : 1.0;
      // 1 USD/GJ x 1 PJ = 1 million USD
      fuels.coal(region, unit) = part * coal_pj(user) * prices.coal(region);
      fuels.gas(region, unit) =
          part * gas_pj(user) * prices.gas(region) * gas_ratio(recipe, groups.regions[region], code);
      fuels.oil_mt(region, unit) = part * targets.mt[region](user, static_cast<int>(Co2Source::oil));
    }
  }
  raise_industrial_coal(fuels, groups, recipe, concordance);
  return fuels;
}

GroupFuels group_fuels(const UnitFuels& fuels, const SectorConcordance& concordance, int region,
                       const std::string& user) {
  GroupFuels result;
  const int units = static_cast<int>(concordance.units.size());
  for (int unit = 0; unit <= units; ++unit) {
    const std::string group = unit < units ? concordance.units[unit].parent : "HH";
    if (group != user) continue;
    result.coal += fuels.coal(region, unit);
    result.gas += fuels.gas(region, unit);
    result.oil_mt += fuels.oil_mt(region, unit);
  }
  return result;
}

GasSources gas_sources(const UseTable& groups, const Recipe& recipe, Buyer buyer, double gas) {
  const std::string& user = groups.users[buyer.user];
  // power plants and mining itself are not supplied through the distribution network
  if (user == recipe.energy.gas_parent || user == recipe.energy.fuel_parent) return {0, gas};
  const int good = position_of(groups.goods, recipe.energy.gas_parent);
  const double room = recipe.energy.distribution_limit * groups.purchases(good, buyer.region, buyer.user);
  const double distributed = std::clamp(gas, 0.0, std::max(room, 0.0));
  return {distributed, gas - distributed};
}

}  // namespace etslink
