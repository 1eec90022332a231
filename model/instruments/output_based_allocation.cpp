// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/output_based_allocation.h"

#include "model/instruments/free_allocation.h"
#include "model/instruments/output_rates.h"
#include "model/rule_builder.h"
#include "model/trade_exposure.h"

namespace etslink {
namespace {

// What the sectors of one region are entitled to.
struct Entitlement {
  std::vector<RatedSector> sectors;
  Expression permits;  // [Mt] before the correction factor
  double benchmark_mt = 0;
};

Entitlement entitlement(const BuildContext& context, int market, Region region) {
  Entitlement result;
  for (const OutputRate& rate : context.policy.markets[market].output_based) {
    if (rate.region != region) continue;
    result.sectors.push_back(rated_sector(context, market, rate));
    const RatedSector& sector = result.sectors.back();
    result.permits += sector.rate * output_of(context.economy, sector.activity);
    result.benchmark_mt += sector.rate * context.economy.activities[sector.activity].quantity0;
  }
  return result;
}

// Whose allocation of which market it is.
struct Place {
  int market = -1;
  Region region;
  std::string name;  // "KOR, KOR"

  [[nodiscard]] VariableId id(VariableRole role) const { return {role, VariableOwner::market, market, region.index}; }
};

Symbol add_factor(Economy& economy, const Place& place, double start) {
  return add_variable(economy, {place.id(VariableRole::allocation_factor),
                                "factor on output-based allocation: " + place.name, place.region, start, 1});
}

// factor = 1 - cut, 0 <= cut _|_ cap - factor x entitlement >= 0.
Symbol factor_within_cap(Economy& economy, const Place& place, const Entitlement& entitled) {
  const double cap = economy.markets[place.market].cap_by_region[place.region.index];
  const Symbol cut = add_variable(economy, {place.id(VariableRole::allocation_cut),
                                            "cut of output-based allocation: " + place.name, place.region, 0, 1});
  const Symbol factor = add_factor(economy, place, 1);
  // The cap is that of the benchmark where the path begins.
  const double scale = std::max(entitled.benchmark_mt, cap);
  const Expression cap_on_path = Expression::along_path(std::max(entitled.benchmark_mt, cap), cap);
  add_complementarity(economy, cut, {"output-based allocation within the cap: " + place.name, scale},
                      cap_on_path - factor * entitled.permits);
  add_rule(economy, factor, {"factor on output-based allocation: " + place.name}, factor + cut - 1.0);
  return factor;
}

// factor x entitlement = the part of the cap that the study states.
Symbol factor_of_part(Economy& economy, const Place& place, const Entitlement& entitled, double free_mt) {
  const Symbol factor = add_factor(economy, place, free_mt / entitled.benchmark_mt);
  add_rule(economy, factor, {"part of the cap given out by output: " + place.name, entitled.benchmark_mt},
           factor * entitled.permits - free_mt);
  return factor;
}

// The allocation costs the owner of the cap its value.
void add_allocation(BuildContext& context, int m, Region region) {
  Economy& economy = context.economy;
  const auto& part = context.policy.markets[m].free_part;
  const double free_mt = free_permits(context, m, region);
  const Entitlement entitled = entitlement(context, m, region);
  if (entitled.benchmark_mt == 0) {
    if (free_mt > 0)
      throw InputError(part->at, "market '" + economy.markets[m].name + "' gives out a part of the cap of " +
                                     context.code(region) +
                                     " by output, but none of its output_based sectors there has a rate");
    return;
  }
  const Place place{m, region, economy.markets[m].name + ", " + context.code(region)};
  const Symbol factor =
      part ? factor_of_part(economy, place, entitled, free_mt) : factor_within_cap(economy, place, entitled);
  for (const RatedSector& sector : entitled.sectors)
    economy.activities[sector.activity].charges.push_back(
        earned_permits(ChargeKind::output_based_allocation, m, {sector.rate, sector.rate}, factor.index));
  add_income(economy, economy.markets[m].revenue_agent[region.index], "output-based allocation",
             -(permit_price_of(economy, m) * factor * entitled.permits));
}

}  // namespace

void add_output_based_allocation(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    if (context.economy.markets[m].pool < 0) continue;
    for (const std::string& note : exposure_notes(context.benchmark, context.policy.markets[m]))
      context.economy.notes.push_back(note);
    if (context.policy.markets[m].output_based.empty()) continue;
    for (int r = 0; r < context.benchmark.region_count(); ++r) add_allocation(context, m, {r});
  }
}

}  // namespace etslink
