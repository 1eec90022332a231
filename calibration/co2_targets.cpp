// SPDX-License-Identifier: Apache-2.0
#include "calibration/co2_targets.h"

#include <algorithm>
#include <cmath>

#include "calibration/csv.h"

namespace etslink {
namespace {

constexpr double pj_per_twh = 3.6;
constexpr double smallest_listed_mt = 0.05;

// Row of `code` in the first column; -1 where there is none.
int row_of(const CsvTable& csv, const std::string& code) {
  for (int row = 0; row < csv.row_count(); ++row)
    if (csv.text(row, 0) == code) return row;
  return -1;
}

int need_row(const CsvTable& csv, const std::string& region) {
  const int row = row_of(csv, region);
  if (row < 0) throw InputError({csv.file(), 0}, "no row for region " + region);
  return row;
}

void read_prior(const Recipe& recipe, Co2Targets& targets) {
  const CsvTable csv = read_csv(recipe.source(recipe.co2.prior_file));
  for (int row = 0; row < csv.row_count(); ++row) {
    const int region = find_position(targets.regions, csv.text(row, "region"));
    if (region < 0) continue;
    const std::string code = csv.text(row, recipe.co2.prior_sector_column), source = csv.text(row, "source");
    const int user = find_position(targets.users, code), column = find_position(co2_source_names(), source);
    if (user < 0) throw InputError(csv.at(row), "unknown sector '" + code + "'" + suggestion(code, targets.users));
    if (column < 0)
      throw InputError(csv.at(row), "unknown source '" + source + "'" + suggestion(source, co2_source_names()));
    targets.mt[region](user, column) += csv.number(row, "co2_mt");
  }
}

// Replaces the fuel CO2 of one region by a table of its own (sector, carbon_group, co2_mt): shares by sector count, the
// national totals stay.
void apply_override(const Co2Override& entry, const Recipe& recipe, Co2Targets& targets) {
  const CsvTable csv = read_csv(recipe.source(entry.file));
  Eigen::MatrixXd& mt = targets.mt[position_of(targets.regions, entry.region)];
  const Eigen::MatrixXd before = mt;
  mt.leftCols(3).setZero();
  for (int row = 0; row < csv.row_count(); ++row) {
    const int user = find_position(targets.users, csv.text(row, entry.sector_column));
    const int source = find_position(co2_source_names(), csv.text(row, "carbon_group"));
    if (user >= 0 && source >= 0 && source < 3) mt(user, source) += csv.number(row, "co2_mt");
  }
  for (int source = 0; source < 3; ++source) {
    mt.col(source) *= before.col(source).sum() / mt.col(source).sum();
    targets.adjustments.push_back({"co2", entry.region + ", " + co2_source_names()[source],
                                   "CO2 by sector from " + entry.file + "; half the sum of absolute changes",
                                   (mt.col(source) - before.col(source)).cwiseAbs().sum() / 2, "Mt CO2"});
  }
}

void split_prior(const Co2Split& split, Co2Targets& targets) {
  for (const auto& [code, share] : split.share) {
    Eigen::MatrixXd& mt = targets.mt[position_of(targets.regions, code)];
    const int to = targets.user(split.sector), from = targets.user(split.from);
    const Eigen::RowVectorXd moved = mt.row(from).head(3) * share;
    mt.row(to).head(3) += moved;
    mt.row(from).head(3) -= moved;
    targets.adjustments.push_back({"co2", code + ", " + split.sector,
                                   "fuel CO2 taken out of " + split.from + " with the share of the recipe", moved.sum(),
                                   "Mt CO2"});
  }
}

void read_totals(const Recipe& recipe, Co2Targets& targets) {
  const CsvTable csv = read_csv(recipe.source(recipe.co2.totals_file));
  const CsvTable energy = read_csv(recipe.source(recipe.energy.consumption_file));
  for (int region = 0; region < static_cast<int>(targets.regions.size()); ++region) {
    const int row = need_row(csv, targets.regions[region]);
    const double process =
        csv.number(row, "cement_mt") + csv.number(row, "flaring_mt") + csv.number(row, "other_industry_mt");
    targets.totals_mt.row(region) << csv.number(row, "coal_mt"), csv.number(row, "oil_mt"), csv.number(row, "gas_mt"),
        process;
    const int line = need_row(energy, targets.regions[region]);
    targets.consumption_pj.row(region) << energy.number(line, "coal_cons_twh"), energy.number(line, "oil_cons_twh"),
        energy.number(line, "gas_cons_twh");
    targets.production_pj.row(region) << energy.number(line, "coal_prod_twh"), energy.number(line, "oil_prod_twh"),
        energy.number(line, "gas_prod_twh");
  }
  targets.consumption_pj *= pj_per_twh;
  targets.production_pj *= pj_per_twh;
}

void scale_to_totals(Co2Targets& targets) {
  for (int region = 0; region < static_cast<int>(targets.regions.size()); ++region) {
    for (int source = 0; source < co2_source_count; ++source) {
      const double sum = targets.mt[region].col(source).sum(), total = targets.totals_mt(region, source);
      if (sum <= 0) continue;
      targets.mt[region].col(source) *= total / sum;
      if (std::abs(total - sum) < smallest_listed_mt) continue;
      targets.adjustments.push_back({"co2", targets.regions[region] + ", " + co2_source_names()[source],
                                     "prior by sector scaled to the national total", total - sum, "Mt CO2"});
    }
  }
}

// Moves `amount` of one source from mining users to all other users, in proportion to what those emit.
void spread_over_others(Eigen::Ref<Eigen::VectorXd> co2, const std::vector<int>& mining, double keep) {
  double removed = 0, rest = co2.sum();
  for (const int user : mining) {
    rest -= co2(user);
    removed += co2(user) * (1 - keep);
  }
  if (rest <= 0) return;
  for (Eigen::Index user = 0; user < co2.size(); ++user) {
    const bool is_mining = std::find(mining.begin(), mining.end(), static_cast<int>(user)) != mining.end();
    co2(user) *= is_mining ? keep : 1 + removed / rest;
  }
}

}  // namespace

const std::vector<std::string>& co2_source_names() {
  static const std::vector<std::string> names = {"coal", "oil", "gas", "process"};
  return names;
}

Eigen::VectorXd Co2Targets::energy_pj(int region, Co2Source fuel) const {
  const int source = static_cast<int>(fuel);
  const double total = mt[region].col(source).sum();
  require(total > 0, "a region that uses a fuel emits CO2 from it");
  return mt[region].col(source) / total * consumption_pj(region, source);
}

Co2Targets read_co2_targets(const Recipe& recipe) {
  Co2Targets targets;
  targets.regions = recipe.region_codes();
  targets.users = recipe.sector_codes();
  targets.users.push_back("HH");
  const auto regions = static_cast<Eigen::Index>(targets.regions.size());
  targets.mt.assign(targets.regions.size(),
                    Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(targets.users.size()), co2_source_count));
  targets.totals_mt = Eigen::MatrixXd::Zero(regions, co2_source_count);
  targets.consumption_pj = targets.production_pj = Eigen::MatrixXd::Zero(regions, 3);
  read_prior(recipe, targets);
  for (const Co2Override& entry : recipe.co2.overrides) apply_override(entry, recipe, targets);
  for (const Co2Split& split : recipe.co2.splits) split_prior(split, targets);
  read_totals(recipe, targets);
  scale_to_totals(targets);
  return targets;
}

