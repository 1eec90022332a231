// SPDX-License-Identifier: Apache-2.0
#include "calibration/split_users.h"

#include <algorithm>

#include "calibration/gras.h"

namespace etslink {
namespace {

// Inputs of the units of one parent in one region [million USD], units as suppliers x units of the parent.
struct ColumnSplit {
  Eigen::VectorXd inputs;  // of the parent, by supplying unit, all origins
  Eigen::MatrixXd cells;
  std::vector<bool> is_fixed;  // rows already divided by energy
};

// Divides one input in proportion to `needs`; what exceeds them goes to `rest` (-1: nothing in particular).
void divide_by_needs(ColumnSplit& split, int good, const Eigen::VectorXd& needs, int rest) {
  const double total = split.inputs(good), needed = needs.sum();
  if (total <= 0 || (needed <= 0 && rest < 0)) return;
  split.is_fixed[good] = true;
  if (rest >= 0 && total >= needed) {
    split.cells.row(good) = needs.transpose();
    split.cells(good, rest) += total - needed;
  } else {
    split.cells.row(good) = needs.transpose() * (total / needed);
  }
}

Eigen::VectorXd of_units(const Eigen::MatrixXd& values, int region, const std::vector<int>& units) {
  Eigen::VectorXd result(units.size());
  for (std::size_t local = 0; local < units.size(); ++local)
    result(static_cast<int>(local)) = values(region, units[local]);
  return result;
}

int local_of_sector(const SectorConcordance& concordance, const std::vector<int>& units, const std::string& sector) {
  for (int local = 0; local < static_cast<int>(units.size()); ++local)
    if (concordance.units[units[local]].sector == sector) return local;
  return -1;
}

// Refined oil follows the CO2 of the units; gas works buy some as feedstock, without CO2 of their own.
Eigen::VectorXd oil_weights(const SplitData& data, int region, const std::string& parent,
                            const std::vector<int>& units) {
  Eigen::VectorXd weights = of_units(data.fuels.oil_mt, region, units);
  const int works = local_of_sector(data.concordance, units, data.recipe.sector_with(SectorRole::gas));
  if (parent != data.recipe.energy.gas_parent || works < 0) return weights;
  const double share = data.recipe.energy.gas_works_oil_share, total = weights.sum();
  weights *= 1 - share;
  weights(works) += share * total;
  return weights;
}

void divide_fuels(ColumnSplit& split, const SplitData& data, int region, const std::string& parent) {
  const std::vector<int> units = data.concordance.units_of_parent(parent);
  for (int good = 0; good < static_cast<int>(data.concordance.units.size()); ++good) {
    const std::string& sector = data.concordance.units[good].sector;
    if (sector == data.recipe.sector_with(SectorRole::coal))
      divide_by_needs(split, good, of_units(data.fuels.coal, region, units), -1);
    if (sector == data.recipe.sector_with(SectorRole::refined_oil))
      divide_by_needs(split, good, oil_weights(data, region, parent, units), -1);
    if (sector == data.recipe.sector_with(SectorRole::gas)) {
      const bool to_network = parent == data.recipe.energy.gas_parent;
      const int network = to_network ? local_of_sector(data.concordance, units, sector) : -1;
      divide_by_needs(split, good, of_units(data.fuels.gas, region, units), network);
    }
    if (sector == data.recipe.sector_with(SectorRole::crude_oil)) {
      const int extraction = local_of_sector(data.concordance, units, sector);
      if (extraction >= 0)
        divide_by_needs(split, good, Eigen::VectorXd::Zero(static_cast<int>(units.size())), extraction);
    }
  }
}

// Totals of the inputs still to be divided, from the outputs and relative input rates of the units.
Eigen::VectorXd open_totals(const UseTable& table, const SplitData& data, std::pair<int, std::string> region_parent,
                            const ColumnSplit& split) {
  const auto& [region, parent] = region_parent;
  const std::vector<int> units = data.concordance.units_of_parent(parent);
  Eigen::VectorXd wanted(units.size());
  for (int local = 0; local < wanted.size(); ++local) {
    const std::string code = data.concordance.units[units[local]].code();
    const auto rate = data.recipe.split.input_rate.find(code);
    wanted(local) =
        table.output(region, units[local]) * (rate == data.recipe.split.input_rate.end() ? 1.0 : rate->second);
  }
  wanted *= split.inputs.sum() / wanted.sum();
  double open = 0;
  for (int good = 0; good < split.inputs.size(); ++good)
    if (!split.is_fixed[good]) open += split.inputs(good);
  // a unit with much fuel still buys other inputs
  const Eigen::VectorXd fixed = split.cells.colwise().sum().transpose();
  const Eigen::VectorXd rest = (wanted - fixed).cwiseMax(0.15 * wanted);
  return rest * (open / rest.sum());
}

void divide_other_inputs(ColumnSplit& split, const UseTable& table, const SplitData& data,
                         std::pair<int, std::string> region_parent) {
  const auto& [region, parent] = region_parent;
  const Eigen::VectorXd totals = open_totals(table, data, region_parent, split);
  Eigen::MatrixXd prior = data.shares.input_shares(region, parent);
  Eigen::VectorXd rows = split.inputs;
  for (int good = 0; good < rows.size(); ++good)
    if (split.is_fixed[good]) rows(good) = 0;
  for (int local = 0; local < prior.cols(); ++local)
    prior.col(local) = (prior.col(local).array() + 1e-6) * std::max(totals(local), 1e-9);
  const std::string what = "inputs of " + parent + ", " + table.regions[region];
  split.cells += ras(prior, rows, totals, what);
}

ColumnSplit split_column(const UseTable& table, const SplitData& data, int region, const std::string& parent) {
  const int user = position_of(table.users, parent), goods = table.good_count();
  ColumnSplit split;
  split.inputs.resize(goods);
  for (int good = 0; good < goods; ++good) split.inputs(good) = table.purchases(good, region, user);
  split.cells = Eigen::MatrixXd::Zero(goods, static_cast<int>(data.concordance.units_of_parent(parent).size()));
  split.is_fixed.assign(goods, false);
  if (data.recipe.energy.active) divide_fuels(split, data, region, parent);
  divide_other_inputs(split, table, data, {region, parent});
  return split;
}

}  // namespace

UseTable split_users(const UseTable& table, const SplitData& data) {
  UseTable result(table.regions, table.goods, data.concordance.unit_codes());
  const auto copy = [&](int region, int user, int unit_user) {
    result.flow.col(result.column(region, unit_user)) = table.flow.col(table.column(region, user));
  };
  for (int region = 0; region < table.region_count(); ++region) {
    for (int user = 0; user < table.user_count(); ++user) {
      const std::string& code = table.users[user];
      if (!data.concordance.is_parent(code)) {
        copy(region, user, position_of(result.users, code));
        continue;
      }
      const ColumnSplit split = split_column(table, data, region, code);
      const std::vector<int> units = data.concordance.units_of_parent(code);
      for (int row = 0; row < table.flow.rows(); ++row) {
        const int good = row % table.good_count();
        if (split.inputs(good) <= 0) continue;
        const double flow = table.flow(row, table.column(region, user)) / split.inputs(good);
        for (int local = 0; local < static_cast<int>(units.size()); ++local)
          result.flow(row, result.column(region, units[local])) = flow * split.cells(good, local);
      }
    }
  }
  return result;
}

}  // namespace etslink
