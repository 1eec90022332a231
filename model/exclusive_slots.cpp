// SPDX-License-Identifier: Apache-2.0
#include "model/exclusive_slots.h"

namespace etslink {

void add_to_purchase_tax(BuildContext& context, int edge, const Symbol& rate, const Claim& claim) {
  context.claims.add({Slot::Kind::purchase_tax, edge}, claim.what, claim.by);
  Edge& purchase = context.economy.edges[edge];
  purchase.charges.push_back(tax_rate_charge(rate.index));
  const Region region = context.economy.activities[purchase.activity].region;
  if (purchase.tax_agent < 0) purchase.tax_agent = context.tax_agent(region);
}

void add_to_output_tax(BuildContext& context, int activity, const Symbol& rate, const Claim& claim) {
  context.claims.add({Slot::Kind::output_tax, activity}, claim.what, claim.by);
  Activity& maker = context.economy.activities[activity];
  maker.charges.push_back(tax_rate_charge(rate.index));
  if (maker.tax_agent < 0) maker.tax_agent = context.tax_agent(maker.region);
}

void multiply_endowments(BuildContext& context, int commodity, const Symbol& factor, const Claim& claim) {
  context.claims.add({Slot::Kind::endowment, commodity}, claim.what, claim.by);
  for (Endowment& endowment : context.economy.endowments) {
    if (endowment.commodity == commodity) endowment.variable = factor.index;
  }
}

void set_availability(BuildContext& context, int commodity, int availability, const Claim& claim) {
  context.claims.add({Slot::Kind::availability, commodity}, claim.what, claim.by);
  for (Endowment& endowment : context.economy.endowments) {
    if (endowment.commodity == commodity) endowment.availability = availability;
  }
}

void set_permit_price(BuildContext& context, int pool, const PriceRule& rule, const Claim& claim) {
  context.claims.add({Slot::Kind::permit_price, pool}, claim.what, claim.by);
  context.economy.pools[pool].price_rule = static_cast<int>(context.economy.rules.size());
  if (rule.is_complementary)
    add_complementarity(context.economy, tau(pool), rule.names, rule.formula);
  else
    add_rule(context.economy, tau(pool), rule.names, rule.formula);
}

}  // namespace etslink
