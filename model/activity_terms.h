// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

#include "model/cde_kernel.h"
#include "model/charges.h"
#include "model/conditions.h"
#include "model/edge_kernel.h"
#include "model/process_terms.h"
#include "model/sinks.h"
#include "model/unit_costs.h"

// Terms of activities: zero profit, supplies, input demands with taxes, margins and emissions, process emissions.
namespace etslink {

// The process of each activity, null where it has none.
[[nodiscard]] inline std::vector<const ProcessEmission*> process_index(const Economy& economy) {
  std::vector<const ProcessEmission*> index(economy.activities.size(), nullptr);
  for (const ProcessEmission& process : economy.processes) index[process.activity] = &process;
  return index;
}

// The terms of activities of one economy, added to a sink. See the conditions in conditions.cpp. Numbers carry
// derivatives for the first N unknowns of a term; each edge takes the smallest N of 4, 8, 16 that holds its own.
template <class Sink>
class ActivityTerms {
 public:
  template <int N>
  using Number = typename Sink::template Number<N>;

  ActivityTerms(const Economy& economy, const TableOfContents& table, Sink& sink,
                std::span<const ProcessEmission* const> processes)
      : economy_(economy),
        table_(table),
        sink_(sink),
        charges_(economy, table, sink),
        processes_(economy, table, sink),
        process_of_(processes),
        costs_(economy, table) {}

  void add(int n) {
    add_revenue(n);
    add_outputs(n);
    add_inputs(n);
  }

  // Input of an edge [million benchmark USD], in a term that has been begun.
  template <int N>
  Number<N> input(int e) {
    const Edge& edge = economy_.edges[e];
    if (economy_.activities[edge.activity].sigma == 0) return Number<N>(edge.quantity0 * level<N>(edge.activity));
    const Number<N> z = log_user_price(edge, edge_prices<N>(sink_, edge));
    return substituted<N>(edge, level<N>(edge.activity), z);
  }

  // Emissions of a process, charged or not [Mt], in a term that has been begun.
  template <int N>
  Number<N> emitted(const ProcessEmission& process) {
    return processes_.template flows<N>(process, true).emitted;
  }

 private:
  template <int N>
  Number<N> price(int commodity) {
    return sink_.template exponential<N>(table_.price[commodity]);
  }

  template <int N>
  Number<N> level(int n) {
    const int u = table_.level[n];
    return economy_.activities[n].is_latent_level ? sink_.template unknown<N>(u) : sink_.template exponential<N>(u);
  }

  // Is there anything beside price and constant tax in the unit revenue? And how many unknowns has it then?
  [[nodiscard]] int revenue_unknowns(int n) const {
    return 1 + charge_unknowns(economy_.activities[n].charges) + process_unknowns(process_of_[n]);
  }
  // log(u/ubar): u = p (1 - t) - charges per unit - K(tau); log p where there is no more than the benchmark's tax.
  template <int N>
  Number<N> log_revenue(int n) {
    using std::log;
    const Activity& activity = economy_.activities[n];
    if (activity.charges.empty() && process_unknowns(process_of_[n]) == 0) {
      const Number<N> log_price = sink_.template unknown<N>(table_.price[activity.output]);
      const double kept = 1 - activity.output_tax;
      return kept == activity.unit_revenue0 ? log_price
                                            : Number<N>(log_price + std::log(kept / activity.unit_revenue0));
    }
    Number<N> kept(1 - activity.output_tax);
    for_each_charge(activity.charges, ChargeBase::value,
                    [&](const Charge& charge) { kept = kept - charges_.template cost<N>(charge); });
    Number<N> revenue = price<N>(activity.output) * kept;
    for_each_charge(activity.charges, ChargeBase::quantity,
                    [&](const Charge& charge) { revenue -= charges_.template cost<N>(charge); });
    if (process_unknowns(process_of_[n]) > 0) revenue -= processes_.template cost<N>(*process_of_[n]);
    return log(revenue / activity.unit_revenue0);
  }

