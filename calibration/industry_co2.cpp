// SPDX-License-Identifier: Apache-2.0
#include "calibration/industry_co2.h"

#include <cmath>
#include <set>

#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double mt_per_kt = 1e-3;
const std::string household_industry = "FC_HH";

// `target` of each `code` of a concordance; of the first row where a code has several.
std::map<std::string, std::string> column_map(const CsvTable& csv, const std::string& code, const std::string& target,
                                              const std::string& scheme) {
  std::map<std::string, std::string> map;
  for (int row = 0; row < csv.row_count(); ++row)
    if (scheme.empty() || csv.text(row, "scheme") == scheme) map.emplace(csv.text(row, code), csv.text(row, target));
  return map;
}

using Mix = Eigen::Matrix<double, 1, co2_source_count>;

class IndustryPrior {
 public:
  IndustryPrior(const Recipe& recipe, const SectorConcordance& concordance)
      : recipe_(recipe), industry_(recipe.co2.industry), concordance_(concordance) {
    const CsvTable regions = read_csv(recipe.source(recipe.region_map.file));
    const CsvTable sectors = read_csv(recipe.source(recipe.sector_map.file));
    mix_region_ = column_map(regions, recipe.region_map.code_column, industry_.mix_region_column, "");
    mix_sector_ =
        column_map(sectors, recipe.sector_map.code_column, industry_.mix_sector_column, recipe.sector_map.scheme);
    region_ = read_region_concordance(recipe);
    for (const auto& [code, target] : industry_.extra_regions) region_[code] = target;
    read_mix();
    read_shares();
  }

  void add_to(Co2Targets& targets) const {
    const CsvTable csv = read_csv(recipe_.source(industry_.file));
    const int year = csv.column("year");
    KeyedRows keys(csv, {"region", "nace2", "year"});
    std::set<std::string> reached;
    double without_mix = 0;
    for (int row = 0; row < csv.row_count(); ++row) {
      if (csv.integer(row, year) != recipe_.year) continue;
      keys.take(row);
      const auto region = region_.find(csv.text(row, "region"));
      if (region == region_.end()) continue;
      reached.insert(region->second);
      without_mix += add_row(csv, row, targets.mt[position_of(targets.regions, region->second)]);
    }
    for (const std::string& code : targets.regions)
      if (!reached.count(code))
        throw InputError(end_of(csv), "no row for region " + code + " in " + std::to_string(recipe_.year));
    if (without_mix > 0)
      targets.adjustments.push_back({"co2", "all regions",
                                     "CO2 by industry left out: the prior has no mix of fuels for its coarse sector",
                                     without_mix, "Mt CO2"});
  }

 private:
  // Adds the CO2 of one row; returns what has no mix of fuels.
  double add_row(const CsvTable& csv, int row, Eigen::MatrixXd& region_mt) const {
    const SourceLocation at = csv.at(row);
    const std::string& coarse_region =
        look_up(mix_region_, csv.text(row, "region"), {"no region of the prior for region", at});
    const double emitted = nonnegative(csv, row, "co2_kt") * mt_per_kt;
    double without_mix = 0;
    for (const auto& [industry, weight] : look_up(shares_, csv.text(row, "nace2"), {"no industry for", at})) {
      const bool is_household = industry == "HH";
      const std::string user = is_household ? "HH" : look_up(concordance_.group_of, industry, {"unknown industry", at});
      const std::string coarse =
          is_household ? "HH" : look_up(mix_sector_, industry, {"no sector of the prior for industry", at});
      const Mix fuels = mix({coarse_region, coarse});
      region_mt.row(look_up(user_codes_, user, {"unknown user", at})) += emitted * weight * fuels;
      if (fuels.sum() <= 0) without_mix += emitted * weight;
    }
    return without_mix;
  }

  void read_mix() {
    const CsvTable csv = read_csv(recipe_.source(recipe_.co2.prior_file));
    KeyedRows keys(csv, {"region", recipe_.co2.prior_sector_column, "source"});
    for (int row = 0; row < csv.row_count(); ++row) {
      keys.take(row);
      const int source = look_up(co2_source_names(), csv.text(row, "source"), {"unknown source", csv.at(row)});
      const std::pair key(csv.text(row, "region"), csv.text(row, recipe_.co2.prior_sector_column));
      mixes_.try_emplace(key, Mix::Zero()).first->second(source) += nonnegative(csv, row, "co2_mt");
    }
  }

  void read_shares() {
    user_codes_ = recipe_.sector_codes();
    user_codes_.push_back("HH");
    const CsvTable csv = read_csv(recipe_.source(industry_.concordance_file));
    KeyedRows keys(csv, {"nace2", "wiod35"});
    std::map<std::string, std::pair<double, int>> sums;  // of the weights of a code, and its last row
    for (int row = 0; row < csv.row_count(); ++row) {
      keys.take(row);
      const std::string nace = csv.text(row, "nace2"), target = csv.text(row, "wiod35");
      const double weight = number_between(csv, row, "weight", {0, 1});
      sums[nace].first += weight;
      sums[nace].second = row;
      if (nace != household_industry)
        static_cast<void>(look_up(concordance_.group_of, target, {"unknown industry", csv.at(row)}));
      shares_[nace].emplace_back(nace == household_industry ? "HH" : target, weight);
    }
    for (const auto& [nace, sum] : sums)
      if (std::abs(sum.first - 1) > 1e-3)
        throw InputError(csv.at(sum.second),
                         "the weights of '" + nace + "' sum to " + shortest_text(sum.first) + "; allowed: 1");
    if (!shares_.count(household_industry)) shares_[household_industry].emplace_back("HH", 1.0);
  }

  [[nodiscard]] Mix mix(const std::pair<std::string, std::string>& key) const {
    const auto found = mixes_.find(key);
    return found == mixes_.end() || found->second.sum() <= 0 ? Mix(Mix::Zero())
                                                             : Mix(found->second / found->second.sum());
  }

  const Recipe& recipe_;
  const IndustryCo2& industry_;
  const SectorConcordance& concordance_;
  std::map<std::string, std::string> region_, mix_region_, mix_sector_;
  std::vector<std::string> user_codes_;
  std::map<std::pair<std::string, std::string>, Mix> mixes_;
  std::map<std::string, std::vector<std::pair<std::string, double>>> shares_;  // NACE -> industries with weights
};

}  // namespace

void read_industry_prior(const Recipe& recipe, const SectorConcordance& concordance, Co2Targets& targets) {
  IndustryPrior(recipe, concordance).add_to(targets);
  for (std::size_t region = 0; region < targets.regions.size(); ++region)
    targets.adjustments.push_back({"co2", targets.regions[region],
                                   "prior from CO2 by industry with the fuel mix of the coarse sectors",
                                   targets.mt[region].sum(), "Mt CO2"});
}

}  // namespace etslink
