// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/offsets.h"

#include <cmath>

#include "model/conditions.h"
#include "model/instruments/abatement_curve.h"
#include "model/instruments/credit_limit.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// A bound on the offsets of a market and the unknown that is its shadow price.
struct Bound {
  Expression limit;  // [Mt]
  Symbol rent;       // [USD/t]
  std::string name;
};

// Limits in Mt and as a part of the market's covered emissions, each where it is finite. The emissions of a linked
// market are its benchmark part of the pool's.
std::vector<Bound> bounds(Economy& economy, int m, const OffsetSupply& offsets, const CurveOwner& owner) {
  std::vector<Bound> result;
  const auto add = [&](VariableRole role, const std::string& kind, const Expression& limit) {
    const std::string text = owner.name + ", " + kind;
    const Symbol rent =
        add_variable(economy, {owner.id(role), "rent of " + text, offsets.region, 0, permit_price_scale});
    result.push_back({limit, rent, text});
  };
  if (std::isfinite(offsets.limit_mt))
    add(VariableRole::limit_rent, "limit in Mt", Expression::along_path(0, offsets.limit_mt));
  if (std::isfinite(offsets.limit_share))
    add(VariableRole::emissions_limit_rent, "limit by emissions",
        Expression::along_path(0, offsets.limit_share) * own_emissions(economy, m));
  return result;
}

void add_supply(BuildContext& context, int m, int item) {
  const OffsetSupply& offsets = context.policy.markets[m].offsets[item];
  if (!brings_credits(context.policy, m, offsets)) return;
  Economy& economy = context.economy;
  const CurveOwner owner{"offsets of " + context.code(offsets.region) + " for " + economy.markets[m].name,
                         offsets.region, VariableOwner::market, m, item};
  Expression rents;
  const std::vector<Bound> limits = bounds(economy, m, offsets, owner);
  for (const Bound& bound : limits) rents += bound.rent;
  rents += credit_limit_rent_of_offsets(context, m);
  const Expression tau = permit_price_of(economy, m);
  const CurveSupply supply = add_abatement_curve(context, owner, offsets.curve, tau - rents);
  const Expression mt = supply.abatement;
  count_offsets(context, m, mt);
  for (const Bound& bound : limits)
    add_complementarity(economy, bound.rent, {bound.name, economy.markets[m].benchmark_emissions}, bound.limit - mt);
  supply_permits(economy, {m, offsets.region, PermitSource::offsets, mt});
  pay_for_abatement(economy, context.household_account[offsets.region.index], supply, (tau - rents) * mt);
  if (!rents.terms().empty()) {
    add_income(economy, economy.markets[m].revenue_agent[offsets.region.index], "permit rent", rents * mt);
  }
}

void check(const BuildContext& context, int m, const OffsetSupply& offsets) {
  const PermitMarket& market = context.policy.markets[m];
  if (context.economy.markets[m].revenue_agent[offsets.region.index] < 0) {
    throw InputError(offsets.at, "market '" + market.name + "' accepts offsets of " + context.code(offsets.region) +
                                     ", which is not a member; state a project there");
  }
  if (market.fixed_price)
    throw InputError(offsets.at, "market '" + market.name + "' has a fixed price and takes no offsets");
}

}  // namespace

bool brings_credits(const Policy& policy, int m, const OffsetSupply& offsets) {
  const PermitMarket& market = policy.markets[m];
  const bool is_shut = market.credit_limit && market.credit_limit->offsets && takes_no_credits(policy, m);
  return !is_shut && offsets.limit_mt != 0 && offsets.limit_share != 0;
}

void add_offsets(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    if (context.economy.markets[m].pool < 0) continue;
    const std::vector<OffsetSupply>& offsets = context.policy.markets[m].offsets;
    for (int item = 0; item < static_cast<int>(offsets.size()); ++item) {
      check(context, m, offsets[item]);
      add_supply(context, m, item);
    }
  }
}

}  // namespace etslink
