// SPDX-License-Identifier: Apache-2.0
#include "results/welfare_flows.h"

#include "model/national_accounts.h"

namespace etslink {
namespace {

constexpr auto of_price = WelfareFlow::Change::of_price;

WelfarePart tax_part(EdgeRole role) {
  switch (role) {
    case EdgeRole::factor:
      return WelfarePart::tax_factor;
    case EdgeRole::origin:
      return WelfarePart::tariff;
    default:
      return WelfarePart::tax_use;
  }
}

}  // namespace

double WelfareFlow::value(double weight) const {
  const bool of_quantities = change == Change::of_quantity;
  const std::array<double, 2>& held = of_quantities ? price : quantity;
  const std::array<double, 2>& moved = of_quantities ? quantity : price;
  const double weight_of_new = of_quantities ? weight : 1 - weight;
  return sign * ((1 - weight_of_new) * held[0] + weight_of_new * held[1]) * (moved[1] - moved[0]);
}

WelfareFlows::WelfareFlows(const WelfareState& before, const WelfareState& after)
    : before_(before), after_(after), economy_(after.economy), is_factor_(economy_.commodities.size(), 0) {
  for (const Endowment& endowment : economy_.endowments) is_factor_[endowment.commodity] = 1;
  for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) add_activity(n);
  for (int e = 0; e < static_cast<int>(economy_.edges.size()); ++e) add_edge(e);
  for (int i = 0; i < static_cast<int>(economy_.processes.size()); ++i) add_process(i);
  for (int i = 0; i < static_cast<int>(economy_.endowments.size()); ++i) add_endowment(i);
  for (int c = 0; c < static_cast<int>(economy_.commodities.size()); ++c) add_commodity(c);
  for (const EconomicAgent& agent : economy_.agents) add_final_demand(agent);
}

// price and quantity: functions of a state. What is nothing in both states is left out.
template <class Price, class Quantity>
void WelfareFlows::add(const Kind& kind, Region region, Price price, Quantity quantity) {
  if (!region.valid()) return;
  const std::array<double, 2> paid{price(before_), price(after_)};
  if (paid[0] == 0 && paid[1] == 0) return;
  flows_.push_back({kind.part,
                    region,
                    kind.sign,
                    kind.change,
                    {paid[0] / before_.consumer_price[region.index], paid[1] / after_.consumer_price[region.index]},
                    {quantity(before_), quantity(after_)}});
}

bool WelfareFlows::substitutes(int activity) const { return economy_.activities[activity].additive < 0; }

// A part of what an activity makes or uses, of the same productivity in both states.
template <class Price, class Quantity>
void WelfareFlows::add_profit(int activity, double sign, Price price, Quantity quantity) {
  const std::size_t count = flows_.size();
  add({WelfarePart::technology, sign}, economy_.activities[activity].region, price, quantity);
  if (flows_.size() > count && substitutes(activity)) substitution_.push_back(flows_.back());
}

void WelfareFlows::add_activity(int n) {
  const Activity& activity = economy_.activities[n];
  if (activity.output < 0) return;  // fixed purchases
  const auto output = [n](const WelfareState& s) { return s.output[n]; };
  const auto tax = [n](const WelfareState& s) { return s.output_tax[n]; };
  const auto charge = [n](const WelfareState& s) { return s.output_charge[n]; };
  const auto levy = [n](const WelfareState& s) { return s.output_levy[n]; };
  const auto permits = [n](const WelfareState& s) { return s.output_charge[n] - s.output_levy[n]; };
  add_outputs(n);
  add_profit(n, -1, tax, output);
  add_profit(n, -1, charge, output);
  add({WelfarePart::tax_output}, activity.region, tax, output);
  add({WelfarePart::tax_output}, activity.region, levy, output);
  add({WelfarePart::abatement}, activity.region, permits, output);
}

void WelfareFlows::add_outputs(int n) {
  const Activity& activity = economy_.activities[n];
  if (activity.first_output == activity.last_output) {
    add_profit(
        n, 1, [n](const WelfareState& s) { return s.output_price[n]; },
        [n](const WelfareState& s) { return s.output[n]; });
  }
  for (int o = activity.first_output; o < activity.last_output; ++o) {
    const int commodity = economy_.output_edges[o].commodity;
    add_profit(
        n, 1, [commodity](const WelfareState& s) { return s.state.commodity_price[commodity]; },
        [o](const WelfareState& s) { return s.supply[o]; });
  }
}

void WelfareFlows::add_edge(int e) {
  const Edge& edge = economy_.edges[e];
  const Activity& activity = economy_.activities[edge.activity];
  const auto price = [e](const WelfareState& s) { return s.state.edge_price[e]; };
  const auto quantity = [e](const WelfareState& s) { return s.state.edge_quantity[e]; };
  const bool is_fixed = activity.output < 0;
  add({is_fixed ? WelfarePart::fixed_demand : WelfarePart::technology, -1}, activity.region, price, quantity);
  if (!is_fixed && activity.region.valid() && substitutes(edge.activity)) {
    WelfareFlow use = flows_.back();
    for (const int t : {0, 1}) {
      const double productivity = (t == 0 ? before_ : after_).productivity[e];
      use.price[t] /= productivity;
      use.quantity[t] *= productivity;
    }
    substitution_.push_back(use);
  }
  add_wedges(e);
  add_trade(e);
}

