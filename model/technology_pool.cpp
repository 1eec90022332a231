// SPDX-License-Identifier: Apache-2.0
#include "model/technology_pool.h"

#include "model/rule_builder.h"
#include "model/technology.h"

namespace etslink {
namespace {

bool pays_pool(const BuildContext& context, const Activity& activity) {
  return activity.kind == ActivityKind::production && activity.sector.valid() && activity.output_tax != 0 &&
         is_technology(context.benchmark.sectors[activity.sector.index]);
}

// The unknown that all payments follow: the price of the numeraire, 1 at the benchmark.
Symbol price_of_pool(Economy& economy, int payer) {
  const Symbol price = add_variable(
      economy, {{VariableRole::tax_rate, VariableOwner::activity, payer}, "price of payments per unit", {}, 1, 1});
  add_rule(economy, price, {"payments of technologies per unit"}, price * pow(numeraire(), -1) - 1.0);
  return price;
}

}  // namespace

void add_technology_pool(BuildContext& context) {
  Economy& economy = context.economy;
  int price = -1;
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    Activity& activity = economy.activities[n];
    if (!pays_pool(context, activity)) continue;
    if (price < 0) price = price_of_pool(economy, n).index;
    Charge charge;
    charge.rate = price;
    charge.receiver = activity.tax_agent;
    charge.coefficient = {activity.output_tax, activity.output_tax};
    charge.kind = ChargeKind::levy;
    activity.charges.push_back(charge);
    activity.output_tax = 0;
  }
}

}  // namespace etslink
