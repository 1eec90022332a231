// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/abatement_curve.h"

#include <cmath>

#include "model/rule_builder.h"

namespace etslink {
namespace {

// Area under the price as a function of abatement, in units of the abatement input.
Expression area(const AbatementCurve& curve, const Symbol& g) {
  const double scale = curve.potential_mt * curve.xhat, rest = 1 - curve.nu;
  if (std::abs(rest) < 1e-9) return scale * (log(g) + pow(g, -1) - 1.0);
  return scale * (curve.nu / rest * (pow(g, rest) - 1.0) + pow(g, -curve.nu) - 1.0);
}

}  // namespace

CurveSupply add_abatement_curve(BuildContext& context, const CurveOwner& owner, const AbatementCurve& curve,
                                const Expression& price_got) {
  require(curve.potential_mt > 0 && curve.xhat > 0 && curve.nu > 0, "the study reader has checked abatement curves");
  Economy& economy = context.economy;
  CurveSupply supply;
  supply.commodity = context.abatement[owner.region.index];
  require(supply.commodity >= 0, "a region with an abatement curve has an abatement input");
  const Expression input_price = price(supply.commodity);
  const Symbol g = add_variable(
      economy, {owner.id(VariableRole::relative_price), "relative price: " + owner.name, owner.region, 1, 1});
  add_rule(economy, g, {"price: " + owner.name, curve.xhat},
           curve.xhat * (input_price * g) - curve.xhat * input_price - price_got);
  supply.abatement = add_variable(
      economy, {owner.id(VariableRole::abatement), "abatement: " + owner.name, owner.region, 0, curve.potential_mt});
  add_rule(economy, supply.abatement, {"abatement curve: " + owner.name, curve.potential_mt},
           Expression(supply.abatement) - curve.potential_mt * (1.0 - pow(g, -curve.nu)));
  supply.input = area(curve, g);
  add_demand(economy, supply.commodity, "abatement of " + owner.name, supply.input);
  return supply;
}

void pay_for_abatement(Economy& economy, int agent, const CurveSupply& supply, const Expression& sales) {
  add_income(economy, agent, "sales of credits", sales);
  add_income(economy, agent, "abatement cost", -(price(supply.commodity) * supply.input));
}

}  // namespace etslink