// Between what the user pays and what the seller receives.
void WelfareFlows::add_wedges(int e) {
  const Edge& edge = economy_.edges[e];
  const Region buyer = economy_.activities[edge.activity].region, seller = economy_.commodities[edge.commodity].region;
  const auto quantity = [e](const WelfareState& s) { return s.state.edge_quantity[e]; };
  add(
      {tax_part(edge.role)}, buyer, [e](const WelfareState& s) { return s.edge_tax[e]; }, quantity);
  add(
      {WelfarePart::abatement}, buyer, [e](const WelfareState& s) { return s.edge_charge[e]; }, quantity);
  const auto export_tax = [e](const WelfareState& s) {
    const Edge& own = s.economy.edges[e];
    return own.export_tax * s.state.commodity_price[own.commodity];
  };
  add({WelfarePart::tax_export}, seller, export_tax, quantity);
}

// What crosses a border: sold by the region of the commodity, bought by that of the activity; either may be the world.
void WelfareFlows::add_trade(int e) {
  const Edge& edge = economy_.edges[e];
  const Region buyer = economy_.activities[edge.activity].region, seller = economy_.commodities[edge.commodity].region;
  const auto quantity = [e](const WelfareState& s) { return s.state.edge_quantity[e]; };
  if (buyer != seller) {
    const WelfarePart part = is_factor_[edge.commodity] ? WelfarePart::factor_income : WelfarePart::terms_of_trade;
    const auto fob = [e](const WelfareState& s) { return fob_price(s.economy, e, s.state.commodity_price); };
    add({part, 1, of_price}, seller, fob, quantity);
    add({part, -1, of_price}, buyer, fob, quantity);
  }
  for (const MarginUse& margin : edge.margins) {
    if (economy_.commodities[margin.commodity].region == buyer) continue;
    add(
        {WelfarePart::terms_of_trade, -1, of_price}, buyer,
        [&](const WelfareState& s) { return margin.coefficient * s.state.commodity_price[margin.commodity]; },
        quantity);
  }
}

void WelfareFlows::add_process(int i) {
  const ProcessEmission& process = economy_.processes[i];
  const auto charge = [i](const WelfareState& s) { return s.process_charge[i]; };
  const auto emissions = [i](const WelfareState& s) { return s.state.process_emissions[i]; };
  add({WelfarePart::abatement}, economy_.activities[process.activity].region, charge, emissions);
  add_profit(process.activity, -1, charge, emissions);
  add_profit(
      process.activity, -1, [&](const WelfareState& s) { return s.state.commodity_price[process.abatement_commodity]; },
      [i](const WelfareState& s) { return s.state.process_abatement[i]; });
}

void WelfareFlows::add_endowment(int i) {
  const Endowment& endowment = economy_.endowments[i];
  const Region owner = economy_.agents[endowment.agent].region,
               place = economy_.commodities[endowment.commodity].region;
  const auto price = [&](const WelfareState& s) { return s.state.commodity_price[endowment.commodity]; };
  const auto quantity = [i](const WelfareState& s) { return s.endowment[i]; };
  add({WelfarePart::factor_supply}, owner, price, quantity);
  if (owner == place) return;
  add({WelfarePart::factor_income, 1, of_price}, owner, price, quantity);
  add({WelfarePart::factor_income, -1, of_price}, place, price, quantity);
}

void WelfareFlows::add_commodity(int c) {
  const Region region = economy_.commodities[c].region;
  const auto price = [c](const WelfareState& s) { return s.state.commodity_price[c]; };
  const auto add_where_any = [&](const Kind& kind, std::vector<double> WelfareState::*amounts) {
    if ((before_.*amounts)[c] == 0 && (after_.*amounts)[c] == 0) return;
    add(kind, region, price, [&](const WelfareState& s) { return (s.*amounts)[c]; });
  };
  add_where_any({WelfarePart::abatement}, &WelfareState::abatement_input);
  add_where_any({WelfarePart::fixed_demand}, &WelfareState::needs);
  add_where_any({WelfarePart::terms_of_trade, 1, of_price}, &WelfareState::world_sales);
}

// Households buy at their own price what counts at the mean of their region; others take away from them.
void WelfareFlows::add_final_demand(const EconomicAgent& agent) {
  const int n = agent.demand_activity;
  if (n < 0) return;
  const auto output = [n](const WelfareState& s) { return s.output[n]; };
  const auto price = [n](const WelfareState& s) { return s.output_price[n]; };
  if (agent.kind != AgentKind::household) {
    add({WelfarePart::fixed_demand, -1}, agent.region, price, output);
    return;
  }
  const int r = agent.region.index;
  add(
      {WelfarePart::technology}, agent.region,
      [n, r](const WelfareState& s) { return s.consumer_price[r] - s.output_price[n]; }, output);
}

}  // namespace etslink