  // Revenue side of zero profit, supply of a single output, output tax, process emissions.
  void add_revenue(int n) {
    const Activity& activity = economy_.activities[n];
    if (table_.zero_profit[n] >= 0) {
      sink_.begin_term();
      if (revenue_unknowns(n) <= 4)
        sink_.add(table_.zero_profit[n], log_revenue<4>(n));
      else
        sink_.add(table_.zero_profit[n], log_revenue<max_local_unknowns>(n));
    }
    if constexpr (Sink::books) {
      const double revenue =
          activity.output < 0 ? 0 : activity.unit_revenue0 * std::exp(log_revenue<max_local_unknowns>(n));
      sink_.book_activity(n, level<4>(n), revenue);
    }
    if (activity.first_output == activity.last_output && activity.output >= 0) {
      sink_.begin_term();
      sink_.add(table_.market_clearing[activity.output], Number<4>(activity.quantity0 * level<4>(n)));
    }
    if (charge_unknowns(activity.charges) <= 2)
      add_output_charges<4>(n);
    else
      add_output_charges<max_local_unknowns>(n);
    const ProcessEmission* process = process_of_[n];
    if (process == nullptr || (!Sink::books && process->charges.empty())) return;
    if (1 + process_unknowns(process) + settlement_unknowns(process->charges) <= 8)
      add_process<8>(*process, n);
    else
      add_process<max_local_unknowns>(*process, n);
  }

  // Who receives the output tax, and what is charged per unit of output beside it.
  template <int N>
  void add_output_charges(int n) {
    const Activity& activity = economy_.activities[n];
    if (activity.tax_agent >= 0) {
      sink_.begin_term();
      Number<N> rate(activity.output_tax);
      rate += charges_.template cost<N>(activity.charges, ChargeBase::value);
      const Number<N> tax = rate * activity.quantity0 * price<N>(activity.output) * level<N>(n);
      pay(activity.tax_agent, "output tax", tax);
    }
    for_each_charge(activity.charges, ChargeBase::quantity, [&](const Charge& charge) {
      if (earns_permits(charge)) return;
      sink_.begin_term();
      const Number<N> output = activity.quantity0 * level<N>(n);
      const Number<N> mt = charges_.template tonnes<N>(charge, output);
      settle<N>(charge, activity.region, mt, {0, sink_.locals()});
    });
  }

  template <class Value>
  void pay(int agent, std::string_view kind, const Value& value) {
    add_income(sink_, {table_.income_balance[agent], agent, kind}, value);
  }

  // Tonnes of a charge: the market counts them, whoever receives the charge is paid.
  template <int N>
  void settle(const Charge& charge, Region region, const Number<N>& mt, LocalRange range) {
    if (charge.is_counted) {
      sink_.add(table_.emissions[economy_.markets[charge.market].pool], Number<N>(-mt), range);
      if constexpr (Sink::books) sink_.book_emissions(charge.market, region, mt);
    }
    if (charge.receiver >= 0)
      pay(charge.receiver, to_string(charge.kind), Number<N>(charges_.template price<N>(charge) * mt));
  }

  // Permits for what is still emitted, and the abatement input.
  template <int N>
  void add_process(const ProcessEmission& process, int n) {
    sink_.begin_term();
    const auto flows = processes_.template flows<N>(process, Sink::books);
    const LocalRange range{0, sink_.locals()};
    const Charge* part = partial_charge(process);
    for_each_charge(process.charges, ChargeBase::quantity, [&](const Charge& charge) {
      settle<N>(charge, economy_.activities[n].region, &charge == part ? flows.covered : flows.emitted, range);
    });
    sink_.add(table_.market_clearing[process.abatement_commodity], Number<N>(-flows.input), range);
    if constexpr (Sink::books)
      sink_.book_process(static_cast<int>(&process - economy_.processes.data()), flows.emitted, flows.input);
  }

  // Several outputs: supply s = Q_e a (p_e/p)^eta of each, and p as their CET index: sum_e phi_e ((p_e/p)^(1+eta) - 1)
  // = 0.
  void add_outputs(int n) {
    using std::exp;
    const Activity& activity = economy_.activities[n];
    for (int o = activity.first_output; o < activity.last_output; ++o) {
      const OutputEdge& output = economy_.output_edges[o];
      sink_.begin_term();
      const Number<4> log_ratio = sink_.template unknown<4>(table_.price[output.commodity]) -
                                  sink_.template unknown<4>(table_.price[activity.output]);
      const double share = output.quantity0 / activity.quantity0;
      sink_.add(table_.unit_revenue[n],
                Number<4>(share / (1 + activity.eta) * (exp((1 + activity.eta) * log_ratio) - 1)));
      sink_.add(table_.market_clearing[output.commodity],
                Number<4>(output_supply(output, activity.eta, level<4>(n), log_ratio)));
    }
  }

