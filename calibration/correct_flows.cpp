// SPDX-License-Identifier: Apache-2.0
#include "calibration/correct_flows.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double smallest_listed_musd = 1.0;

// Users that buy energy: sectors, parents and households (not government, investment, stocks).
std::vector<std::string> energy_users(const UseTable& groups) {
  std::vector<std::string> users(groups.users.begin(), groups.users.end() - final_use_count);
  users.push_back("HH");
  return users;
}

// Adds `amount` to a purchase, from all origins in proportion to what is bought already (domestic where nothing is).
void add_purchase(UseTable& groups, int good, Buyer buyer, double amount) {
  const auto [region, user] = buyer;
  const Eigen::VectorXd bought = groups.purchases_by_origin(good, region, user);
  for (int origin = 0; origin < groups.region_count(); ++origin) {
    const double share = bought.sum() > 0 ? bought(origin) / bought.sum() : (origin == region ? 1.0 : 0.0);
    groups.flow(groups.row(origin, good), groups.column(region, user)) += share * amount;
  }
}

// Least purchase of the mining industry that carries the fuels of a user.
double needed_purchase(const UseTable& groups, const SplitData& data, int region, const std::string& user) {
  const GroupFuels fuels = group_fuels(data.fuels, data.concordance, region, user);
  double needed =
      fuels.coal + gas_sources(groups, data.recipe, {region, position_of(groups.users, user)}, fuels.gas).direct;
  if (user == data.recipe.sector_with(SectorRole::refined_oil))
    needed += data.prices.crude(region) * data.prices.throughput_pj(region);
  const bool buys_ore = find_position(data.recipe.split.ore_users, user) >= 0;
  return buys_ore ? needed / (1 - data.recipe.split.ore_share) : needed;
}

}  // namespace

Adjustments apply_patches(UseTable& groups, const Recipe& recipe) {
  Adjustments adjustments;
  for (const FlowPatch& patch : recipe.energy.patches) {
    const int region = position_of(groups.regions, patch.region), good = position_of(groups.goods, patch.good);
    const int from = position_of(groups.users, patch.from), to = position_of(groups.users, patch.to);
    const double bought = groups.purchases(good, region, from);
    if (!(patch.value_musd <= bought && bought > 0))
      throw InputError(patch.at, "patch of " + patch.good + " in " + patch.region + " is " +
                                     shortest_text(patch.value_musd) + ", larger than the flow of " +
                                     rounded_text(bought, 6) + " million USD");
    const double share = patch.value_musd / bought;
    for (int origin = 0; origin < groups.region_count(); ++origin) {
      double& source = groups.flow(groups.row(origin, good), groups.column(region, from));
      groups.flow(groups.row(origin, good), groups.column(region, to)) += share * source;
      source *= 1 - share;
    }
    adjustments.push_back({"patch", patch.good + " from " + patch.from + " to " + patch.to + ", " + patch.region,
                           patch.reason, patch.value_musd, "million USD"});
  }
  return adjustments;
}

Adjustments net_own_use(UseTable& groups, const SplitData& data) {
  Adjustments adjustments;
  for (const auto& [parent, kept_share] : data.recipe.split.own_use_kept) {
    const int good = position_of(groups.goods, parent), user = position_of(groups.users, parent);
    for (int region = 0; region < groups.region_count(); ++region) {
      double& own = groups.flow(groups.row(region, good), groups.column(region, user));
      double kept = std::min(own, kept_share * groups.output(region, good));
      if (parent == data.recipe.energy.fuel_parent) {
        const GroupFuels fuels = group_fuels(data.fuels, data.concordance, region, parent);
        kept = std::min(own, std::max(kept, fuels.coal + fuels.gas));
      }
      adjustments.push_back({"own use", parent + ", " + groups.regions[region],
                             "purchases of an industry from itself netted out of output and inputs", kept - own,
                             "million USD"});
      own = kept;
    }
  }
  return adjustments;
}

