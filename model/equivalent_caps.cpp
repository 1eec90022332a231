// SPDX-License-Identifier: Apache-2.0
#include "model/equivalent_caps.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "model/conditions.h"

namespace etslink {
namespace {

bool is_on(const Economy& economy, int market) { return market >= 0 && economy.markets[market].pool >= 0; }

// Does another market charge an input, or a process, that this one charges?
bool shares_tonnes(const Economy& economy, int market) {
  const auto is_this = [&](int m) { return m == market; };
  const auto is_other = [&](int m) { return m != market && is_on(economy, m); };
  for (const Edge& edge : economy.edges) {
    bool here = false, elsewhere = false;
    for (const EmissionUse& use : edge.emissions) {
      if (use.charged == 0) continue;
      here |= is_this(use.market);
      elsewhere |= is_other(use.market);
    }
    if (here && elsewhere) return true;
  }
  for (const ProcessEmission& process : economy.processes) {
    if (std::none_of(process.taxes.begin(), process.taxes.end(), is_this)) continue;
    if (is_other(process.market) || std::any_of(process.taxes.begin(), process.taxes.end(), is_other)) return true;
  }
  return false;
}

bool frees_cap(const Swap& swap) { return swap.freed.kind == "cap"; }

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

// Values of unknowns by name, those of equal names in their order.
class NamedValues {
 public:
  NamedValues(const TableOfContents& contents, std::span<const double> x) {
    for (std::size_t u = 0; u < x.size(); ++u) values_[contents.entries[u].unknown].push_back(x[u]);
  }
  double take(const ConditionEntry& entry) {
    const auto found = values_.find(entry.unknown);
    std::size_t& next = next_[entry.unknown];
    return found == values_.end() || next >= found->second.size() ? entry.start : found->second[next++];
  }

 private:
  std::map<std::string, std::vector<double>> values_;
  std::map<std::string, std::size_t> next_;
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
  NamedValues values(list_conditions(from), x);
  const TableOfContents contents = list_conditions(to);
  std::vector<double> result;
  for (const ConditionEntry& entry : contents.entries) result.push_back(values.take(entry));
  // What is a cap now is no longer among the permits beyond the caps.
  for (std::size_t p = 0; p < to.pools.size(); ++p) {
    if (to.pools[p].supply < 0) continue;
    double& supply = result[contents.variable[to.pools[p].supply]];
    supply = 0;
    supply = value_of(to, contents, to.rules[to.pools[p].supply_rule].formula, result) / contents.pool_scale[p];
  }
  return result;
}

}  // namespace etslink
