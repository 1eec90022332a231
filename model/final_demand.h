// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Households, government and investor of each region. Throws InputError where a region has none of the first, or two
// of the others.
void declare_agents(BuildContext& context);

// Consumption, government and investment activities with their nests, and stock changes.
void add_final_demand(BuildContext& context);

// Transfers of the benchmark and the current account that closes each region's budget, and the benchmark income of
// every agent.
void add_transfers(BuildContext& context);

// World consumption price index with benchmark weights; its region carries the Walras slack.
void add_numeraire(BuildContext& context);

}  // namespace etslink