void limit_mining_co2(Co2Targets& targets, const UseTable& groups, const Recipe& recipe) {
  const int parent = position_of(groups.goods, recipe.energy.fuel_parent);
  std::vector<int> mining;
  for (const std::string& code : recipe.energy.mining_sectors) mining.push_back(targets.user(code));
  for (int region = 0; region < groups.region_count(); ++region) {
    double co2 = 0;
    for (const int user : mining) co2 += targets.mt[region].row(user).head(3).sum();
    // kg per USD = Mt per billion USD
    const double limit = recipe.energy.mining_co2_limit * groups.output(region, parent) / 1000;
    if (co2 <= limit) continue;
    for (int fuel = 0; fuel < 3; ++fuel) spread_over_others(targets.mt[region].col(fuel), mining, limit / co2);
    targets.adjustments.push_back({"co2", targets.regions[region] + ", mining",
                                   "CO2 above the limit per USD of output moved to the other users of the fuels",
                                   limit - co2, "Mt CO2"});
  }
}

void pool_oil_co2(Co2Targets& targets, const UseTable& groups, const Recipe& recipe) {
  const int oil = position_of(groups.goods, recipe.sector_with(SectorRole::refined_oil));
  const int source = static_cast<int>(Co2Source::oil);
  for (int region = 0; region < groups.region_count(); ++region) {
    double co2 = 0, purchases = 0;
    const auto bought = [&](const std::string& code) {
      return groups.purchases(oil, region, position_of(groups.users, code));
    };
    for (const std::string& code : recipe.co2.pool_users) {
      co2 += targets.mt[region](targets.user(code), source);
      purchases += bought(code);
    }
    for (const std::string& code : recipe.co2.pool_users) {
      double& mt = targets.mt[region](targets.user(code), source);
      const double pooled = co2 * bought(code) / purchases;
      targets.adjustments.push_back({"co2", targets.regions[region] + ", oil, " + code,
                                     "CO2 of the pool of vehicle users shared out by purchases of refined oil",
                                     pooled - mt, "Mt CO2"});
      mt = pooled;
    }
  }
}

}  // namespace etslink