Adjustments pass_on_imports(UseTable& groups, const SplitData& data) {
  Adjustments adjustments;
  const std::string& parent = data.recipe.energy.fuel_parent;
  const int good = position_of(groups.goods, parent), mining = position_of(groups.users, parent);
  for (const std::string& code : data.recipe.energy.pass_on_mining_imports) {
    const int region = position_of(groups.regions, code);
    Eigen::VectorXd imports = groups.purchases_by_origin(good, region, mining);
    const double own = imports(region);
    imports(region) = 0;
    const GroupFuels fuels = group_fuels(data.fuels, data.concordance, region, parent);
    const double passed = imports.sum() - std::max(0.0, fuels.coal + fuels.gas - own);
    const double sold =
        groups.flow.row(groups.row(region, good)).segment(groups.column(region, 0), groups.user_count()).sum() - own;
    if (passed < smallest_listed_musd || passed >= sold) continue;
    for (int user = 0; user < groups.user_count(); ++user) {
      const double bought = groups.flow(groups.row(region, good), groups.column(region, user));
      const double moved = user == mining ? -passed : bought * passed / sold;
      if (user != mining) groups.flow(groups.row(region, good), groups.column(region, user)) -= moved;
      for (int origin = 0; origin < groups.region_count(); ++origin)
        groups.flow(groups.row(origin, good), groups.column(region, user)) += moved * imports(origin) / imports.sum();
    }
    adjustments.push_back({"own use", parent + ", " + code,
                           "imports of an industry's own product sold straight to its domestic buyers", passed,
                           "million USD"});
  }
  return adjustments;
}

Adjustments raise_fuel_purchases(UseTable& groups, const SplitData& data) {
  Adjustments adjustments;
  const int good = position_of(groups.goods, data.recipe.energy.fuel_parent);
  for (int region = 0; region < groups.region_count(); ++region) {
    for (const std::string& user : energy_users(groups)) {
      const int column = position_of(groups.users, user);
      const double missing = needed_purchase(groups, data, region, user) - groups.purchases(good, region, column);
      if (missing <= 0) continue;
      add_purchase(groups, good, {region, column}, missing);
      std::string what = "purchase raised to its energy value; value added of the user falls";
      if (user == "HH") {
        const int services = position_of(groups.goods, data.recipe.energy.household_offset);
        double& bought = groups.flow(groups.row(region, services), groups.column(region, column));
        if (bought < missing)
          throw InputError(data.recipe.at("energy.household_offset"),
                           "households of " + groups.regions[region] + " buy domestic " + groups.goods[services] +
                               " for " + rounded_text(bought, 6) + " million USD, less than the " +
                               rounded_text(missing, 6) + " that are missing from their fuel purchases");
        bought -= missing;
        what = "purchase raised to its energy value; purchase of services falls";
      }
      if (missing < smallest_listed_musd) continue;
      adjustments.push_back({"energy value",
                             data.recipe.energy.fuel_parent + " to " + user + ", " + groups.regions[region], what,
                             missing, "million USD"});
    }
  }
  return adjustments;
}

namespace {

// The users that purchases of refined oil are taken from.
struct OilPool {
  int good = 0;
  std::vector<int> users;  // sectors only: household budgets stay
};

// Moves a part of the pool users' purchases of refined oil to another user, from the same origins.
void take_from_pool(UseTable& groups, const OilPool& pool, Buyer buyer, double share) {
  const auto [region, user] = buyer;
  for (const int giver : pool.users) {
    for (int origin = 0; origin < groups.region_count(); ++origin) {
      double& flow = groups.flow(groups.row(origin, pool.good), groups.column(region, giver));
      groups.flow(groups.row(origin, pool.good), groups.column(region, user)) += share * flow;
      flow *= 1 - share;
    }
  }
}

}  // namespace

Adjustments shift_oil_purchases(UseTable& groups, const SplitData& data) {
  Adjustments adjustments;
  const int oil = position_of(groups.goods, data.recipe.sector_with(SectorRole::refined_oil));
  OilPool pool{oil, {}};
  for (const std::string& code : data.recipe.co2.pool_users)
    if (code != "HH") pool.users.push_back(position_of(groups.users, code));
  for (int region = 0; region < groups.region_count(); ++region) {
    double purchases = 0, co2 = data.targets.mt[region].col(static_cast<int>(Co2Source::oil)).sum();
    for (int user = 0; user < groups.user_count(); ++user) purchases += groups.purchases(oil, region, user);
    if (purchases <= 0 || co2 <= 0) continue;
    const double limit = data.recipe.energy.oil_coefficient_limit * co2 / purchases;
    for (int user = 0; user < groups.sector_count(); ++user) {
      if (find_position(data.recipe.co2.pool_users, groups.users[user]) >= 0) continue;
      const double mt = group_fuels(data.fuels, data.concordance, region, groups.users[user]).oil_mt;
      const double missing = mt / limit - groups.purchases(oil, region, user);
      if (missing <= 0) continue;
      double available = 0;
      for (const int giver : pool.users) available += groups.purchases(oil, region, giver);
      if (available <= 0) continue;
      const double share = std::min(0.5, missing / available);
      take_from_pool(groups, pool, {region, user}, share);
      if (missing < smallest_listed_musd) continue;
      adjustments.push_back({"oil", groups.goods[oil] + " to " + groups.users[user] + ", " + groups.regions[region],
                             "purchase too small for its CO2, taken from transport, construction and services",
                             share * available, "million USD"});
    }
  }
  return adjustments;
}

