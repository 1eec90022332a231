// SPDX-License-Identifier: Apache-2.0
#include "calibration/factor_shares.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "calibration/look_up.h"

namespace etslink {
namespace {

// A source industry's part of a sector with its labour share before and after scaling.
struct Part {
  const IndustryWeight* weight;
  double share;
  bool is_scaled;
};

std::map<std::string, double> industry_means(const FactorShareInput& input) {
  std::map<std::string, std::pair<double, int>> sums;
  for (const LabourShareRow& row : input.pattern) {
    if (std::find(input.regions.begin(), input.regions.end(), row.region) == input.regions.end()) continue;
    sums[row.industry].first += row.share;
    ++sums[row.industry].second;
  }
  std::map<std::string, double> means;
  for (const auto& [industry, sum] : sums) means[industry] = sum.first / sum.second;
  return means;
}

// Share that the pattern itself has for a source industry.
std::optional<double> own_share(const FactorShareInput& input, const IndustryWeight& weight) {
  for (const LabourShareRow& row : input.pattern)
    if (row.region == weight.region && row.industry == weight.industry) return row.share;
  return std::nullopt;
}

double labour_income(const std::vector<Part>& parts, double factor, double cap) {
  double income = 0;
  for (const Part& part : parts)
    income += part.weight->value_added_musd * std::min(cap, part.is_scaled ? factor * part.share : part.share);
  return income;
}

// Factor on the scaled industries that gives the national labour income; bisection, because the cap makes it piecewise
// linear.
double scale_factor(const std::vector<Part>& parts, double cap, double income) {
  constexpr double highest = 1e3;
  double low = 0;
  double high = highest;
  for (int step = 0; step < 200 && high > low; ++step) {
    const double middle = (low + high) / 2;
    if (middle == low || middle == high) break;
    (labour_income(parts, middle, cap) < income ? low : high) = middle;
  }
  return high;
}

class RegionShares {
 public:
  RegionShares(const FactorShareInput& input, int region, FactorShares& result)
      : input_(input), region_(region), code_(input.regions[region]), result_(result) {
    national_ = look_up(input.country_share, code_, {"no national labour share for region", input.national_at});
  }

  void fill(const std::map<std::string, double>& means) {
    for (const IndustryWeight& weight : input_.weights) {
      if (weight.region != code_ || weight.value_added_musd <= 0) continue;
      const auto& fixed = input_.unscaled_industries;
      const bool is_scaled = std::find(fixed.begin(), fixed.end(), weight.industry) == fixed.end();
      parts_.push_back({&weight, pattern_share(weight, means), is_scaled});
    }
    list_source();
    scale();
    for (int s = 0; s < static_cast<int>(input_.sectors.size()); ++s) fill_sector(s);
  }

 private:
  // The region's own share, else the mean of the regions with data, else that of the whole economy.
  double pattern_share(const IndustryWeight& weight, const std::map<std::string, double>& means) {
    if (const std::optional<double> own = own_share(input_, weight)) return *own;
    const auto mean = means.find(weight.industry);
    (mean == means.end() ? without_any_ : without_own_).insert(weight.industry);
    return mean == means.end() ? national_ : mean->second;
  }

  void list_missing(const std::set<std::string>& industries, const std::string& instead) {
    if (industries.empty()) return;
    std::string names;
    for (const std::string& industry : industries) names += (names.empty() ? "" : " ") + industry;
    result_.adjustments.push_back({"factor shares", code_, "no labour share of " + names + ": " + instead,
                                   static_cast<double>(industries.size()), "industries"});
  }

  void list_source() {
    const bool has_pattern = std::any_of(input_.pattern.begin(), input_.pattern.end(),
                                         [this](const LabourShareRow& row) { return row.region == code_; });
    list_missing(without_any_, "that of the whole economy");
    if (has_pattern) list_missing(without_own_, "mean of the regions with data");
    if (has_pattern) return;
    result_.adjustments.push_back({"factor shares", code_,
                                   "no labour shares by industry: mean pattern of the regions with data", national_,
                                   "labour share"});
  }

