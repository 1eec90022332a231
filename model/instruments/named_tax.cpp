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
  TaxFinder(BuildContext& context, Region region, const NamedTax& tax)
      : context_(context), economy_(context.economy), region_(region), tax_(tax) {
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
    for (Edge& edge : economy_.edges) {
      if (!pays(edge)) continue;
      require(edge.tax_variable < 0, "one unknown for the tax of a purchase");
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
    for (Activity& activity : economy_.activities) {
      if (activity.kind != ActivityKind::production || activity.region != region_ || !includes(tax_, activity.sector))
        continue;
      require(activity.tax_variable < 0, "one unknown for the tax of an output");
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

Symbol free_tax(BuildContext& context, Region region, const NamedTax& tax, const SourceLocation& at) {
  const std::string name = name_of(context, region, tax);
  const Symbol rate = add_variable(context.economy, {"change of the " + name, region, 0, 1});
  if (TaxFinder(context, region, tax).attach(rate.index) == 0)
    throw InputError(at, "nobody pays the " + name + " at the benchmark");
  return rate;
}

}  // namespace etslink
