// SPDX-License-Identifier: Apache-2.0
#include "model/equivalent_caps.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/charges.h"
#include "model/conditions.h"
#include "model/supplied_permits.h"

namespace etslink {
namespace {

bool is_on(const Economy& economy, int market) { return market >= 0 && economy.markets[market].pool >= 0; }

// Does another market charge an input, or a process, that this one charges?
bool shares_tonnes(const Economy& economy, int market) {
  bool found = false;
  for_each_list_of_charges(economy, [&](const Charges& charges) {
    bool here = false, elsewhere = false;
    for_each_charge(charges, ChargeBase::quantity, [&](const Charge& charge) {
      if (charge.is_counted) (charge.market == market ? here : elsewhere) = true;
    });
    found |= here && elsewhere;
  });
  return found;
}

bool frees_cap(const Swap& swap) { return swap.freed.kind == QuantityKind::cap; }

class CapFinder {
 public:
  CapFinder(const Policy& policy, const Economy& economy) : economy_(economy), caps_{policy, {}, false} {
    for (const MarketNode& market : economy.markets) caps_.added_mt.emplace_back(market.cap_by_region.size(), 0);
  }

  EquivalentCaps find(std::span<const double> x) {
    for (int m = 0; m < static_cast<int>(economy_.markets.size()); ++m) {
      if (is_on(economy_, m)) replace_rules(m);
    }
    caps_.changes_policy |= std::erase_if(caps_.policy.swaps, frees_cap) > 0;
    if (!taxes_.empty()) add_emissions(x);
    if (caps_.changes_policy) add_permits(x);
    return std::move(caps_);
  }

 private:
  void replace_rules(int m) {
    PermitMarket& market = caps_.policy.markets[m];
    if (market.fixed_price && !market.crediting && *market.fixed_price > 0 && !shares_tonnes(economy_, m)) {
      taxes_.push_back(m);
      market.fixed_price.reset();
      caps_.changes_policy = true;
    }
    if (!drop_price_limits(market) && market.cap_per_gdp_mt.empty()) return;
    state_at_benchmark_gdp(market, caps_.added_mt[m]);
    caps_.changes_policy = true;
  }

  // What follows the stated cap, such as a limit in per cent of the effort, stays as it is.
  static void state_at_benchmark_gdp(PermitMarket& market, std::vector<double>& added) {
    for (std::size_t r = 0; r < market.cap_per_gdp_mt.size(); ++r) {
      market.cap_mt[r] += market.cap_per_gdp_mt[r];
      added[r] -= market.cap_per_gdp_mt[r];
    }
    market.cap_per_gdp_mt.clear();
  }

  void add_emissions(std::span<const double> x) {
    const EquilibriumState state = evaluate_state(economy_, x);
    for (const int m : taxes_) caps_.added_mt[m] = state.market_emissions_by_region[m];
  }

  void add_permits(std::span<const double> x) {
    const TableOfContents contents = list_conditions(economy_);
    for (const PermitSupply& supply : economy_.supplies) {
      if (supply.states_cap)
        caps_.added_mt[supply.market][supply.region.index] += value_of(economy_, contents, supply.mt, x);
    }
  }

  const Economy& economy_;
  std::vector<int> taxes_;  // markets whose price becomes a cap
  EquivalentCaps caps_;
};

// Takes a solution of one economy over into the unknowns of another one with the same graph.
class SolutionCopy {
 public:
  SolutionCopy(const Economy& from, std::span<const double> x, const Economy& to)
      : from_(from), to_(to), old_(list_conditions(from)), new_(list_conditions(to)), x_(x) {
    for (const ConditionEntry& entry : new_.entries) result_.push_back(entry.start);
  }

  std::vector<double> copy() {
    copy_all(old_.price, new_.price);
    copy_all(old_.level, new_.level);
    copy_all(old_.balancing, new_.balancing);
    if (!from_.availabilities.empty()) copy_all(old_.availability, new_.availability);
    result_[new_.numeraire_price] = x_[old_.numeraire_price];
    result_[new_.walras_slack] = x_[old_.walras_slack];
    copy_markets();
    copy_variables();
    sum_up_permits(to_, new_, result_);  // what is a cap now is no longer among the permits beyond the caps
    return std::move(result_);
  }

 private:
  void copy_all(const std::vector<int>& from, const std::vector<int>& to) {
    require(from.size() == to.size(), "the two economies have the same graph");
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (to[i] >= 0 && from[i] >= 0) result_[to[i]] = x_[from[i]];
    }
  }

  void copy_markets() {
    for (std::size_t m = 0; m < to_.markets.size(); ++m) {
      const int from = from_.markets[m].pool, to = to_.markets[m].pool;
      if (from < 0 || to < 0 || from_.pools[from].markets != to_.pools[to].markets) continue;
      result_[new_.permit_price[to]] = x_[old_.permit_price[from]];
      result_[new_.emissions[to]] = x_[old_.emissions[from]];
    }
  }

  void copy_variables() {
    std::map<VariableId, double> value;
    for (std::size_t v = 0; v < from_.variables.size(); ++v) value[from_.variables[v].id] = x_[old_.variable[v]];
    for (std::size_t v = 0; v < to_.variables.size(); ++v) {
      const auto found = value.find(to_.variables[v].id);
      if (found != value.end()) result_[new_.variable[v]] = found->second;
    }
  }

  const Economy &from_, &to_;
  const TableOfContents old_, new_;
  std::span<const double> x_;
  std::vector<double> result_;
};

}  // namespace

EquivalentCaps equivalent_caps(const Policy& policy, const Economy& economy, std::span<const double> x) {
  return CapFinder(policy, economy).find(x);
}

void add_to_caps(Economy& economy, const EquivalentCaps& caps) {
  for (std::size_t m = 0; m < caps.added_mt.size(); ++m) {
    for (std::size_t r = 0; r < caps.added_mt[m].size(); ++r)
      economy.markets[m].cap_by_region[r] += caps.added_mt[m][r];
  }
}

std::vector<double> same_solution(const Economy& from, std::span<const double> x, const Economy& to) {
  return SolutionCopy(from, x, to).copy();
}

}  // namespace etslink
