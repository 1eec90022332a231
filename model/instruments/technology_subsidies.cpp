// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/technology_subsidies.h"

#include "model/conditions.h"
#include "model/rule_builder.h"
#include "model/technology_payments.h"

namespace etslink {
namespace {

void add_in_region(BuildContext& context, int index, Region region) {
  Economy& economy = context.economy;
  const TechnologySubsidy& subsidy = context.policy.subsidies[index];
  const std::string name = "subsidy " + subsidy.name + ", " + context.code(region);
  const Symbol amount =
      add_variable(economy, {{VariableRole::technology_support, VariableOwner::subsidy, index, region.index},
                             name,
                             region,
                             0,
                             permit_price_scale});
  add_rule(economy, amount, {name, permit_price_scale},
           Expression(amount) - Expression::along_path(0, subsidy.per_unit) * numeraire());
  const std::vector<PhysicalProducer> producers = producers_of(context, subsidy, region);
  for (const PhysicalProducer& producer : producers)
    pay_per_unit(context, producer, {amount, {-1, -1}, fund_of(context, subsidy.payer, region)});
  if (subsidy.payer != TechnologyPayer::users) return;
  levy_on_sales(context, sales_of(context, subsidy, region),
                {{VariableRole::users_levy, VariableOwner::subsidy, index, region.index}, "levy of " + name},
                amount * volume_of(economy, producers));
}

}  // namespace

void add_technology_subsidies(BuildContext& context) {
  for (int i = 0; i < static_cast<int>(context.policy.subsidies.size()); ++i) {
    const TechnologySubsidy& subsidy = context.policy.subsidies[i];
    static_cast<void>(all_producers_of(context, subsidy));
    for (const Region region : subsidy.regions) add_in_region(context, i, region);
  }
}

}  // namespace etslink
