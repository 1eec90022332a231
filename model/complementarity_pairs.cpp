// SPDX-License-Identifier: Apache-2.0
#include "model/complementarity_pairs.h"

#include <cmath>

#include "model/conditions.h"

namespace etslink {

double pool_slack(const Economy& economy, const TableOfContents& table, int p, std::span<const double> x) {
  const PermitPool& pool = economy.pools[p];
  double cap = 0;
  for (const int m : pool.markets) {
    for (const double allowance : economy.markets[m].cap_by_region) cap += allowance;
  }
  const double supply = pool.supply < 0 ? 0 : x[table.variable[pool.supply]];
  return cap / table.pool_scale[p] - x[table.emissions[p]] + supply;
}

double ComplementarityPair::slope_in_slack() const {
  const double mu = complementarity_smoothing;
  return 1 - slack / std::sqrt(unknown * unknown + slack * slack + 2 * mu * mu);
}

bool ComplementarityPair::is_degenerate() const {
  return std::abs(unknown) < degeneracy_limit && std::abs(slack) < degeneracy_limit;
}

std::vector<ComplementarityPair> complementarity_pairs(const Economy& economy, std::span<const double> x) {
  const TableOfContents table = list_conditions(economy);
  std::vector<ComplementarityPair> pairs;
  for (int p = 0; p < static_cast<int>(economy.pools.size()); ++p) {
    if (economy.pools[p].price_rule >= 0) continue;
    const int row = table.permit_price[p];
    pairs.push_back({row, x[row] / permit_price_scale, pool_slack(economy, table, p, x)});
  }
  for (std::size_t i = 0; i < economy.rules.size(); ++i) {
    const Rule& rule = economy.rules[i];
    if (!rule.is_complementary) continue;
    const int row = table.rule[i];
    pairs.push_back({row, value_of(economy, table, Expression(rule.determines), x) / table.entries[row].unknown_scale,
                     value_of(economy, table, rule.formula, x) / rule.scale});
  }
  return pairs;
}

}  // namespace etslink
