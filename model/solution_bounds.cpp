// SPDX-License-Identifier: Apache-2.0
#include "model/solution_bounds.h"

#include <cmath>

#include "model/complementarity_pairs.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// "price: coal, KOR is 3e+12, beyond 1e+12".
std::string beyond(const TableOfContents& table, int unknown, double value, double bound) {
  return table.entries[unknown].unknown + " is " + rounded_text(value, 3) + ", beyond " + rounded_text(bound, 3) +
         ": without bound as far as can be told";
}

std::string price_objection(const Economy& economy, const TableOfContents& table, std::span<const double> x) {
  const double high = std::log(largest_price), low = std::log(smallest_price);
  for (std::size_t c = 0; c < economy.commodities.size(); ++c) {
    const int u = table.price[c];
    if (x[u] > high) return beyond(table, u, std::exp(x[u]), largest_price);
    if (x[u] < low) return beyond(table, u, std::exp(x[u]), smallest_price);
  }
  return {};
}

std::string level_objection(const Economy& economy, const TableOfContents& table, std::span<const double> x) {
  for (std::size_t n = 0; n < economy.activities.size(); ++n) {
    const int u = table.level[n];
    const double level = economy.activities[n].is_latent_level ? x[u] : std::exp(x[u]);
    if (level > largest_level) return beyond(table, u, level, largest_level);
  }
  return {};
}

// A binding cap met to 1e-10 of benchmark emissions is missed by all that there is, where no more than that is left.
std::string pool_objection(const TableOfContents& table, int p, double slack, std::span<const double> x) {
  const double price = x[table.permit_price[p]], emissions = x[table.emissions[p]];
  if (price > largest_permit_price) return beyond(table, table.permit_price[p], price, largest_permit_price);
  if (std::abs(slack) <= largest_missed_part * std::abs(emissions) || price / permit_price_scale <= std::abs(slack))
    return {};
  return table.entries[table.permit_price[p]].unknown + " grows without bound: emissions are " +
         rounded_text(emissions, 3) + " of the benchmark's, which misses the cap by " +
         rounded_text(100 * std::abs(slack / emissions), 3) + " % of them";
}

}  // namespace

std::string objection_to_solution(const Economy& economy, const TableOfContents& table, std::span<const double> x) {
  std::string text = price_objection(economy, table, x);
  if (text.empty()) text = level_objection(economy, table, x);
  for (int p = 0; p < static_cast<int>(economy.pools.size()) && text.empty(); ++p) {
    if (economy.pools[p].price_rule < 0) text = pool_objection(table, p, pool_slack(economy, table, p, x), x);
  }
  return text;
}

}  // namespace etslink
