// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/conditions.h"
#include "model/equilibrium.h"

namespace etslink {

// Prices and the other unknowns of state.x, without their logarithms.
void read_unknowns(const TableOfContents& table, EquilibriumState& state);

// Permit prices in the numeraire, emissions and allowances of the markets, those that are off included; once emissions
// are booked.
void sum_up_markets(const Economy& economy, const TableOfContents& table, EquilibriumState& state);

}  // namespace etslink
