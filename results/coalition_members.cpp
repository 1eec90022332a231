// SPDX-License-Identifier: Apache-2.0
#include "results/coalition_members.h"

#include <algorithm>

#include "model/charges.h"
#include "results/emissions.h"
#include "results/permit_trade.h"

namespace etslink {
namespace {

bool contains(const std::vector<Region>& regions, Region region) {
  return std::find(regions.begin(), regions.end(), region) != regions.end();
}

// What a market counts in a region.
struct Counted {
  bool inventory = false, transport = false;
};

// Per market and region.
std::vector<std::vector<Counted>> counted_by_markets(const Economy& economy, const AccountsIndex& accounts) {
  std::vector<std::vector<Counted>> counted(economy.markets.size(), std::vector<Counted>(economy.regions.size()));
  const auto add = [&](const Charges& charges, int activity) {
    const int region = economy.activities[activity].region.index;
    const bool is_inside = is_in_inventory(economy, accounts.user_of_activity[activity]);
    for_each_charge(charges, ChargeBase::quantity, [&](const Charge& charge) {
      if (!charge.is_counted) return;
      Counted& place = counted[charge.market][region];
      (is_inside ? place.inventory : place.transport) = true;
    });
  };
  for (const Edge& edge : economy.edges) add(edge.charges, edge.activity);
  for (const ProcessEmission& process : economy.processes) add(process.charges, process.activity);
  return counted;
}

}  // namespace

bool CoalitionMembers::has(Region region, bool in_inventory) const {
  return contains(in_inventory ? regions : transport, region);
}

CoalitionMembers coalition_members(const ScenarioView& view) {
  const std::vector<Region>& named = view.coalition;
  const auto counted = counted_by_markets(view.economy, view.accounts);
  CoalitionMembers members;
  for (const Region r : named.empty() ? regulated_regions(view.economy) : named) {
    bool inventory = !named.empty(), transport = false;
    for (int m = 0; m < view.market_count(); ++m) {
      if (!is_on(view.economy, m) || view.economy.markets[m].revenue_agent[r.index] < 0) continue;
      const Counted& found = counted[m][r.index];
      transport = transport || found.transport;
      inventory = inventory || found.inventory || !found.transport;  // also where it finds nothing to regulate
    }
    if (inventory) members.regions.push_back(r);
    if (transport) members.transport.push_back(r);
  }
  return members;
}

}  // namespace etslink
