// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"
#include "model/nest_builder.h"

namespace etslink {

// Leaves of a nest tree for all goods that a user buys, and apart for the purposes that the tree names.
[[nodiscard]] std::vector<NestLeaf> goods_leaves(BuildContext& context, Region region, User user, const NestTree& tree);

// The nest tree of a sector: the first one that applies to it. InputError where none does.
[[nodiscard]] const NestTree& production_tree(const NestSet& nests, const SectorInfo& sector);

// Sectors: one activity per (region, sector) with output, its nest below it, output tax, joint products (make.csv) and
// process emissions. Fossil resources get their supply elasticity here.
void add_production(BuildContext& context);

// Production activity of a sector at the benchmark; -1: it makes nothing.
[[nodiscard]] int find_production(const Economy& economy, Region region, Sector sector);

// The same and all that stand idle in its name or are its twins at the benchmark.
[[nodiscard]] std::vector<int> productions(const Economy& economy, Region region, Sector sector);

}  // namespace etslink
