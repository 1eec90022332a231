// SPDX-License-Identifier: Apache-2.0
#include "calibration/co2_targets.h"

#include <algorithm>
#include <cmath>

#include "calibration/csv.h"
#include "calibration/industry_co2.h"

namespace etslink {
namespace {

constexpr double pj_per_twh = 3.6;
constexpr double smallest_listed_mt = 0.05;

// Adds up rows of a file by region of the recipe: rows name regions of the recipe or of the source table. `add` gets a
// row and the position of its region.
template <class Add>
void for_each_region_row(const Recipe& recipe, const CsvTable& csv, const Add& add) {
  const std::map<std::string, std::string> target = read_region_concordance(recipe);
  const std::vector<std::string> codes = recipe.region_codes();
  std::vector<bool> found(codes.size(), false);
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.has_column("year") && csv.integer(row, csv.column("year")) != recipe.year) continue;
    std::string code = csv.text(row, "region");
    if (find_position(codes, code) < 0 && target.count(code)) code = target.at(code);
    const int region = find_position(codes, code);
    if (region < 0) continue;
    found[region] = true;
    add(row, region);
  }
  for (std::size_t region = 0; region < codes.size(); ++region)
    if (!found[region]) throw InputError({csv.file(), 0}, "no row for region " + codes[region]);
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
  for_each_region_row(recipe, csv, [&](int row, int region) {
    const auto mt = [&](const std::string& column) {
      return csv.optional_number(row, csv.column(column)).value_or(0.0);
    };
    targets.totals_mt.row(region) += Eigen::RowVector4d(mt("coal_mt"), mt("oil_mt"), mt("gas_mt"),
                                                        mt("cement_mt") + mt("flaring_mt") + mt("other_industry_mt"));
  });
}

void read_energy(const Recipe& recipe, Co2Targets& targets) {
  if (recipe.co2.energy_file.empty()) return;
  const CsvTable csv = read_csv(recipe.source(recipe.co2.energy_file));
  for_each_region_row(recipe, csv, [&](int row, int region) {
    const auto pj = [&](const std::string& column) {
      return pj_per_twh * csv.optional_number(row, csv.column(column)).value_or(0.0);
    };
    targets.consumption_pj.row(region) +=
        Eigen::RowVector3d(pj("coal_cons_twh"), pj("oil_cons_twh"), pj("gas_cons_twh"));
    targets.production_pj.row(region) +=
        Eigen::RowVector3d(pj("coal_prod_twh"), pj("oil_prod_twh"), pj("gas_prod_twh"));
  });
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

Co2Targets read_co2_targets(const Recipe& recipe, const SectorConcordance& concordance) {
  Co2Targets targets;
  targets.regions = recipe.region_codes();
  targets.users = recipe.sector_codes();
  targets.users.push_back("HH");
  const auto regions = static_cast<Eigen::Index>(targets.regions.size());
  targets.mt.assign(targets.regions.size(),
                    Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(targets.users.size()), co2_source_count));
  targets.totals_mt = Eigen::MatrixXd::Zero(regions, co2_source_count);
  targets.consumption_pj = targets.production_pj = Eigen::MatrixXd::Zero(regions, 3);
  if (recipe.co2.industry.file.empty())
    read_prior(recipe, targets);
  else
    read_industry_prior(recipe, concordance, targets);
  for (const Co2Override& entry : recipe.co2.overrides) apply_override(entry, recipe, targets);
  for (const Co2Split& split : recipe.co2.splits) split_prior(split, targets);
  read_totals(recipe, targets);
  read_energy(recipe, targets);
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
