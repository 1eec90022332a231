// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/labour_market.h"

#include <cmath>

#include "model/exclusive_slots.h"
#include "model/instruments/spending.h"

namespace etslink {
namespace {

struct RegionalLabour {
  Region region;
  std::string name;  // of the region
  Symbol wage;
  Expression consumer_price;
  Symbol employment;    // relative to the benchmark
  Symbol unemployment;  // rate
};

// employment = (1 - unemployment)/(1 - benchmark unemployment) multiplies the labour that is supplied.
RegionalLabour add_unemployment(BuildContext& context, Region region, int commodity) {
  Economy& economy = context.economy;
  const double rate0 = labour_rule(context.options, region).unemployment;
  RegionalLabour labour{region, context.code(region), price(commodity), regional_consumer_price(context, region), {},
                        {}};
  const auto id = [&](VariableRole role) { return VariableId{role, VariableOwner::region, region.index}; };
  labour.employment = add_variable(economy, {id(VariableRole::employment), "employment: " + labour.name, region, 1, 1});
  labour.unemployment =
      add_variable(economy, {id(VariableRole::unemployment), "unemployment rate: " + labour.name, region, rate0, 1});
  add_rule(economy, labour.employment, {"employment: " + labour.name},
           (1 - rate0) * labour.employment + labour.unemployment - 1.0);
  multiply_endowments(context, commodity, labour.employment,
                      {"supply of " + economy.commodities[commodity].name, {"the labour market", context.options.at}});
  return labour;
}

// w/p_C (u/u0)^elasticity = 1, with p_C of all households of the region.
void add_wage_curve(BuildContext& context, const RegionalLabour& labour) {
  const LabourRule rule = labour_rule(context.options, labour.region);
  const double rate0 = rule.unemployment, elasticity = rule.wage_elasticity;
  add_rule(context.economy, labour.unemployment, {"wage curve: " + labour.name},
           labour.wage - std::pow(rate0, elasticity) * pow(labour.unemployment, -elasticity) * labour.consumer_price);
}

// w - minimum p_C >= 0 _|_ u >= 0.
void add_minimum_wage(BuildContext& context, const RegionalLabour& labour) {
  const Expression minimum = Expression::along_path(1, labour_rule(context.options, labour.region).minimum_wage);
  add_complementarity(context.economy, labour.unemployment, {"minimum wage: " + labour.name},
                      labour.wage - minimum * labour.consumer_price);
}

}  // namespace

LabourRule labour_rule(const ModelOptions& options, Region region) {
  if (options.labour.empty()) return {};
  const std::size_t r = options.labour.size() == 1 ? 0 : static_cast<std::size_t>(region.index);
  require(r < options.labour.size(), "a labour rule for each region");
  return options.labour[r];
}

void add_labour_market(BuildContext& context) {
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    const LabourRule rule = labour_rule(context.options, {r});
    if (rule.rule == LabourOption::fixed) continue;
    require(rule.factor.valid(), "the study reader names the factor");
    const int commodity = context.factor[r * context.benchmark.factors.size() + rule.factor.index];
    if (commodity < 0) continue;  // no labour in that region, or of its sectors alone
    const RegionalLabour labour = add_unemployment(context, {r}, commodity);
    if (rule.rule == LabourOption::wage_curve)
      add_wage_curve(context, labour);
    else
      add_minimum_wage(context, labour);
  }
}

}  // namespace etslink
