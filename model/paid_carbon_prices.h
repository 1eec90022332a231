// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Carbon prices that taxes on the fuels of a sector contain at the benchmark (parameter carbon_price_paid) leave them
// where a market or a carbon tax of the policy is on the same tonnes: the price of the study replaces the one that was
// paid. With p0 that price [USD/t], kappa the charged tonnes per unit and D the delivered price at the benchmark, the
// tax rate t becomes t - p0 kappa / D, or, where permits are taxed, (1 + t) D / (D + p0 kappa) - 1, so that a study's
// price of p0 leaves the benchmark as it is. Comes after the shocks, on top of which it stands, and moves along the
// path as they do. Economy::paid_carbon_prices lists all inputs with such a price, replaced or not. InputError with the
// place of the parameter where a rate would be -1 or less. Formula: docs/model.md, section 8.
void replace_paid_carbon_prices(BuildContext& context);

// Is there an input on which a price of the study replaces one that was paid?
[[nodiscard]] bool replaces_paid_prices(const Economy& economy);

// Puts a part of the replaced prices back into the taxes, 0 (the scenario's rates) to 1 (those before), until the
// economy is moved along its path.
void put_back_paid_prices(Economy& economy, double part);

}  // namespace etslink
