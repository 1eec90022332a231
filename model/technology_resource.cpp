// SPDX-License-Identifier: Apache-2.0
#include "model/technology_resource.h"

#include "model/rule_builder.h"

namespace etslink {
namespace {

// What a unit earns before the rent: price less output tax and what its process pays, which is earned where it captures
// biogenic CO2. Its costs are above 0, so that this is too where it runs.
Expression earned_per_unit(const Economy& economy, int n) {
  const Activity& activity = economy.activities[n];
  Expression earned = (1 - activity.output_tax) * Expression(price(activity.output));
  for (const ProcessEmission& process : economy.processes) {
    if (process.activity != n) continue;
    for (const Charge& charge : process.charges) {
      const Coefficient& part = charge.coefficient;
      earned -= Expression::along_path(process.intensity0 * part.begin, process.intensity0 * part.end) *
                Expression(permit_price_of(economy, charge.market));
    }
  }
  return earned;
}

}  // namespace

void add_technology_resource(BuildContext& context, int n, const IdleActivity& data) {
  if (data.resource_share == 0) return;
  Economy& economy = context.economy;
  const std::string name = economy.activities[n].name;
  const Region region = economy.activities[n].region;
  const Symbol cost_over_price = add_variable(
      economy,
      {{VariableRole::cost_over_price, VariableOwner::activity, n}, "cost over price of " + name, region, 1, 1});
  const Symbol rent = add_variable(
      economy,
      {{VariableRole::technology_rent, VariableOwner::activity, n}, "rent of the resource of " + name, region, 0, 1});
  // level / S + 1 = (p/c)^eta: the level may leave its range while a solver is on its way, so no power is taken of it
  add_rule(economy, cost_over_price, {"supply of the resource of " + name},
           level(n) / data.resource_share + 1.0 - pow(cost_over_price, -data.resource_elasticity));
  const Expression earned = earned_per_unit(economy, n);
  add_rule(economy, rent, {"rent of the resource of " + name}, rent - earned + earned * cost_over_price);
  Charge charge;
  charge.rate = rent.index;
  charge.receiver = context.household_account[region.index];
  charge.kind = ChargeKind::levy;
  economy.activities[n].charges.push_back(charge);
}

}  // namespace etslink