  // Cost side of zero profit; its derivative with respect to each log price is the cost share (Shephard's lemma).
  void add_inputs(int n) {
    const Activity& activity = economy_.activities[n];
    if (table_.zero_profit[n] >= 0) sink_.add_value(table_.zero_profit[n], -unit_cost(activity));
    if (activity.cde >= 0) add_utility_slope(n);
    if (activity.additive >= 0) add_index_slope(n);
    const int of_revenue = revenue_unknowns(n);
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      // The price of the input and its taxes, the level, and what unit revenue depends on.
      const std::size_t locals = 2 + of_revenue + charge_unknowns(edge.charges) + settlement_unknowns(edge.charges) +
                                 edge.margins.size() + (activity.cde >= 0 ? 2 : 0) + (activity.additive >= 0 ? 1 : 0);
      if (locals <= 4)
        add_edge<4>(edge, n, e - activity.first_edge);
      else if (locals <= 8)
        add_edge<8>(edge, n, e - activity.first_edge);
      else
        add_edge<max_local_unknowns>(edge, n, e - activity.first_edge);
    }
  }

  // log C at current prices; its slopes into costs_.
  double unit_cost(const Activity& activity) {
    costs_.clear();
    plain_prices_.clear();
    PlainSink plain(sink_.point());
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      plain_prices_.push_back(edge_prices<1>(plain, edge));
      costs_.add(edge.price0 * edge.quantity0, log_user_price(edge, plain_prices_.back()));
    }
    return costs_.log_cost(activity, sink_.point());
  }

  // The unknown J of an additive CES.
  [[nodiscard]] int index_of(const Activity& activity) const {
    return table_.variable[economy_.additive_ces[activity.additive].index];
  }

  // Derivative of that cost with respect to J.
  void add_index_slope(int n) {
    using std::log;
    const Activity& activity = economy_.activities[n];
    sink_.begin_term();
    const Number<4> log_index = log(sink_.template unknown<4>(index_of(activity)));
    sink_.add_slope(table_.zero_profit[n], Number<4>(-activity.sigma * log_index), {0, sink_.locals()});
  }

  // Derivatives of that cost with respect to utility and the level of consumption.
  void add_utility_slope(int n) {
    using std::log;
    const CdeDemand& demand = economy_.cde_demands[economy_.activities[n].cde];
    double expansion = 0;
    for (std::size_t i = 0; i < demand.inputs.size(); ++i) expansion += costs_.slope(i) * demand.inputs[i].expansion;
    sink_.begin_term();
    const Number<4> log_utility = log(sink_.template unknown<4>(table_.variable[demand.utility]));
    const Number<4> log_level = sink_.template unknown<4>(table_.level[n]);
    sink_.add_slope(table_.zero_profit[n], Number<4>(log_level - expansion * log_utility), {0, sink_.locals()});
  }

  // Demand of an edge that gives way to others, at a level of its activity and z = log(P/Pbar).
  template <int N>
  Number<N> substituted(const Edge& edge, const Number<N>& a, const Number<N>& z) {
    using std::log;
    const Activity& activity = economy_.activities[edge.activity];
    if (activity.additive >= 0)
      return input_demand(edge, activity.sigma, a, Number<N>(log(sink_.template unknown<N>(index_of(activity))) - z));
    const Number<N> advantage = log_revenue<N>(edge.activity) - z;
    if (activity.cde < 0) return input_demand(edge, activity.sigma, a, advantage);
    const CdeDemand& demand = economy_.cde_demands[activity.cde];
    const CdePoint<Number<N>> at{log(a), log(sink_.template unknown<N>(table_.variable[demand.utility])),
                                 sink_.template unknown<N>(table_.variable[demand.mean])};
    return cde_input_demand(edge, demand.inputs[&edge - &economy_.edges[activity.first_edge]], at, advantage);
  }

  // User price of an edge and what it consists of, in the numbers of a source of unknowns.
  template <class Value>
  struct Prices {
    Value log_seller, seller, user, tax_rate, tax_base;
  };
  template <int N, class Source>
  [[nodiscard]] Prices<typename Source::template Number<N>> edge_prices(Source& source, const Edge& edge) const {
    using Value = typename Source::template Number<N>;
    std::array<Value, max_local_unknowns> service;
    // One unknown, its logarithm and itself: the one keeps its digits where the price tends to zero.
    const int u = table_.price[edge.commodity];
    const Value log_seller = source.template unknown<N>(u);
    const Value seller = source.template exponential_of<N>(u, log_seller);
    for (std::size_t s = 0; s < edge.margins.size(); ++s)
      service[s] = source.template exponential<N>(table_.price[edge.margins[s].commodity]);
    const Value delivered = delivered_price(edge, seller, std::span<const Value>(service.data(), edge.margins.size()));
    ChargeTerms<Source> charges(economy_, table_, source);
    const Value paid = charges.template cost<N>(edge.charges, ChargeBase::quantity);
    const Value tax_change = charges.template cost<N>(edge.charges, ChargeBase::value);
    return {log_seller, seller, user_price(edge, delivered, tax_change, paid), Value(edge.tax + tax_change),
            tax_base(edge, delivered, paid)};
  }

  // log(P/Pbar). Where the user price is the seller's times a constant it is taken of the unknown: of the exponential
  // it would be lost where the price tends to zero.
  template <class Value>
  [[nodiscard]] static Value log_user_price(const Edge& edge, const Prices<Value>& prices) {
    using std::log;
    if (!edge.margins.empty() || !edge.charges.empty()) return log(prices.user / edge.price0);
    const double constant = (1 + edge.export_tax) * (1 + edge.tax);
    return constant == edge.price0 ? prices.log_seller : Value(prices.log_seller + std::log(constant / edge.price0));
  }

  // The same for the sink; plain numbers are those of the unit cost.
  template <int N>
  Prices<Number<N>> prices_of_input(const Edge& edge, int n, int position) {
    if constexpr (std::is_same_v<Number<N>, double>) {
      if (table_.zero_profit[n] >= 0) return plain_prices_[position];
    }
    return edge_prices<N>(sink_, edge);
  }

  template <int N>
  void add_edge(const Edge& edge, int n, int position) {
    const Activity& activity = economy_.activities[n];
    sink_.begin_term();
    const Prices<Number<N>> prices = prices_of_input<N>(edge, n, position);
    const LocalRange price_range{0, sink_.locals()};
    const Number<N> a = level<N>(n);
    const LocalRange level_range{price_range.last, sink_.locals()};
    const Number<N> z = log_user_price(edge, prices);
    if (table_.zero_profit[n] >= 0)
      sink_.add_slope(table_.zero_profit[n], Number<N>(-costs_.slope(position) * z), price_range);
    if (activity.sigma == 0) {  // the demand depends on the level alone
      add_flows<N>(edge, activity, prices, {Number<N>(edge.quantity0 * a), level_range});
      return;
    }
    const Number<N> q = substituted<N>(edge, a, z);
    add_flows<N>(edge, activity, prices, {q, {0, sink_.locals()}});
  }

  template <int N>
  struct Demand {
    Number<N> q;
    LocalRange range;  // of the unknowns it depends on
  };

  // Where the input demand q of an edge appears: markets of the input and of its transport, tax revenues, permits, the
  // buyer's budget.
  template <int N>
  void add_flows(const Edge& edge, const Activity& activity, const Prices<Number<N>>& prices, const Demand<N>& demand) {
    const Number<N>& q = demand.q;
    sink_.add(table_.market_clearing[edge.commodity], Number<N>(-q), demand.range);
    for (const MarginUse& margin : edge.margins)
      sink_.add(table_.market_clearing[margin.commodity], Number<N>(-margin.coefficient * q), demand.range);
    if (edge.export_tax_agent >= 0)
      pay(edge.export_tax_agent, "export tax", Number<N>(edge.export_tax * prices.seller * q));
    if (edge.tax_agent >= 0) pay(edge.tax_agent, tax_name(edge.role), Number<N>(prices.tax_rate * prices.tax_base * q));
    if (!edge.charges.empty()) settle_charges<N>(edge, activity.region, demand);
    if (activity.kind == ActivityKind::stock_change) {
      pay(economy_.find_agent(activity.region, AgentKind::investment), "stock change", Number<N>(-(prices.user * q)));
    }
    if constexpr (Sink::books) sink_.book_edge(static_cast<int>(&edge - economy_.edges.data()), prices.user, q);
  }

  // Tonnes of the charges on an input.
  template <int N>
  void settle_charges(const Edge& edge, Region region, const Demand<N>& demand) {
    for_each_charge(edge.charges, ChargeBase::quantity, [&](const Charge& charge) {
      const Number<N> mt = charges_.template tonnes<N>(charge, demand.q);
      settle<N>(charge, region, mt, charge.multiple < 0 ? demand.range : LocalRange{0, sink_.locals()});
    });
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Sink& sink_;
  ChargeTerms<Sink> charges_;
  ProcessTerms<Sink> processes_;
  std::span<const ProcessEmission* const> process_of_;
  UnitCosts costs_;
  std::vector<Prices<double>> plain_prices_;  // of the inputs of the activity whose unit cost was found last
};

}  // namespace etslink
