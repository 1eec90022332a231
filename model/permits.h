// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Emissions of one user from one fuel, to be attached to an edge.
struct FuelSource {
  Region region;
  User user;
  Sector fuel;
  double mt = 0;
};

// A carbon tax, which may stand beside a market of permits on the same tonne: the part of an input's emissions that one
// of them charges is then in that of the other.
[[nodiscard]] bool is_tax(const PermitMarket& market);

// The permit markets of the study and the pools that links merge them into. Throws InputError for an empty market, a
// link of a market to itself or to one that is off, and a cap in a region without members.
void declare_markets(BuildContext& context);

// Emission coefficients of an edge, charged where a market covers them. Throws InputError where emissions stand on no
// purchase, or where the covered shares of several markets exceed one.
void add_emissions(const BuildContext& context, Edge& edge, const FuelSource& source);

// Process emissions of a sector, with the abatement curve of its region and sector.
void add_process(BuildContext& context, int activity);

// Lets the markets of the study charge a process of an activity. Throws InputError where several cover it.
void charge_process(const BuildContext& context, const Activity& activity, ProcessEmission& process);

// The input to the abatement of process emissions, offsets and projects, where a region has any: mobile factors in
// benchmark proportions.
void add_abatement_inputs(BuildContext& context);

// Benchmark emissions of every market, the scale of its conditions.
void measure_markets(BuildContext& context);

}  // namespace etslink
