// SPDX-License-Identifier: Apache-2.0
#include "results/production_and_trade.h"

#include <algorithm>
#include <cmath>

#include "model/joint_products.h"
#include "model/shocked_economy.h"

namespace etslink {
namespace {

// Sums p_i q_j of a basket of goods over prices and quantities of the reference (0) and the scenario (1).
struct PriceIndex {
  double p0_q0 = 0, p1_q0 = 0, p0_q1 = 0, p1_q1 = 0;

  void add(double price0, double price1, double quantity0, double quantity1) {
    p0_q0 += price0 * quantity0;
    p1_q0 += price1 * quantity0;
    p0_q1 += price0 * quantity1;
    p1_q1 += price1 * quantity1;
  }
  [[nodiscard]] double laspeyres() const { return p1_q0 / p0_q0; }
  [[nodiscard]] double paasche() const { return p1_q1 / p0_q1; }
  [[nodiscard]] double fisher() const { return std::sqrt(laspeyres() * paasche()); }
};

Values output_of(const ScenarioView& view, const EquilibriumState& state) {
  Values volume(static_cast<std::size_t>(view.region_count()) * view.sector_count(), 0);
  const std::vector<double> output0 = output_at_market_prices(view.economy);
  for (std::size_t n = 0; n < view.economy.activities.size(); ++n) {
    const Activity& activity = view.economy.activities[n];
    if (activity.kind != ActivityKind::production) continue;
    if (is_technology(view.economy.sectors[activity.sector.index])) continue;  // sold to its sector
    volume[activity.region.index * view.sector_count() + activity.sector.index] += output0[n] * state.activity_level[n];
  }
  return volume;
}

enum class Direction { exports, imports };

// What a region sells to the world market, or buys there.
double world_trade(const EquilibriumState& state, const WorldSale& sale, Direction direction) {
  const double sold = state.variable[sale.variable];
  return std::max(0.0, direction == Direction::exports ? sold : -sold);
}

// Value of all trade of a region with others at benchmark prices.
Values trade_volume(const ScenarioView& view, const EquilibriumState& state, Direction direction) {
  const std::vector<double> ones(view.economy.commodities.size(), 1.0);
  const AtBenchmark benchmark(view.economy);
  Values volume(view.region_count(), 0);
  for (const CrossBorderSale& sale : view.accounts.sales) {
    const bool is_abroad = sale.seller != sale.buyer;
    const double quantity = is_abroad ? state.edge_quantity[sale.edge] : 0;
    if (direction == Direction::exports)
      volume[sale.seller.index] += fob_price(benchmark.economy(), sale.edge, ones) * quantity;
    else if (sale.buyer.valid())
      volume[sale.buyer.index] += cif_price(benchmark.economy(), sale.edge, ones) * quantity;
  }
  for (const WorldSale& sale : view.economy_of(state).world_sales)
    volume[sale.region.index] += world_trade(state, sale, direction);
  return volume;
}

Values trade_change(const ScenarioView& view, Direction direction) {
  Values change = trade_volume(view, view.state, direction);
  const Values reference = trade_volume(view, view.reference, direction);
  for (std::size_t r = 0; r < change.size(); ++r) change[r] = percent_change(change[r], reference[r]);
  return change;
}

}  // namespace

Values exports_change(const ScenarioView& view) { return trade_change(view, Direction::exports); }
Values imports_change(const ScenarioView& view) { return trade_change(view, Direction::imports); }

Values terms_of_trade(const ScenarioView& view) {
  std::vector<PriceIndex> export_prices(view.region_count()), import_prices(view.region_count());
  const std::vector<double>&p0 = view.reference.commodity_price, &p1 = view.state.commodity_price;
  const Economy& economy0 = view.reference_economy == nullptr ? view.economy : *view.reference_economy;
  for (const CrossBorderSale& sale : view.accounts.sales) {
    if (sale.seller == sale.buyer) continue;
    const int e = sale.edge;
    const double q0 = view.reference.edge_quantity[e], q1 = view.state.edge_quantity[e];
    export_prices[sale.seller.index].add(fob_price(economy0, e, p0), fob_price(view.economy, e, p1), q0, q1);
    if (sale.buyer.valid()) {
      import_prices[sale.buyer.index].add(cif_price(economy0, e, p0), cif_price(view.economy, e, p1), q0, q1);
    }
  }
  Values change;
  for (int r = 0; r < view.region_count(); ++r) {
    const bool trades = export_prices[r].p0_q0 > 0 && import_prices[r].p0_q0 > 0;
    change.push_back(trades ? percent_change(export_prices[r].fisher(), import_prices[r].fisher()) : missing_value);
  }
  return change;
}

Values output(const ScenarioView& view) { return output_of(view, view.state); }

Values output_change(const ScenarioView& view) {
  Values change = output_of(view, view.state);
  const Values reference = output_of(view, view.reference);
  for (std::size_t i = 0; i < change.size(); ++i) change[i] = percent_change(change[i], reference[i]);
  return change;
}

Values exports(const ScenarioView& view) {
  const std::vector<double> ones(view.economy.commodities.size(), 1.0);
  const AtBenchmark benchmark(view.economy);
  Values volume(static_cast<std::size_t>(view.region_count()) * view.sector_count(), 0);
  for (const CrossBorderSale& sale : view.accounts.sales) {
    volume[sale.seller.index * view.sector_count() + sale.good.index] +=
        fob_price(benchmark.economy(), sale.edge, ones) * view.state.edge_quantity[sale.edge];
  }
  for (const WorldSale& sale : view.economy.world_sales)
    volume[sale.region.index * view.sector_count() + sale.good.index] +=
        world_trade(view.state, sale, Direction::exports);
  return volume;
}

Values imports(const ScenarioView& view) {
  const std::vector<double> ones(view.economy.commodities.size(), 1.0);
  const AtBenchmark benchmark(view.economy);
  Values volume(static_cast<std::size_t>(view.region_count()) * view.sector_count(), 0);
  for (const CrossBorderSale& sale : view.accounts.sales) {
    if (!sale.buyer.valid()) continue;
    volume[sale.buyer.index * view.sector_count() + sale.good.index] +=
        cif_price(benchmark.economy(), sale.edge, ones) * view.state.edge_quantity[sale.edge];
  }
  for (const WorldSale& sale : view.economy.world_sales)
    volume[sale.region.index * view.sector_count() + sale.good.index] +=
        world_trade(view.state, sale, Direction::imports);
  return volume;
}

}  // namespace etslink
