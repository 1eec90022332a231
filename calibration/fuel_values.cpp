// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuel_values.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"

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

// Finds the prices of one region after the other.
class PriceBuilder {
 public:
  PriceBuilder(const UseTable& groups, const Co2Targets& targets, const Recipe& recipe)
      : groups_(groups),
        targets_(targets),
        recipe_(recipe),
        mining_(position_of(groups.goods, recipe.energy.fuel_parent)),
        oil_(position_of(groups.goods, recipe.sector_with(SectorRole::refined_oil))) {
    for (Eigen::VectorXd* vector : {&prices_.implied_coal, &prices_.implied_crude, &prices_.coal, &prices_.gas,
                                    &prices_.crude, &prices_.throughput_pj})
      vector->setZero(groups.region_count());
  }

  FuelPrices build() {
    for (int region = 0; region < groups_.region_count(); ++region) {
      const Eigen::VectorXd coal_pj = targets_.energy_pj(region, Co2Source::coal);
      set_coal_and_gas(region, coal_pj(targets_.user(recipe_.sector_with(SectorRole::electricity))));
      set_throughput(region);
      set_crude(region, coal_pj(targets_.user(recipe_.sector_with(SectorRole::refined_oil))));
    }
    return std::move(prices_);
  }

 private:
  void list(int region, const std::string& what, double price) {
    prices_.adjustments.push_back({"prices", groups_.regions[region], what, price, "USD/GJ"});
  }

  void set_coal_and_gas(int region, double power_coal_pj) {
    const EnergyRecipe& energy = recipe_.energy;
    const double gas_pj = targets_.consumption_pj(region, static_cast<int>(Co2Source::gas));
    const double coal_equivalent = power_coal_pj + energy.gas_price_ratio * gas_pj;
    const int power = position_of(groups_.users, energy.gas_parent);
    prices_.implied_coal(region) =
        coal_equivalent > 0 ? groups_.purchases(mining_, region, power) / coal_equivalent : std::nan("");
    double table_price = prices_.implied_coal(region);
    if (coal_equivalent <= 0) {
      table_price = energy.world_coal_price;
      list(region, "power and gas supply burn neither coal nor gas: world price of coal", table_price);
    }
    prices_.coal(region) = std::max(table_price, floor_of(recipe_, "coal"));
    prices_.gas(region) = std::max(energy.gas_price_ratio * prices_.coal(region), floor_of(recipe_, "gas"));
  }

  // Refineries also work for net exports of products.
  void set_throughput(int region) {
    double absorption = 0;
    for (int user = 0; user < groups_.user_count(); ++user) absorption += groups_.purchases(oil_, region, user);
    const double burnt_pj = targets_.consumption_pj(region, static_cast<int>(Co2Source::oil));
    if (absorption > 0)
      prices_.throughput_pj(region) = burnt_pj * groups_.output(region, oil_) / absorption;
    else if (burnt_pj > 0)
      throw InputError(groups_.place(region, oil_), "region " + groups_.regions[region] + " burns " +
                                                        rounded_text(burnt_pj, 4) + " PJ of oil, but buys no " +
                                                        groups_.goods[oil_]);
  }

  void set_crude(int region, double refinery_coal_pj) {
    const int refining = position_of(groups_.users, groups_.goods[oil_]);
    const double value = groups_.purchases(mining_, region, refining) - prices_.coal(region) * refinery_coal_pj;
    prices_.implied_crude(region) =
        prices_.throughput_pj(region) > 0 ? value / prices_.throughput_pj(region) : std::nan("");
    double table_price = prices_.implied_crude(region);
    if (prices_.throughput_pj(region) <= 0) {
      table_price = recipe_.energy.crude_price_ratio * prices_.coal(region);
      list(region, "no refineries: price of crude oil by its ratio to coal", table_price);
    }
    prices_.crude(region) = std::max(table_price, floor_of(recipe_, "crude"));
  }

  const UseTable& groups_;
  const Co2Targets& targets_;
  const Recipe& recipe_;
  int mining_, oil_;
  FuelPrices prices_;
};

}  // namespace

FuelPrices fuel_prices(const UseTable& groups, const Co2Targets& targets, const Recipe& recipe) {
  return PriceBuilder(groups, targets, recipe).build();
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
