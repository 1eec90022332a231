// SPDX-License-Identifier: Apache-2.0
#include "results/permit_trade.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/conditions.h"

namespace etslink {
namespace {

using Table = std::vector<std::vector<double>>;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

bool has_factor(const Term& term, const Symbol& symbol) {
  return std::any_of(term.powers.begin(), term.powers.end(), [&](const Power& p) { return p.symbol == symbol; });
}

Table zeros(std::size_t rows, std::size_t columns) { return Table(rows, std::vector<double>(columns, 0)); }

class TradeCounter {
 public:
  TradeCounter(const Economy& economy, const TableOfContents& contents, const EquilibriumState& state)
      : economy_(economy), contents_(contents), state_(state), regions_(economy.regions.size()) {}

  PermitTrade count() {
    trade_.inflows = zeros(economy_.markets.size(), regions_);
    trade_.out.assign(regions_, 0);
    trade_.in = trade_.net_imports = trade_.payment = trade_.out;
    for (const MarketNode& market : economy_.markets) trade_.own_allowances.push_back(market.cap_by_region);
    for (const PermitSupply& supply : economy_.supplies) add_supply(supply);
    for (const PermitPool& pool : economy_.pools) add_pool(pool);
    for (const PermitArc& arc : economy_.arcs) add_project(arc);
    for (const Contribution& item : economy_.contributions) add_income(item);
    return std::move(trade_);
  }

 private:
  // The part of a formula that is proportional to flows over links.
  [[nodiscard]] Expression flow_part(const Expression& formula) const {
    Expression part;
    for (const Term& term : formula.terms()) {
      const bool is_flow = std::any_of(economy_.arcs.begin(), economy_.arcs.end(),
                                       [&](const PermitArc& arc) { return has_factor(term, variable(arc.flow)); });
      if (is_flow) part += Expression::of(term);
    }
    return part;
  }
  [[nodiscard]] double value(const Expression& formula) const {
    return value_of(economy_, contents_, formula, state_.x);
  }

  void add_supply(const PermitSupply& supply) {
    const double flow = value(flow_part(supply.mt));
    trade_.inflows[supply.market][supply.region.index] += flow;
    trade_.own_allowances[supply.market][supply.region.index] += value(supply.mt) - flow;
    if (economy_.pools[economy_.markets[supply.market].pool].region.valid()) book(supply.region.index, flow);
  }

  void book(std::size_t region, double mt) { (mt > 0 ? trade_.in : trade_.out)[region] += std::abs(mt); }

  void add_pool(const PermitPool& pool) {
    std::vector<double> imports(regions_, 0);
    double inflow = 0;
    for (const int m : pool.markets) {
      inflow += sum(trade_.inflows[m]);
      for (std::size_t r = 0; r < regions_; ++r)
        imports[r] += state_.market_emissions_by_region[m][r] - trade_.own_allowances[m][r];
    }
    if (pool.region.valid()) {  // members of one region trade at home
      imports.assign(regions_, 0);
      imports[pool.region.index] = inflow;
    } else {
      keep_surplus(imports, inflow);
      for (std::size_t r = 0; r < regions_; ++r) book(r, imports[r]);
    }
    for (std::size_t r = 0; r < regions_; ++r) {
      trade_.net_imports[r] += imports[r];
      trade_.payment[r] += state_.permit_price[pool.markets.front()] * imports[r];
    }
    trade_.imports.push_back(std::move(imports));
  }

  static void keep_surplus(std::vector<double>& imports, double inflow) {
    double bought = 0, offered = 0;
    for (const double mt : imports) (mt > 0 ? bought : offered) += std::abs(mt);
    for (double& mt : imports) {
      if (mt < 0) mt *= (bought - inflow) / offered;
    }
  }

  void add_project(const PermitArc& arc) {
    if (!arc.host.valid()) return;
    const double sold = arc.rate * value(variable(arc.flow));
    trade_.net_imports[arc.host.index] -= sold;
    trade_.out[arc.host.index] += sold;
  }

  void add_income(const Contribution& item) {
    if (item.row.kind != Row::Kind::income_balance) return;
    trade_.payment[economy_.agents[item.row.index].region.index] -= value(flow_part(item.formula));
  }

  const Economy& economy_;
  const TableOfContents& contents_;
  const EquilibriumState& state_;
  const std::size_t regions_;
  PermitTrade trade_;
};

}  // namespace

PermitTrade permit_trade(const Economy& economy, const TableOfContents& contents, const EquilibriumState& state) {
  return TradeCounter(economy, contents, state).count();
}

std::vector<Region> regulated_regions(const Economy& economy) {
  std::vector<Region> regions;
  for (int r = 0; r < static_cast<int>(economy.regions.size()); ++r) {
    for (int m = 0; m < static_cast<int>(economy.markets.size()); ++m) {
      if (!is_on(economy, m) || economy.markets[m].revenue_agent[r] < 0) continue;
      regions.push_back({r});
      break;
    }
  }
  return regions;
}

bool has_permits(const Economy& economy, int market) {
  if (!is_on(economy, market)) return false;
  const int pool = economy.markets[market].pool;
  // A market of credits has its buyer's price by a rule; a tax has no permits at all.
  const auto is_supplied = [&](const PermitSupply& supply) { return supply.market == market; };
  return economy.pools[pool].price_rule < 0 ||
         std::any_of(economy.supplies.begin(), economy.supplies.end(), is_supplied);
}

std::vector<std::vector<double>> permits_by_region(PermitSource source, const Economy& economy,
                                                   const EquilibriumState& state) {
  Table mt = zeros(economy.markets.size(), economy.regions.size());
  for (std::size_t i = 0; i < economy.supplies.size(); ++i) {
    const PermitSupply& supply = economy.supplies[i];
    if (supply.source == source) mt[supply.market][supply.region.index] += state.permit_supply[i];
  }
  return mt;
}

}  // namespace etslink
