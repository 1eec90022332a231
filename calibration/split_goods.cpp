// SPDX-License-Identifier: Apache-2.0
#include "calibration/split_goods.h"

#include <algorithm>

#include "calibration/gras.h"
#include "calibration/look_up.h"

namespace etslink {
namespace {

// Position of a sector among the units of a parent, -1 where the parent has no such unit.
int local_unit(const SectorConcordance& concordance, const std::string& parent, const std::string& sector) {
  const std::vector<int> units = concordance.units_of_parent(parent);
  for (int local = 0; local < static_cast<int>(units.size()); ++local)
    if (concordance.units[units[local]].sector == sector) return local;
  return -1;
}

int local_role(const SplitData& data, const std::string& parent, SectorRole role) {
  return local_unit(data.concordance, parent, data.recipe.sector_with(role));
}

// Sector that gets what is left of mining products beside the fuels; the concordance has made sure of it.
const std::string& fuel_remainder(const SplitData& data) {
  return look_up(data.recipe.split.remainder, data.recipe.energy.fuel_parent,
                 {"[split.remainder] needs the fuel parent", data.recipe.at("split.remainder")});
}

// Scales what was assigned down to the purchase and gives the rest to the remainder unit.
void close_with_remainder(Eigen::VectorXd& parts, double purchase, int remainder) {
  const double assigned = parts.sum();
  if (assigned > purchase) {
    parts *= std::max(purchase, 0.0) / assigned;
    return;
  }
  parts(remainder) += purchase - assigned;
}

// Domestic mining products that a refinery buys beyond the crude oil that the region extracts, at world prices.
double domestic_excess(const UseTable& groups, const SplitData& data, int region, int user) {
  const EnergyRecipe& energy = data.recipe.energy;
  const double extracted = data.targets.production_pj(region, static_cast<int>(Co2Source::oil)) *
                           energy.world_coal_price * energy.crude_price_ratio;
  const int good = position_of(groups.goods, energy.fuel_parent);
  return std::max(0.0, groups.purchases_by_origin(good, region, user)(region) - extracted);
}

Eigen::VectorXd split_mining(const UseTable& groups, const SplitData& data, Buyer buyer, double purchase) {
  const auto [region, user] = buyer;
  const std::string& parent = data.recipe.energy.fuel_parent;
  const std::string& code = groups.users[user];
  const GroupFuels fuels = group_fuels(data.fuels, data.concordance, region, code);
  const int gas = local_role(data, parent, SectorRole::gas);
  Eigen::VectorXd parts = Eigen::VectorXd::Zero(static_cast<int>(data.concordance.units_of_parent(parent).size()));
  parts(local_role(data, parent, SectorRole::coal)) = fuels.coal;
  parts(gas) = gas_sources(groups, data.recipe, buyer, fuels.gas).direct;
  int remainder = local_unit(data.concordance, parent, fuel_remainder(data));
  if (code == data.recipe.energy.gas_parent) remainder = gas;  // gas for distribution
  if (code == data.recipe.sector_with(SectorRole::refined_oil))
    remainder = local_role(data, parent, SectorRole::crude_oil);
  const double beyond_extraction =
      remainder == local_role(data, parent, SectorRole::crude_oil) ? domestic_excess(groups, data, region, user) : 0.0;
  parts(local_unit(data.concordance, parent, fuel_remainder(data))) += beyond_extraction;
  close_with_remainder(parts, purchase, remainder);
  return parts;
}

Eigen::VectorXd split_network(const UseTable& groups, const SplitData& data, Buyer buyer, double purchase) {
  const auto [region, user] = buyer;
  const std::string& parent = data.recipe.energy.gas_parent;
  const std::string& code = groups.users[user];
  const int gas = local_role(data, parent, SectorRole::gas);
  const int electricity = local_role(data, parent, SectorRole::electricity);
  Eigen::VectorXd parts = data.shares.use_shares(region, parent, code) * purchase;
  parts(electricity) = 0;
  const double needed = group_fuels(data.fuels, data.concordance, region, code).gas;
  parts(gas) = gas_sources(groups, data.recipe, buyer, needed).distributed;
  close_with_remainder(parts, purchase, electricity);
  return parts;
}

// Least share of imports in the prior of a fuel, so that exporters have rows with every product.
constexpr double least_foreign_share = 0.02;

// Share of each origin in what a region uses of a fuel: its own production as far as it goes, then the other producers;
// none where nobody produces it.
Eigen::VectorXd fuel_origins(const Co2Targets& targets, int region, int fuel) {
  const Eigen::VectorXd production = targets.production_pj.col(fuel);
  Eigen::VectorXd others = production, shares = Eigen::VectorXd::Zero(production.size());
  others(region) = 0;
  const double used = targets.consumption_pj(region, fuel), foreign = others.sum();
  double own = used > 0 ? std::min(production(region) / used, 1 - least_foreign_share) : 0;
  if (foreign > 0)
    shares = others / foreign * (1 - own);
  else
    own = production(region) > 0 ? 1 : 0;
  shares(region) = own;
  return shares;
}

// Prior of the origins (rows) of mining products (columns) for a region: fuels by physical production, the others like
// all mining products together. Only odds matter, because rows and columns are scaled.
Eigen::MatrixXd origin_prior(const UseTable& groups, const SplitData& data, int region) {
  const std::string& parent = data.recipe.energy.fuel_parent;
  const int good = position_of(groups.goods, parent);
  const SectorRole roles[] = {SectorRole::coal, SectorRole::crude_oil, SectorRole::gas};
  Eigen::VectorXd all = Eigen::VectorXd::Zero(groups.region_count());
  for (int user = 0; user + 1 < groups.user_count(); ++user) all += groups.purchases_by_origin(good, region, user);
  const auto units = static_cast<Eigen::Index>(data.concordance.units_of_parent(parent).size());
  Eigen::MatrixXd prior = (all / all.sum()).replicate(1, units);
  for (int fuel = 0; fuel < 3; ++fuel)
    prior.col(local_role(data, parent, roles[fuel])) = fuel_origins(data.targets, region, fuel);
  // a trace of everything, so that the origin table always has a solution
  return prior.array() + 1e-6;
}

Eigen::MatrixXd split_origins(const UseTable& groups, const SplitData& data, Buyer buyer,
                              const Eigen::VectorXd& parts) {
  const std::string& parent = data.recipe.energy.fuel_parent;
  const int good = position_of(groups.goods, parent);
  const auto [region, user] = buyer;
  Eigen::MatrixXd prior = origin_prior(groups, data, region);
  if (groups.users[user] == data.recipe.sector_with(SectorRole::refined_oil)) {
    // what a refinery buys beside fuels is what the domestic mines sell it beyond their crude oil
    const int remainder = local_unit(data.concordance, parent, fuel_remainder(data));
    for (int origin = 0; origin < groups.region_count(); ++origin)
      if (origin != region) prior(origin, remainder) *= 1e-3;
  }
  const std::string what = "origins of " + parent + " bought by " + groups.users[user] + ", " + groups.regions[region];
  return ras(prior, groups.purchases_by_origin(good, region, user), parts, {what, groups.place(region, good)});
}

// Sales of an origin's unit to the users of a region, stock changes left out.
double sales(const UseTable& table, int row, int region) {
  return table.flow.row(row).segment(table.column(region, 0), table.user_count() - 1).sum();
}

// Stock changes have the product mix of what the region buys from the same origin; where it buys nothing, of what the
// origin sells at all.
void split_stocks(const UseTable& groups, const SplitData& data, const std::string& parent, UseTable& result) {
  const int good = position_of(groups.goods, parent), stocks = groups.user_count() - 1;
  const std::vector<int> units = data.concordance.units_of_parent(parent);
  for (int origin = 0; origin < groups.region_count(); ++origin) {
    for (int region = 0; region < groups.region_count(); ++region) {
      Eigen::VectorXd here(units.size()), anywhere(units.size());
      for (int local = 0; local < here.size(); ++local) {
        const int row = result.row(origin, units[local]);
        here(local) = sales(result, row, region);
        anywhere(local) = 0;
        for (int other = 0; other < groups.region_count(); ++other) anywhere(local) += sales(result, row, other);
      }
      const double change = groups.flow(groups.row(origin, good), groups.column(region, stocks));
      if (change == 0) continue;
      Eigen::VectorXd mix = here.sum() > 0 ? here : anywhere;
      // an origin that sells to stocks only: like the sales of all origins
      if (mix.sum() <= 0) mix = data.shares.use_shares(region, parent, "");
      for (int local = 0; local < here.size(); ++local)
        result.flow(result.row(origin, units[local]), result.column(region, stocks)) = change * mix(local) / mix.sum();
    }
  }
}

void split_parent(const UseTable& groups, const SplitData& data, const std::string& parent, UseTable& result) {
  const int good = position_of(groups.goods, parent), stocks = groups.user_count() - 1;
  const std::vector<int> units = data.concordance.units_of_parent(parent);
  for (int region = 0; region < groups.region_count(); ++region) {
    for (int user = 0; user < stocks; ++user) {
      const Eigen::VectorXd by_origin = groups.purchases_by_origin(good, region, user);
      if (by_origin.isZero(0)) continue;
      const Eigen::VectorXd parts = split_purchase(groups, data, {region, user}, parent);
      Eigen::MatrixXd cells = by_origin * (parts / by_origin.sum()).transpose();
      if (parent == data.recipe.energy.fuel_parent) cells = split_origins(groups, data, {region, user}, parts);
      for (int origin = 0; origin < groups.region_count(); ++origin)
        for (int local = 0; local < static_cast<int>(units.size()); ++local)
          result.flow(result.row(origin, units[local]), result.column(region, user)) = cells(origin, local);
    }
  }
  split_stocks(groups, data, parent, result);
}

}  // namespace

Eigen::VectorXd split_purchase(const UseTable& groups, const SplitData& data, Buyer buyer, const std::string& parent) {
  const auto [region, user] = buyer;
  const std::string& code = groups.users[user];
  const double purchase = groups.purchases(position_of(groups.goods, parent), region, user);
  if (data.recipe.energy.active && parent == data.recipe.energy.fuel_parent)
    return split_mining(groups, data, {region, user}, purchase);
  if (data.recipe.energy.active && parent == data.recipe.energy.gas_parent)
    return split_network(groups, data, {region, user}, purchase);
  const auto final_sector = data.recipe.split.final_use.find(parent);
  const bool is_final = user >= groups.sector_count();
  if (is_final && final_sector != data.recipe.split.final_use.end()) {
    Eigen::VectorXd parts = Eigen::VectorXd::Zero(static_cast<int>(data.concordance.units_of_parent(parent).size()));
    parts(local_unit(data.concordance, parent, final_sector->second)) = purchase;
    return parts;
  }
  return data.shares.use_shares(region, parent, code) * purchase;
}

UseTable split_goods(const UseTable& groups, const SplitData& data) {
  const std::vector<std::string> sectors(groups.users.begin(), groups.users.end() - final_use_count);
  UseTable result(groups.regions, data.concordance.unit_codes(), sectors);
  for (int region = 0; region < groups.region_count(); ++region)
    for (const SplitUnit& unit : data.concordance.units)
      result.lines.push_back(groups.place(region, position_of(groups.goods, unit.parent)));
  for (int good = 0; good < groups.good_count(); ++good) {
    if (data.concordance.is_parent(groups.goods[good])) continue;
    const int unit = position_of(result.goods, groups.goods[good]);
    for (int origin = 0; origin < groups.region_count(); ++origin)
      result.flow.row(result.row(origin, unit)) = groups.flow.row(groups.row(origin, good));
  }
  for (const std::string& parent : data.recipe.split.parents) split_parent(groups, data, parent, result);
  return result;
}

}  // namespace etslink
