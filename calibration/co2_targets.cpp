// SPDX-License-Identifier: Apache-2.0
#include "calibration/co2_targets.h"

#include <algorithm>
#include <cmath>

#include "calibration/csv.h"
#include "calibration/industry_co2.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double pj_per_twh = 3.6;
constexpr double smallest_listed_mt = 0.05;
constexpr double t_per_tj[] = {94.6, 73.3, 56.1};  // coal, oil, gas; IPCC 2006 Guidelines, volume 2, table 1.4
constexpr double largest_error = 3;                // factor between published numbers that belong together

// Rows of a file by region of the recipe. A row names a region of the recipe, or one of the source table that belongs
// to it; where a region has no row of its own, each of its source regions must have one.
class RegionRows {
 public:
  RegionRows(const Recipe& recipe, const CsvTable& csv)
      : csv_(csv), year_(recipe.year), codes_(recipe.region_codes()), target_(read_region_concordance(recipe)) {
    KeyedRows keys(csv, {"region", "year"});
    for (int row = 0; row < csv.row_count(); ++row) {
      if (csv.has_column("year") && csv.integer(row, csv.column("year")) != recipe.year) continue;
      keys.take(row);
      row_of_[csv.text(row, "region")] = row;
    }
  }

  [[nodiscard]] std::vector<int> rows_of(const std::string& code) const {
    const auto own = row_of_.find(code);
    if (own != row_of_.end()) return {own->second};
    std::vector<int> rows;
    for (const auto& [source, target] : target_) {
      if (target != code) continue;
      const auto row = row_of_.find(source);
      if (row == row_of_.end()) throw InputError(end_of(csv_), missing(source + " of region " + code));
      rows.push_back(row->second);
    }
    if (rows.empty()) throw InputError(end_of(csv_), missing("region " + code));
    return rows;
  }

 private:
  [[nodiscard]] std::string missing(const std::string& what) const {
    return "no row for " + what + (csv_.has_column("year") ? " in " + std::to_string(year_) : "");
  }

  const CsvTable& csv_;
  int year_;
  std::vector<std::string> codes_;
  std::map<std::string, std::string> target_;
  std::map<std::string, int> row_of_;
};

// A published number; a gap means zero, which is listed.
double number_or_zero(const CsvTable& csv, int row, const std::string& column, Adjustments& adjustments) {
  if (const std::optional<double> value = optional_nonnegative(csv, row, column)) return *value;
  adjustments.push_back({"co2", std::string(csv.text(row, "region")), "no " + column + " published: taken as zero", 0,
                         column.ends_with("_twh") ? "TWh" : "Mt CO2"});
  return 0;
}

void read_prior(const Recipe& recipe, Co2Targets& targets) {
  const CsvTable csv = read_csv(recipe.source(recipe.co2.prior_file));
  const std::string& sector_column = recipe.co2.prior_sector_column;
  KeyedRows keys(csv, {"region", sector_column, "source"});
  for (int row = 0; row < csv.row_count(); ++row) {
    keys.take(row);
    const int region = look_up(targets.regions, csv.text(row, "region"), {"the recipe has no region", csv.at(row)});
    const int user = look_up(targets.users, csv.text(row, sector_column), {"unknown sector", csv.at(row)});
    const int source = look_up(co2_source_names(), csv.text(row, "source"), {"unknown source", csv.at(row)});
    targets.mt[region](user, source) += nonnegative(csv, row, "co2_mt");
  }
}

