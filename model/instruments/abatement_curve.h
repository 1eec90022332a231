// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/build_context.h"

namespace etslink {

// Where a curve belongs and what it is called in conditions.
struct CurveOwner {
  std::string name;                             // "offsets of KOR"
  Region region;                                // its abatement input is used
  VariableOwner owner = VariableOwner::market;  // and the indices of its identity
  int index = -1, part = -1;

  [[nodiscard]] VariableId id(VariableRole role) const { return {role, owner, index, part}; }
};

// What an abatement curve gives at the price that its owner gets.
struct CurveSupply {
  Symbol abatement;  // o [Mt]
  Expression input;  // of the region's abatement input [million benchmark USD]
  int commodity = -1;
};

// Abatement that maximises profit at the price per tonne [USD/t], which a solution has at or above 0: with g = 1 +
// price/(p_b xhat), o = potential (1 - g^-nu) and an input that is the area under the curve, potential xhat [nu/(1-nu)
// (g^(1-nu) - 1) + g^-nu - 1]. Formula: docs/instruments.md, P10.
[[nodiscard]] CurveSupply add_abatement_curve(BuildContext& context, const CurveOwner& owner,
                                              const AbatementCurve& curve, const Expression& price_got);

// Income of the owner [million USD]: the value of what it sells less the input it buys.
void pay_for_abatement(Economy& economy, int agent, const CurveSupply& supply, const Expression& sales);

}  // namespace etslink
