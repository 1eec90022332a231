// SPDX-License-Identifier: Apache-2.0
#include "model/supplied_permits.h"

namespace etslink {

void sum_up_permits(const Economy& economy, const TableOfContents& table, std::vector<double>& x) {
  for (std::size_t p = 0; p < economy.pools.size(); ++p) {
    const PermitPool& pool = economy.pools[p];
    if (pool.supply < 0) continue;
    double& supply = x[table.variable[pool.supply]];
    supply = 0;
    supply = value_of(economy, table, economy.rules[pool.supply_rule].formula, x) / table.pool_scale[p];
  }
}

}  // namespace etslink