// Replaces the fuel CO2 of one region by a table of its own (sector, fuel_group, carbon_group, co2_mt): shares by
// sector count, the national totals stay. Rows of other carbon groups (processes, adjustments) are left out.
void apply_override(const Co2Override& entry, const Recipe& recipe, Co2Targets& targets) {
  const CsvTable csv = read_csv(recipe.source(entry.file));
  Eigen::MatrixXd& mt = targets.mt[position_of(targets.regions, entry.region)];
  const Eigen::MatrixXd before = mt;
  mt.leftCols(3).setZero();
  KeyedRows keys(csv, {entry.sector_column, "fuel_group", "carbon_group"});
  for (int row = 0; row < csv.row_count(); ++row) {
    keys.take(row);
    const int source = find_position(co2_source_names(), csv.text(row, "carbon_group"));
    if (source < 0 || source > 2) continue;
    const int user = look_up(targets.users, csv.text(row, entry.sector_column), {"unknown sector", csv.at(row)});
    mt(user, source) += nonnegative(csv, row, "co2_mt");
  }
  for (int source = 0; source < 3; ++source) {
    const double wanted = before.col(source).sum(), sum = mt.col(source).sum();
    if (wanted > 0 && !(sum > 0))
      throw InputError(end_of(csv), "no CO2 from " + co2_source_names()[source] + ", but the prior of region " +
                                        entry.region + " has " + rounded_text(wanted, 4) + " Mt");
    if (sum > 0) mt.col(source) *= wanted / sum;
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
  const RegionRows rows(recipe, csv);
  for (std::size_t region = 0; region < targets.regions.size(); ++region) {
    const std::vector<int> own = rows.rows_of(targets.regions[region]);
    targets.totals_at.push_back(csv.at(own.front()));
    for (const int row : own) {
      const auto mt = [&](const char* column) { return number_or_zero(csv, row, column, targets.adjustments); };
      const double coal = mt("coal_mt"), oil = mt("oil_mt"), gas = mt("gas_mt");
      const double process = mt("cement_mt") + mt("flaring_mt") + mt("other_industry_mt");
      targets.totals_mt.row(static_cast<Eigen::Index>(region)) += Eigen::RowVector4d(coal, oil, gas, process);
    }
  }
}

void read_energy(const Recipe& recipe, Co2Targets& targets) {
  if (recipe.co2.energy_file.empty()) return;
  const CsvTable csv = read_csv(recipe.source(recipe.co2.energy_file));
  const RegionRows rows(recipe, csv);
  for (std::size_t region = 0; region < targets.regions.size(); ++region) {
    const std::vector<int> own = rows.rows_of(targets.regions[region]);
    targets.energy_at.push_back(csv.at(own.front()));
    for (const int row : own) {
      for (int fuel = 0; fuel < 3; ++fuel) {
        const auto pj = [&](const char* flow) {
          return pj_per_twh * number_or_zero(csv, row, co2_source_names()[fuel] + flow, targets.adjustments);
        };
        targets.consumption_pj(static_cast<Eigen::Index>(region), fuel) += pj("_cons_twh");
        targets.production_pj(static_cast<Eigen::Index>(region), fuel) += pj("_prod_twh");
      }
    }
  }
}

void scale_to_totals(Co2Targets& targets) {
  for (int region = 0; region < static_cast<int>(targets.regions.size()); ++region) {
    for (int source = 0; source < co2_source_count; ++source) {
      const double sum = targets.mt[region].col(source).sum(), total = targets.totals_mt(region, source);
      if (sum <= 0 && total <= 0) continue;
      if (sum <= 0)
        throw InputError(targets.totals_at[region],
                         "region " + targets.regions[region] + " emits " + rounded_text(total, 4) + " Mt from " +
                             co2_source_names()[source] + ", but the prior of the recipe has none to share it out by");
      targets.mt[region].col(source) *= total / sum;
      if (std::abs(total - sum) < smallest_listed_mt) continue;
      targets.adjustments.push_back({"co2", targets.regions[region] + ", " + co2_source_names()[source],
                                     "prior by sector scaled to the national total", total - sum, "Mt CO2"});
    }
  }
}

// Fuels are burnt where they emit, and as much is produced as consumed. The bounds are wide (naphtha and coke, stocks):
// they are to find numbers in another unit.
void check_energy(const Co2Targets& targets) {
  if (targets.energy_at.empty()) return;
  for (int fuel = 0; fuel < 3; ++fuel) {
    const std::string& name = co2_source_names()[fuel];
    for (std::size_t region = 0; region < targets.regions.size(); ++region) {
      const auto r = static_cast<Eigen::Index>(region);
      const double mt = targets.totals_mt(r, fuel), pj = targets.consumption_pj(r, fuel);
      const double factor = mt == 0 && pj == 0 ? 1 : 1000 * mt / (pj * t_per_tj[fuel]);
      if (!(factor > 1 / largest_error && factor < largest_error))
        throw InputError(targets.energy_at[region], name + "_cons_twh is " + rounded_text(pj / pj_per_twh, 6) +
                                                        ", but region " + targets.regions[region] + " emits " +
                                                        rounded_text(mt, 6) + " Mt from " + name +
                                                        ": allowed: " + shortest_text(t_per_tj[fuel]) +
                                                        " t CO2/TJ within a factor of " + shortest_text(largest_error));
    }
    const double consumed = targets.consumption_pj.col(fuel).sum(), produced = targets.production_pj.col(fuel).sum();
    if (produced < consumed / largest_error || produced > consumed * largest_error)
      throw InputError(targets.energy_at.front(), name + "_prod_twh sums to " + rounded_text(produced / pj_per_twh, 6) +
                                                      " over all regions, consumption to " +
                                                      rounded_text(consumed / pj_per_twh, 6));
  }
}

// Moves `amount` of one source from mining users to all other users, in proportion to what those emit.
// Returns what was moved: nothing where nobody else emits.
double spread_over_others(Eigen::Ref<Eigen::VectorXd> co2, const std::vector<int>& mining, double keep) {
  double removed = 0, rest = co2.sum();
  for (const int user : mining) {
    rest -= co2(user);
    removed += co2(user) * (1 - keep);
  }
  if (rest <= 0) return 0;
  for (Eigen::Index user = 0; user < co2.size(); ++user) {
    const bool is_mining = std::find(mining.begin(), mining.end(), static_cast<int>(user)) != mining.end();
    co2(user) *= is_mining ? keep : 1 + removed / rest;
  }
  return removed;
}

}  // namespace

const std::vector<std::string>& co2_source_names() {
  static const std::vector<std::string> names = {"coal", "oil", "gas", "process"};
  return names;
}

Eigen::VectorXd Co2Targets::energy_pj(int region, Co2Source fuel) const {
  const int source = static_cast<int>(fuel);
  const double total = mt[region].col(source).sum();
  if (total <= 0) return Eigen::VectorXd::Zero(mt[region].rows());
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
  check_energy(targets);
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
    double moved = 0;
    for (int fuel = 0; fuel < 3; ++fuel) moved += spread_over_others(targets.mt[region].col(fuel), mining, limit / co2);
    targets.adjustments.push_back({"co2", targets.regions[region] + ", mining",
                                   "CO2 above the limit per USD of output moved to the other users of the fuels",
                                   0 - moved, "Mt CO2"});
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
    if (purchases <= 0 && co2 > 0)
      throw InputError(recipe.at("co2.pool_users"), "the pool users of region " + groups.regions[region] + " emit " +
                                                        rounded_text(co2, 4) + " Mt from oil, but buy no refined oil");
    if (purchases <= 0) continue;
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
