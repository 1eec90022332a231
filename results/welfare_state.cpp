// SPDX-License-Identifier: Apache-2.0
#include "results/welfare_state.h"

#include <cmath>
#include <limits>

#include "model/charges.h"
#include "model/edge_kernel.h"
#include "model/endowment_supply.h"
#include "model/national_accounts.h"
#include "model/value_source.h"
#include "results/accounts_index.h"

namespace etslink {

WelfareState::WelfareState(const Economy& own, const EquilibriumState& equilibrium, const std::vector<double>& level,
                           const Economy& other)
    : economy(own), state(equilibrium) {
  add_edges();
  turn_paid_prices_into_charges(other);
  add_activities();
  add_processes();
  add_commodities();
  add_consumer_prices(level);
}

void WelfareState::add_edges() {
  const TableOfContents contents = list_conditions(economy);
  ValueSource source(state.x);
  ChargeTerms<ValueSource> charges(economy, contents, source);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Edge& edge = economy.edges[e];
    const double paid = charges.cost<1>(edge.charges, ChargeBase::quantity);
    const double rate = edge.tax + charges.cost<1>(edge.charges, ChargeBase::value);
    edge_charge.push_back(paid);
    edge_tax.push_back(rate * tax_base(edge, cif_price(economy, static_cast<int>(e), state.commodity_price), paid));
  }
  productivity.assign(economy.edges.size(), 1);
  for (const ShockedNumber& shock : economy.shocks) {
    if (shock.kind == ShockedNumber::Kind::productivity) productivity[shock.index] = shock.scenario / shock.benchmark;
  }
}

// In the tax is what p0 comes to on the tonnes that the other state has a price on, and this one has not.
void WelfareState::turn_paid_prices_into_charges(const Economy& other) {
  std::vector<double> replaced(economy.edges.size(), 0);
  for (const PaidCarbonPrice& paid : other.paid_carbon_prices) replaced[paid.edge] = paid.replaced;
  for (const PaidCarbonPrice& paid : economy.paid_carbon_prices) {
    const double tonnes = replaced[paid.edge] - paid.replaced;
    if (tonnes <= 0) continue;
    const Edge& edge = economy.edges[paid.edge];
    const double taxed = tax_base(edge, cif_price(economy, paid.edge, state.commodity_price), edge_charge[paid.edge]);
    const double taxed0 = tax_base(edge, delivered_price0(edge), paid.usd_per_t * paid.replaced);
    const double in_tax = paid.usd_per_t * tonnes * taxed / taxed0;
    edge_charge[paid.edge] += in_tax;
    edge_tax[paid.edge] -= in_tax;
  }
}

void WelfareState::add_activities() {
  const TableOfContents contents = list_conditions(economy);
  ValueSource source(state.x);
  ChargeTerms<ValueSource> charges(economy, contents, source);
  for (std::size_t n = 0; n < economy.activities.size(); ++n) {
    const Activity& activity = economy.activities[n];
    const double price = activity.output < 0 ? 0 : state.commodity_price[activity.output];
    const double rate = activity.output_tax + charges.cost<1>(activity.charges, ChargeBase::value);
    output.push_back(activity.quantity0 * state.activity_level[n]);
    output_price.push_back(price);
    output_tax.push_back(rate * price);
    output_charge.push_back(charges.cost<1>(activity.charges, ChargeBase::quantity));
    double levies = 0;
    for (const Charge& charge : activity.charges)
      if (charge.kind == ChargeKind::levy) levies += charges.cost<1>(charge);
    output_levy.push_back(levies);
  }
  for (const OutputEdge& made : economy.output_edges) {
    const Activity& activity = economy.activities[made.activity];
    const double log_ratio = std::log(state.commodity_price[made.commodity] / state.commodity_price[activity.output]);
    supply.push_back(output_supply(made, activity.eta, state.activity_level[made.activity], log_ratio));
  }
}

// What revenue pays beyond the unit revenue, the output tax and charges on output is for the process: permits and
// inputs of its abatement.
void WelfareState::add_processes() {
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    const ProcessEmission& process = economy.processes[i];
    const int n = process.activity;
    const double per_unit = output_price[n] - output_tax[n] - output_charge[n] - state.activity_unit_revenue[n];
    const double inputs = state.commodity_price[process.abatement_commodity] * state.process_abatement[i];
    const double emissions = state.process_emissions[i];
    process_charge.push_back(emissions != 0 ? (per_unit * output[n] - inputs) / emissions : 0);
  }
}

void WelfareState::add_commodities() {
  const TableOfContents contents = list_conditions(economy);
  ValueSource source(state.x);
  for (const Endowment& item : economy.endowments) endowment.push_back(endowment_supply<1>(item, contents, source));
  std::vector<char> is_need(economy.commodities.size(), 0);
  for (const EconomicAgent& agent : economy.agents) {
    if (agent.subsistence_activity >= 0) is_need[economy.activities[agent.subsistence_activity].output] = 1;
  }
  world_sales.assign(economy.commodities.size(), 0);
  for (const WorldSale& sale : economy.world_sales) world_sales[sale.commodity] += state.variable[sale.variable];
  abatement_input = world_sales;  // sales are demand, which instruments add with a negative sign
  needs.assign(economy.commodities.size(), 0);
  for (const Contribution& item : economy.contributions) {
    if (item.row.kind != Row::Kind::market_clearing) continue;
    std::vector<double>& kind = is_need[item.row.index] ? needs : abatement_input;
    kind[item.row.index] += value_of(economy, contents, item.formula, state.x);
  }
}

void WelfareState::add_consumer_prices(const std::vector<double>& level) {
  for (int r = 0; r < static_cast<int>(economy.regions.size()); ++r) {
    double value = 0, size = 0;
    for (const int h : consuming_households(economy, {r})) {
      const int demand = economy.agents[h].demand_activity;
      const double bought = economy.activities[demand].quantity0 * level[demand];
      value += bought * output_price[demand];
      size += bought;
    }
    consumer_price.push_back(size > 0 ? value / size : std::numeric_limits<double>::quiet_NaN());
  }
}

}  // namespace etslink