  void scale() {
    double total = 0;
    for (const Part& part : parts_) total += part.weight->value_added_musd;
    const double wanted = national_ * total;
    factor_ = parts_.empty() ? 1 : scale_factor(parts_, input_.labour_cap, wanted);
    result_.adjustments.push_back({"factor shares", code_,
                                   "factor on the industry pattern to meet the national labour share", factor_,
                                   "factor"});
    const double reached = labour_income(parts_, factor_, input_.labour_cap);
    if (std::abs(wanted - reached) > 1e-6 * total)
      result_.adjustments.push_back({"factor shares", code_,
                                     wanted > reached
                                         ? "national labour share out of reach under the cap"
                                         : "national labour share out of reach: unscaled industries have more",
                                     (wanted - reached) / total, "labour share"});
  }

  void fill_sector(int s) {
    double value_added = 0;
    double labour = 0;
    for (const Part& part : parts_) {
      if (part.weight->sector != input_.sectors[s]) continue;
      const double share = std::min(input_.labour_cap, part.is_scaled ? factor_ * part.share : part.share);
      value_added += part.weight->value_added_musd;
      labour += part.weight->value_added_musd * share;
    }
    const double resource = resource_share(input_.sectors[s]);
    double share = value_added > 0 ? labour / value_added : std::min(input_.labour_cap, national_);
    const double highest = input_.labour_cap - resource;
    if (share > highest) {
      result_.adjustments.push_back({"factor shares", input_.sectors[s] + ", " + code_,
                                     "labour share lowered to leave room for resource and capital", highest - share,
                                     "share of value added"});
      share = highest;
    }
    result_.labour(region_, s) = share;
    result_.resource(region_, s) = resource;
    result_.capital(region_, s) = 1 - share - resource;
  }

  double resource_share(const std::string& sector) const {
    double share = 0;
    for (const ResourceShare& row : input_.resource) {
      if (row.sector == sector && (row.region.empty() || row.region == code_)) share = row.share;
    }
    return share;
  }

  const FactorShareInput& input_;
  int region_;
  const std::string& code_;
  FactorShares& result_;
  double national_ = 0;
  double factor_ = 1;
  std::vector<Part> parts_;
  std::set<std::string> without_own_, without_any_;  // source industries that the pattern does not have
};

void check_input(const FactorShareInput& input) {
  require(input.labour_cap > 0 && input.labour_cap < 1, "labour cap inside 0..1");
  for (const ResourceShare& row : input.resource) {
    if (!(row.share >= 0 && row.share < input.labour_cap))
      throw InputError({}, "resource share of " + row.sector + " outside 0.." + std::to_string(input.labour_cap));
    static_cast<void>(look_up(input.sectors, row.sector, {"resource share of unknown sector", {}}));
    if (!row.region.empty())
      static_cast<void>(look_up(input.regions, row.region, {"resource share in unknown region", {}}));
  }
}

}  // namespace

FactorShares factor_shares(const FactorShareInput& input) {
  check_input(input);
  const auto regions = static_cast<Eigen::Index>(input.regions.size());
  const auto sectors = static_cast<Eigen::Index>(input.sectors.size());
  FactorShares result;
  result.labour.setZero(regions, sectors);
  result.capital.setZero(regions, sectors);
  result.resource.setZero(regions, sectors);
  const std::map<std::string, double> means = industry_means(input);
  for (int r = 0; r < regions; ++r) RegionShares(input, r, result).fill(means);
  for (const ResourceShare& row : input.resource) {
    result.adjustments.push_back({"factor shares", row.sector + (row.region.empty() ? "" : ", " + row.region),
                                  "resource rent assumed", row.share, "share of value added"});
  }
  return result;
}

}  // namespace etslink
