// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/conditions.h"

namespace etslink {

// Who has permits, who buys them and what is paid for them in one equilibrium.
struct PermitTrade {
  // Per market and region [Mt]: cap and permits beyond it, but not what flows over restricted links and from projects;
  // and these flows.
  std::vector<std::vector<double>> own_allowances, inflows;
  // Per pool and region: net permits bought [Mt]. Where a pool has more permits than emissions, those who have too many
  // keep the same part of their surplus, so that what is bought in a pool is what flows into it.
  std::vector<std::vector<double>> imports;
  // Per region [Mt]: the same over all pools and credits sold by projects, and what goes out and in: over each link
  // for pools of one region, net for pools of several.
  std::vector<double> net_imports, out, in;
  // Per region [million USD]: permit price x imports less fees, rents and sales of credits that its agents receive;
  // sums to zero over regions.
  std::vector<double> payment;
};

[[nodiscard]] PermitTrade permit_trade(const Economy& economy, const TableOfContents& contents,
                                       const EquilibriumState& state);

// Is a market on in this scenario, of whatever instrument: cap, tax, standard, credits? The one test of all results.
[[nodiscard]] inline bool is_on(const Economy& economy, int market) { return economy.markets[market].pool >= 0; }
// Regions with emissions that a market which is on regulates, ascending.
[[nodiscard]] std::vector<Region> regulated_regions(const Economy& economy);

// Is on and has permits: not a carbon tax.
[[nodiscard]] bool has_permits(const Economy& economy, int market);

// Permits of one source beyond the caps, per market and region [Mt].
[[nodiscard]] std::vector<std::vector<double>> permits_by_region(PermitSource source, const Economy& economy,
                                                                 const EquilibriumState& state);

}  // namespace etslink
