// SPDX-License-Identifier: Apache-2.0
#include "results/closures.h"

#include <set>

#include "model/charges.h"

namespace etslink {
namespace {

std::string government_text(const ModelOptions& options) {
  const std::string demand = options.government == GovernmentOption::fixed_real
                                 ? "real government demand fixed"
                                 : "government demand in fixed proportion to consumption";
  if (!options.balancing_tax) return demand + ", balanced by a lump sum";
  switch (options.balancing_tax->base) {
    case NamedTax::Base::factor:
      return demand + ", balanced by a factor tax";
    case NamedTax::Base::output:
      return demand + ", balanced by an output tax";
    case NamedTax::Base::consumption:
      return demand + ", balanced by a consumption tax";
  }
  return demand;
}

std::string labour_text(const ModelOptions& options) {
  bool is_fixed = false, has_curve = false, has_minimum = false;
  for (const LabourRule& labour : options.labour) {
    is_fixed |= labour.rule == LabourOption::fixed;
    has_curve |= labour.rule == LabourOption::wage_curve;
    has_minimum |= labour.rule == LabourOption::minimum_wage;
  }
  if (!has_curve && !has_minimum) return "";
  const std::string curve = has_curve ? "by a wage curve" : "", minimum = has_minimum ? "by a minimum wage" : "";
  return "; unemployment " + curve + (has_curve && has_minimum ? " or " : "") + minimum +
         (is_fixed ? " in some regions" : "");
}

}  // namespace

std::string closure_text(const ModelOptions& options) {
  const bool has_fixed_investment = options.investment == InvestmentOption::fixed_real;
  const bool is_in_numeraire = options.current_account == CurrentAccountOption::numeraire;
  return government_text(options) + "; " +
         (has_fixed_investment ? "real investment and stock changes fixed"
                               : "investment and stock changes in fixed proportion to consumption") +
         "; current accounts fixed in " + (is_in_numeraire ? "the numeraire" : "units of a consumer price") +
         labour_text(options) +
         (options.capital == CapitalOption::international ? "; capital moves between regions" : "") +
         (options.world_markets.empty() ? "" : "; some goods at given world prices") +
         (options.carbon_in_tax_base ? "; taxes are levied on permits too" : "");
}

std::string closure_text(const ModelOptions& options, const std::vector<std::string>& spending) {
  std::string scenarios;
  for (const std::string& name : spending) scenarios += (scenarios.empty() ? "" : ", ") + name;
  return closure_text(options) +
         (spending.empty()
              ? ""
              : "; the government spends revenue of permits, so that its real demand is free: " + scenarios);
}

Values tax_rate_change(const ScenarioView& view) {
  std::set<int> rates;
  for_each_list_of_charges(view.economy, [&](const Charges& charges) {
    for_each_charge(charges, ChargeBase::value, [&](const Charge& charge) { rates.insert(charge.rate); });
  });
  Values change(view.region_count(), missing_value);
  for (auto rate = rates.rbegin(); rate != rates.rend(); ++rate) {
    const Region region = view.economy.variables[*rate].region;
    if (region.valid()) change[region.index] = 100 * view.state.variable[*rate];
  }
  return change;
}

Values unemployment(const ScenarioView& view) {
  Values rate(view.region_count(), missing_value);
  for (std::size_t v = 0; v < view.economy.variables.size(); ++v) {
    const Variable& variable = view.economy.variables[v];
    if (variable.region.valid() && variable.id.role == VariableRole::unemployment)
      rate[variable.region.index] = 100 * view.state.variable[v];
  }
  return rate;
}

Values world_market_sales(const ScenarioView& view) {
  Values sold(static_cast<std::size_t>(view.region_count()) * view.sector_count(), missing_value);
  for (const WorldSale& sale : view.economy.world_sales)
    sold[sale.region.index * view.sector_count() + sale.good.index] = view.state.variable[sale.variable];
  return sold;
}

Values foreign_exchange(const ScenarioView& view) {
  Values price(view.region_count(), missing_value);
  for (std::size_t v = 0; v < view.economy.variables.size(); ++v) {
    const VariableId& id = view.economy.variables[v].id;
    if (id.role == VariableRole::foreign_exchange) price[id.index] = view.state.variable[v];
  }
  return price;
}

}  // namespace etslink