Adjustments net_gas_transit(UseTable& units, const SplitData& data) {
  Adjustments adjustments;
  const std::vector<int> gas = data.concordance.units_of_sector(data.recipe.sector_with(SectorRole::gas));
  for (int region = 0; region < units.region_count(); ++region) {
    double own = 0, needed = 0;
    for (const int user : gas) {
      needed += data.fuels.gas(region, user);
      for (const int good : gas) own += units.flow(units.row(region, good), units.column(region, user));
    }
    if (own <= needed) continue;
    for (const int user : gas)
      for (const int good : gas) units.flow(units.row(region, good), units.column(region, user)) *= needed / own;
    adjustments.push_back({"own use", data.recipe.sector_with(SectorRole::gas) + ", " + units.regions[region],
                           "domestic gas on its way through distribution netted out of output and inputs", needed - own,
                           "million USD"});
  }
  return adjustments;
}

Adjustments move_negative_demand(UseTable& table) {
  double moved = 0;
  const int stocks = table.user_count() - 1;
  for (int row = 0; row < table.flow.rows(); ++row) {
    for (int region = 0; region < table.region_count(); ++region) {
      for (int user = 0; user < stocks; ++user) {
        double& flow = table.flow(row, table.column(region, user));
        if (flow >= 0) continue;
        moved -= flow;
        table.flow(row, table.column(region, stocks)) += flow;
        flow = 0;
      }
    }
  }
  if (moved == 0) return {};
  return {{"stocks", "all regions", "negative purchases booked as stock change", moved, "million USD"}};
}

Adjustments limit_stock_run_down(UseTable& table) {
  Adjustments adjustments;
  const int stocks = table.sector_count() + static_cast<int>(FinalUse::stock_change);
  double taken_back = 0;
  for (int row = 0; row < table.flow.rows(); ++row) {
    for (int region = 0; region < table.region_count(); ++region) {
      const double use = table.flow.row(row).segment(table.column(region, 0), table.user_count()).sum();
      if (use >= 0) continue;
      table.flow(row, table.column(region, stocks)) -= use;
      taken_back -= use;
    }
  }
  adjustments.push_back({"stocks", "all regions", "stock run-down beyond all purchases from the same origin taken back",
                         taken_back, "million USD"});
  return adjustments;
}

Adjustments ensure_value_added(UseTable& table, double share) {
  Adjustments adjustments;
  const int households = table.sector_count() + static_cast<int>(FinalUse::households);
  for (int region = 0; region < table.region_count(); ++region) {
    for (int sector = 0; sector < table.sector_count(); ++sector) {
      const double most = (1 - share) * std::max(table.output(region, sector), 0.0);
      const double inputs = table.inputs(region, sector);
      if (inputs <= most || inputs <= 0) continue;
      auto column = table.flow.col(table.column(region, sector));
      table.flow.col(table.column(region, households)) += column * (1 - most / inputs);
      column *= most / inputs;
      adjustments.push_back({"value added", table.users[sector] + ", " + table.regions[region],
                             "inputs beyond output sold to households instead", most - inputs, "million USD"});
    }
  }
  return adjustments;
}

Adjustments drop_tiny_flows(UseTable& units, const SplitData& data) {
  double dropped = 0;
  int count = 0;
  for (int row = 0; row < units.flow.rows(); ++row) {
    if (!data.concordance.units[row % units.good_count()].is_split()) continue;
    for (int column = 0; column < units.flow.cols(); ++column) {
      double& flow = units.flow(row, column);
      if (flow == 0 || std::abs(flow) >= data.recipe.split.smallest_flow_musd) continue;
      dropped += std::abs(flow);
      flow = 0;
      ++count;
    }
  }
  Adjustments adjustments = {{"split", std::to_string(count) + " flows", "split flows that are too small are dropped",
                              dropped, "million USD"}};
  for (int region = 0; region < units.region_count(); ++region) {
    for (int unit = 0; unit < units.good_count(); ++unit) {
      if (!data.concordance.units[unit].is_split()) continue;
      const double output = units.output(region, unit);
      if (output >= data.recipe.split.smallest_output_musd) continue;
      auto sales = units.flow.row(units.row(region, unit));
      auto inputs = units.flow.col(units.column(region, unit));
      if (!sales.isZero(0) || !inputs.isZero(0))
        adjustments.push_back(
            {"split", units.goods[unit] + ", " + units.regions[region],
             "unit with an output of " + rounded_text(output, 4) + " million USD, too small, is dropped: its inputs",
             inputs.sum(), "million USD"});
      sales.setZero();
      inputs.setZero();
    }
  }
  return adjustments;
}

}  // namespace etslink
