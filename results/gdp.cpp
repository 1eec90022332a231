// SPDX-License-Identifier: Apache-2.0
#include "results/gdp.h"

namespace etslink {
namespace {

// Prices to value a state at: of commodities, and user prices of edges.
struct Valuation {
  const std::vector<double>& commodity_price;
  const std::vector<double>& edge_price;
};

// C + G + I + stock changes + exports FOB - imports CIF.
Values expenditure_on_gdp(const ScenarioView& view, const EquilibriumState& state, const Valuation& price) {
  Values gdp(view.region_count(), 0);
  for (const FinalUse& use : view.accounts.final_uses) {
    gdp[use.region.index] += price.edge_price[use.edge] * state.edge_quantity[use.edge];
  }
  for (const CrossBorderSale& sale : view.accounts.sales) {
    const double quantity = state.edge_quantity[sale.edge];
    gdp[sale.seller.index] += fob_price(view.economy, sale.edge, price.commodity_price) * quantity;
    if (sale.buyer.valid())
      gdp[sale.buyer.index] -= cif_price(view.economy, sale.edge, price.commodity_price) * quantity;
  }
  return gdp;
}

Values gdp_at_benchmark_prices(const ScenarioView& view, const EquilibriumState& state) {
  const std::vector<double> ones(view.economy.commodities.size(), 1.0);
  std::vector<double> price0;
  for (const Edge& edge : view.economy.edges) price0.push_back(edge.price0);
  return expenditure_on_gdp(view, state, {ones, price0});
}

}  // namespace

Values real_gdp(const ScenarioView& view) { return gdp_at_benchmark_prices(view, view.state); }

Values nominal_gdp(const ScenarioView& view) {
  return expenditure_on_gdp(view, view.state, {view.state.commodity_price, view.state.edge_price});
}

Values gdp_change(const ScenarioView& view) {
  Values change = real_gdp(view);
  const Values reference = gdp_at_benchmark_prices(view, view.reference);
  for (std::size_t r = 0; r < change.size(); ++r) change[r] = percent_change(change[r], reference[r]);
  return change;
}

Values abatement_cost_gdp(const ScenarioView& view) {
  Values cost = gdp_at_benchmark_prices(view, view.reference);
  const Values gdp = real_gdp(view);
  for (std::size_t r = 0; r < cost.size(); ++r) cost[r] -= gdp[r];
  return cost;
}

}  // namespace etslink
