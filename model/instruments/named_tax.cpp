// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/named_tax.h"

#include <algorithm>

#include "model/instruments/demand_tree.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

bool includes(const NamedTax& tax, Sector sector) {
  return tax.sectors.empty() || std::find(tax.sectors.begin(), tax.sectors.end(), sector) != tax.sectors.end();
}

class TaxFinder {
 public:
  TaxFinder(BuildContext& context, Region region, const NamedTax& tax, const Claimant& by)
      : context_(context), economy_(context.economy), region_(region), tax_(tax), by_(by) {
    for (const int h : economy_.households(region)) {
      const std::vector<int> nests = nests_below(economy_, economy_.agents[h].demand_activity);
      consumption_.insert(consumption_.end(), nests.begin(), nests.end());
      consumption_.push_back(economy_.agents[h].subsistence_activity);
    }
  }

  // Puts the unknown on all who pay the tax; how many.
  int attach(int variable) {
    if (tax_.base == NamedTax::Base::output) return attach_to_outputs(variable);
    int count = 0;
    for (int e = 0; e < static_cast<int>(economy_.edges.size()); ++e) {
      Edge& edge = economy_.edges[e];
      if (!pays(edge)) continue;
      context_.claims.add("tax of edge " + std::to_string(e), name_of(context_, region_, tax_), by_);
      edge.tax_variable = variable;
      if (edge.tax_agent < 0) edge.tax_agent = context_.tax_agent(region_);
      ++count;
    }
    return count;
  }

 private:
  [[nodiscard]] bool pays(const Edge& edge) const {
    const Activity& activity = economy_.activities[edge.activity];
    if (activity.region != region_) return false;
    if (tax_.base == NamedTax::Base::consumption) return is_consumption(edge);
    return edge.role == EdgeRole::factor && activity.sector.valid() && includes(tax_, activity.sector) &&
           is_factor(edge.commodity, activity.sector);
  }

  // Goods that a household buys, in its nests or for subsistence.
  [[nodiscard]] bool is_consumption(const Edge& edge) const {
    return buys_good(edge) && std::find(consumption_.begin(), consumption_.end(), edge.activity) != consumption_.end();
  }

  [[nodiscard]] bool is_factor(int commodity, Sector sector) const {
    const int factor = tax_.factor.index;
    const int mobile = context_.factor[region_.index * context_.benchmark.factors.size() + factor];
    if (commodity == mobile) return true;
    const auto own = context_.sector_factor.find({region_.index, sector.index, factor});
    return own != context_.sector_factor.end() && own->second == commodity;
  }

  int attach_to_outputs(int variable) {
    int count = 0;
    for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) {
      Activity& activity = economy_.activities[n];
      if (activity.kind != ActivityKind::production || activity.region != region_ || !includes(tax_, activity.sector))
        continue;
      context_.claims.add("tax of activity " + std::to_string(n), name_of(context_, region_, tax_), by_);
      activity.tax_variable = variable;
      if (activity.tax_agent < 0) activity.tax_agent = context_.tax_agent(region_);
      ++count;
    }
    return count;
  }

  BuildContext& context_;
  Economy& economy_;
  Region region_;
  const NamedTax& tax_;
  const Claimant& by_;
  std::vector<int> consumption_;  // activities by which households buy
};

}  // namespace

std::string name_of(const BuildContext& context, Region region, const NamedTax& tax) {
  std::string name = "consumption tax";
  if (tax.base == NamedTax::Base::output) name = "output tax";
  if (tax.base == NamedTax::Base::factor) name = "tax on " + context.benchmark.factors[tax.factor.index].name;
  for (const Sector sector : tax.sectors) name += ", " + context.benchmark.sectors[sector.index].code;
  return name + ", " + context.code(region);
}

Symbol free_tax(BuildContext& context, Region region, const NamedTax& tax, const Claimant& by) {
  const std::string name = name_of(context, region, tax);
  const Symbol rate = add_variable(context.economy, {"change of the " + name, region, 0, 1});
  if (TaxFinder(context, region, tax, by).attach(rate.index) == 0)
    throw InputError(by.at, "nobody pays the " + name + " at the benchmark");
  return rate;
}

}  // namespace etslink
