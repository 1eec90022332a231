// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/named_tax.h"

#include <algorithm>

#include "model/demand_tree.h"
#include "model/exclusive_slots.h"
#include "model/joint_products.h"

namespace etslink {
namespace {

bool includes(const NamedTax& tax, Sector sector) {
  return tax.sectors.empty() || std::find(tax.sectors.begin(), tax.sectors.end(), sector) != tax.sectors.end();
}

class TaxFinder {
 public:
  TaxFinder(const BuildContext& context, Region region, const NamedTax& tax)
      : context_(context), economy_(context.economy), region_(region), tax_(tax) {
    for (const int h : economy_.households(region)) {
      const std::vector<int> nests = nests_below(economy_, economy_.agents[h].demand_activity);
      consumption_.insert(consumption_.end(), nests.begin(), nests.end());
      consumption_.push_back(economy_.agents[h].subsistence_activity);
    }
  }

  // Purchases that pay the tax, or, of a tax on output, activities.
  [[nodiscard]] std::vector<int> payers() const {
    if (tax_.base == NamedTax::Base::output) return makers();
    std::vector<int> found;
    for (int e = 0; e < static_cast<int>(economy_.edges.size()); ++e) {
      if (pays(economy_.edges[e])) found.push_back(e);
    }
    return found;
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

  [[nodiscard]] std::vector<int> makers() const {
    std::vector<int> found;
    for (const int n : output_taxpayers(economy_)) {
      const Activity& activity = economy_.activities[n];
      if (activity.region == region_ && includes(tax_, activity.sector) && makes(context_, n, tax_.good))
        found.push_back(n);
    }
    return found;
  }

  const BuildContext& context_;
  const Economy& economy_;
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
  if (tax.good.valid()) name += ", " + context.benchmark.sectors[tax.good.index].code;
  return name + ", " + context.code(region);
}

Symbol free_tax(BuildContext& context, Region region, const NamedTax& tax, const Claimant& by) {
  const std::string name = name_of(context, region, tax);
  const std::vector<int> payers = TaxFinder(context, region, tax).payers();
  if (payers.empty())
    throw InputError(by.at,
                     "nobody pays the " + name + " at the benchmark" + (tax.good.valid() ? rates_by_good_hint : ""));
  const bool is_on_output = tax.base == NamedTax::Base::output;
  const VariableOwner owner = is_on_output ? VariableOwner::activity : VariableOwner::edge;
  const Symbol rate = add_variable(
      context.economy, {{VariableRole::tax_rate, owner, payers.front()}, "change of the " + name, region, 0, 1});
  for (const int payer : payers) {
    if (is_on_output)
      add_to_output_tax(context, payer, rate, {name, by});
    else
      add_to_purchase_tax(context, payer, rate, {name, by});
  }
  return rate;
}

}  // namespace etslink
