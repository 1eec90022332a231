// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/adjustment.h"
#include "calibration/split_data.h"
#include "calibration/use_table.h"

namespace etslink {

// Moves flows that the source books with the wrong user, as the recipe lists them.
[[nodiscard]] Adjustments apply_patches(UseTable& groups, const Recipe& recipe);

// Takes purchases of a split industry from itself inside a region out of its output and inputs: they are transfers
// between plants (crude oil, electricity on its way to distribution). Energy needs and the recipe's share stay.
[[nodiscard]] Adjustments net_own_use(UseTable& groups, const SplitData& data);

// Sells what the mining industry imports of its own product, beyond its energy needs, straight to the domestic buyers
// of that product, in the recipe's regions: mines don't work up foreign ores and fuels. Imports by origin, value added
// and all users' totals stay.
[[nodiscard]] Adjustments pass_on_imports(UseTable& groups, const SplitData& data);

// Raises purchases of the mining industry that are too small for the energy of their user; the user's value added, for
// households their purchase of services, falls by as much.
[[nodiscard]] Adjustments raise_fuel_purchases(UseTable& groups, const SplitData& data);

// Moves purchases of refined oil from the pool users (transport, services) to users whose CO2 per USD would be above
// the recipe's limit.
[[nodiscard]] Adjustments shift_oil_purchases(UseTable& groups, const SplitData& data);

// Takes domestic gas that the gas sector sells to its own distribution out of its output and inputs, down to its energy
// needs. For tables whose rows and columns are split.
[[nodiscard]] Adjustments net_gas_transit(UseTable& units, const SplitData& data);

// Books negative purchases outside stock changes as stock change of the same good, origin and region.
[[nodiscard]] Adjustments move_negative_demand(UseTable& table);

// Takes back run-downs of stocks that exceed what a region buys of the same good and origin. For unsplit tables, whose
// single cells are as coarse as the integers of the source.
[[nodiscard]] Adjustments limit_stock_run_down(UseTable& table);

// Gives every sector of an unsplit table a value added of at least `share` of its output: inputs above are sold to the
// households of the region instead. Integer truncation leaves tiny sectors of the source with none.
[[nodiscard]] Adjustments ensure_value_added(UseTable& table, double share);

// Drops split flows below the recipe's smallest flow, and units below its smallest output.
[[nodiscard]] Adjustments drop_tiny_flows(UseTable& units, const SplitData& data);

}  // namespace etslink
