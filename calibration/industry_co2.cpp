// SPDX-License-Identifier: Apache-2.0
#include "calibration/industry_co2.h"

#include "calibration/csv.h"

namespace etslink {
namespace {

constexpr double mt_per_kt = 1e-3;
const std::string household_industry = "FC_HH";

// First value of `target` for each value of `code`.
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
    const int year = csv.column("year"), value = csv.column("co2_kt");
    for (int row = 0; row < csv.row_count(); ++row) {
      if (csv.integer(row, year) != recipe_.year) continue;
      const auto region = region_.find(csv.text(row, "region"));
      if (region == region_.end()) continue;
      const auto shares = shares_.find(csv.text(row, "nace2"));
      if (shares == shares_.end()) throw InputError(csv.at(row), "no industry for '" + csv.text(row, "nace2") + "'");
      for (const auto& [source_industry, weight] : shares->second) {
        const bool is_household = source_industry == "HH";
        const std::string user = is_household ? "HH" : concordance_.group_of.at(source_industry);
        const std::string sector = is_household ? "HH" : mix_sector_.at(source_industry);
        const double mt = csv.number(row, value) * mt_per_kt * weight;
        targets.mt[position_of(targets.regions, region->second)].row(targets.user(user)) +=
            mt * mix({mix_region_.at(csv.text(row, "region")), sector});
      }
    }
  }

 private:
  void read_mix() {
    const CsvTable csv = read_csv(recipe_.source(recipe_.co2.prior_file));
    for (int row = 0; row < csv.row_count(); ++row) {
      const int source = find_position(co2_source_names(), csv.text(row, "source"));
      if (source < 0) throw InputError(csv.at(row), "unknown source '" + csv.text(row, "source") + "'");
      const std::pair key(csv.text(row, "region"), csv.text(row, recipe_.co2.prior_sector_column));
      mixes_.try_emplace(key, Mix::Zero()).first->second(source) += csv.number(row, "co2_mt");
    }
  }

  void read_shares() {
    const CsvTable csv = read_csv(recipe_.source(industry_.concordance_file));
    for (int row = 0; row < csv.row_count(); ++row) {
      const std::string nace = csv.text(row, "nace2"), target = csv.text(row, "wiod35");
      const bool is_household = nace == household_industry;
      if (!is_household && !concordance_.group_of.count(target)) continue;
      const double weight = is_household ? 1.0 : csv.number(row, "weight");
      shares_[nace].emplace_back(is_household ? "HH" : target, weight);
    }
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
