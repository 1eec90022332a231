// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/price_collar.h"

#include <algorithm>
#include <cmath>

#include "model/conditions.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// Where permits that are kept back or released belong: regions in proportion to their caps.
struct CollaredMarket {
  int market = -1;
  double scale = 0;  // benchmark emissions [Mt]
};

// Adds or withdraws permits at the permit price: the value is income of whoever receives the allowances.
void move_permits(Economy& economy, int m, PermitSource source, const Expression& mt) {
  const MarketNode& market = economy.markets[m];
  double cap = 0;
  for (const double mt_of_region : market.cap_by_region) cap += mt_of_region;
  for (std::size_t r = 0; r < market.cap_by_region.size(); ++r) {
    if (market.cap_by_region[r] == 0) continue;
    const Expression part = market.cap_by_region[r] / cap * mt;
    supply_permits(economy, {m, Region{static_cast<int>(r)}, source, part, true});
    add_income(economy, market.revenue_agent[r], to_string(source), permit_price_of(economy, m) * part);
  }
}

VariableId id_of(VariableRole role, int market) { return {role, VariableOwner::market, market}; }

// tau - floor + surplus >= 0 _|_ withheld >= 0;  auctioned - withheld >= 0 _|_ surplus >= 0.
void add_floor(Economy& economy, const CollaredMarket& market, const PriceCollar& collar, double free_share) {
  const int m = market.market;
  const std::string& name = economy.markets[m].name;
  const Region region = economy.pools[economy.markets[m].pool].region;
  double cap = 0;
  for (const double mt : economy.markets[m].cap_by_region) cap += mt;
  const double auctioned = std::min(collar.auctioned_share, 1 - free_share) * cap;
  const Symbol withheld =
      add_variable(economy, {id_of(VariableRole::withheld, m), "permits kept back: " + name, region, 0, market.scale});
  const Symbol surplus = add_variable(
      economy, {id_of(VariableRole::floor_gap, m), "fall below the floor: " + name, region, 0, permit_price_scale});
  economy.price_gaps.push_back({m, surplus.index, "below its floor: all permits of the auction are kept back"});
  const Expression floor = Expression::along_path(0, collar.floor) * numeraire();
  add_complementarity(economy, withheld, {"price floor: " + name, permit_price_scale},
                      permit_price_of(economy, m) - floor + surplus);
  add_complementarity(economy, surplus, {"permits to keep back: " + name, market.scale},
                      auctioned - Expression(withheld));
  move_permits(economy, m, PermitSource::withheld, -Expression(withheld));
}

// ceiling + excess - tau >= 0 _|_ released >= 0;  reserve - released >= 0 _|_ excess >= 0.
void add_ceiling(Economy& economy, const CollaredMarket& market, const PriceCollar& collar) {
  const int m = market.market;
  const std::string& name = economy.markets[m].name;
  const Region region = economy.pools[economy.markets[m].pool].region;
  const Symbol released =
      add_variable(economy, {id_of(VariableRole::released, m), "permits released: " + name, region, 0, market.scale});
  Expression highest = Expression(collar.ceiling) * numeraire();
  if (std::isfinite(collar.reserve_mt)) {
    const Symbol excess = add_variable(economy, {id_of(VariableRole::ceiling_gap, m), "rise above the ceiling: " + name,
                                                 region, 0, permit_price_scale});
    economy.price_gaps.push_back({m, excess.index, "above its ceiling: the reserve is empty"});
    add_complementarity(economy, excess, {"reserve of permits: " + name, market.scale},
                        collar.reserve_mt - Expression(released));
    highest += excess;
  }
  add_complementarity(economy, released, {"price ceiling: " + name, permit_price_scale},
                      highest - permit_price_of(economy, m));
  move_permits(economy, m, PermitSource::released, released);
}

}  // namespace

void add_price_collars(BuildContext& context) {
  Economy& economy = context.economy;
  for (int m = 0; m < static_cast<int>(economy.markets.size()); ++m) {
    const PermitMarket& policy = context.policy.markets[m];
    if (!policy.collar || economy.markets[m].pool < 0) continue;
    double cap = 0;
    for (const double mt : economy.markets[m].cap_by_region) cap += mt;
    if (cap <= 0)
      throw InputError(policy.collar->at,
                       "market '" + policy.name + "' has no cap whose permits could be kept back or released");
    const CollaredMarket market{m, economy.markets[m].benchmark_emissions};
    if (policy.collar->floor > 0)
      add_floor(economy, market, *policy.collar, policy.free_part ? policy.free_part->share : 0);
    if (std::isfinite(policy.collar->ceiling)) add_ceiling(economy, market, *policy.collar);
  }
}

}  // namespace etslink
