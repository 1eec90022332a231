// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "model/equilibrium.h"

namespace etslink {

// Why an equilibrium x with a singular Jacobian is not determined, where the reason is that some prices move and
// nothing else but incomes does: goods in fixed supply that are bought in fixed proportions cost a sum that is
// determined, while its division among them is not (left and right shoes). What to say behind "between them move: ":
// these prices, the reason, and the elasticities of which one above 0 would do; empty where no prices are free in this
// way. docs/model.md, section 9.
[[nodiscard]] std::string free_prices(const Economy& economy, const EquilibriumSystem& system,
                                      std::span<const double> x);

}  // namespace etslink
