// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/sweep/axis.h"
#include "model/benchmark.h"
#include "model/nest.h"

namespace etslink {

// The places that a key elasticities.PARAMETER[.REGION | .SECTOR | ."role:ROLE" | .REGION.SECTOR] stands for. Where the
// key names no region or no sector these are all of them, and the place without one; -1: none.
struct ElasticityCells {
  struct Cell {
    Region region;
    Sector sector;
  };
  std::string parameter;
  std::vector<Cell> cells;
};

// InputError with the nearest name for a parameter, region, sector or role that does not exist.
[[nodiscard]] ElasticityCells elasticity_cells(const AxisKey& key, const Benchmark& benchmark, const NestSet& nests);

}  // namespace etslink
