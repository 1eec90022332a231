// SPDX-License-Identifier: Apache-2.0
#include "model/part_order.h"

#include <algorithm>
#include <numeric>

#include "model/charges.h"

namespace etslink {

PartOrder::PartOrder(Economy& economy) : economy_(economy) { note(-1, 0); }

void PartOrder::note(int rank, int step) {
  const Place place{rank, step};
  variables_.resize(economy_.variables.size(), place);
  rules_.resize(economy_.rules.size(), place);
  contributions_.resize(economy_.contributions.size(), place);
  supplies_.resize(economy_.supplies.size(), place);
  arcs_.resize(economy_.arcs.size(), place);
  notes_.resize(economy_.notes.size(), place);
  price_gaps_.resize(economy_.price_gaps.size(), place);
}

// Returns the new index of each part.
template <class Part>
std::vector<int> PartOrder::sort(std::vector<Part>& parts, std::vector<Place>& places) {
  std::vector<int> old(parts.size());
  std::iota(old.begin(), old.end(), 0);
  std::stable_sort(old.begin(), old.end(), [&](int a, int b) { return places[a] < places[b]; });
  std::vector<Part> sorted;
  std::vector<Place> sorted_places;
  std::vector<int> place_of(parts.size());
  for (std::size_t i = 0; i < old.size(); ++i) {
    sorted.push_back(std::move(parts[old[i]]));
    sorted_places.push_back(places[old[i]]);
    place_of[old[i]] = static_cast<int>(i);
  }
  parts = std::move(sorted);
  places = std::move(sorted_places);
  return place_of;
}

void PartOrder::restore() {
  const std::vector<int> rule = sort(economy_.rules, rules_);
  sort(economy_.contributions, contributions_);
  sort(economy_.supplies, supplies_);
  sort(economy_.arcs, arcs_);
  sort(economy_.notes, notes_);
  sort(economy_.price_gaps, price_gaps_);
  number_variables(sort(economy_.variables, variables_));
  for (PermitPool& pool : economy_.pools) {
    if (pool.price_rule >= 0) pool.price_rule = rule[pool.price_rule];
    if (pool.supply_rule >= 0) pool.supply_rule = rule[pool.supply_rule];
  }
  for_each_list_of_charges(economy_, [](Charges& charges) {
    if (charges.size() > 1)
      std::stable_sort(charges.begin(), charges.end(),
                       [](const Charge& a, const Charge& b) { return a.kind < b.kind; });
  });
}

void PartOrder::number_variables(const std::vector<int>& place_of) {
  const auto number = [&](int& variable) {
    if (variable >= 0) variable = place_of[variable];
  };
  for (Rule& rule : economy_.rules) {
    if (rule.determines.kind == Symbol::Kind::variable) number(rule.determines.index);
    rule.formula.number_variables(place_of);
  }
  for (Contribution& item : economy_.contributions) item.formula.number_variables(place_of);
  for (PermitSupply& supply : economy_.supplies) supply.mt.number_variables(place_of);
  for (PermitArc& arc : economy_.arcs) {
    for (int* variable : {&arc.flow, &arc.rent, &arc.back_rent}) number(*variable);
    for (Expression* formula : {&arc.limit, &arc.back_limit, &arc.fee, &arc.rents, &arc.credit_limit_rents})
      formula->number_variables(place_of);
  }
  for (CreditLimitNode& node : economy_.credit_limits) {
    number(node.rent);
    for (Expression* formula : {&node.limit, &node.counted}) formula->number_variables(place_of);
    for (auto& [source, mt] : node.counted_of) mt.number_variables(place_of);
  }
  for (PriceGap& gap : economy_.price_gaps) number(gap.variable);
  for (WorldSale& sale : economy_.world_sales) number(sale.variable);
  for_each_list_of_charges(economy_, [&](Charges& charges) {
    for (Charge& charge : charges) {
      number(charge.rate);
      number(charge.multiple);
    }
  });
  for (CdeDemand& demand : economy_.cde_demands) {
    number(demand.utility);
    number(demand.mean);
  }
  for (AdditiveCes& additive : economy_.additive_ces) number(additive.index);
  for (Endowment& endowment : economy_.endowments) number(endowment.variable);
  for (PermitPool& pool : economy_.pools) number(pool.supply);
}

}  // namespace etslink
