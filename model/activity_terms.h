// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "model/conditions.h"
#include "model/edge_kernel.h"
#include "model/sinks.h"

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
      : economy_(economy), table_(table), sink_(sink), process_of_(processes) {}

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
    using std::log;
    const int n = edge.activity;
    const Number<N> z = log(edge_prices<N>(edge).user / edge.price0);
    return input_demand(edge, economy_.activities[n].sigma, level<N>(n), Number<N>(log_revenue<N>(n) - z));
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

  [[nodiscard]] int pool_of(int market) const { return market < 0 ? -1 : economy_.markets[market].pool; }
  // Is there anything beside price and constant tax in the unit revenue? And how many unknowns has it then?
  [[nodiscard]] int revenue_unknowns(int n) const {
    const Activity& activity = economy_.activities[n];
    int count = 1 + (activity.tax_variable >= 0 ? 1 : 0);
    for (const OutputSubsidy& subsidy : activity.subsidies) {
      if (pool_of(subsidy.market) >= 0) count += subsidy.variable >= 0 ? 2 : 1;
    }
    return count + process_unknowns(process_of_[n]);
  }
  // The price of abatement and the permit prices of a process; 0 where nothing is charged.
  [[nodiscard]] int process_unknowns(const ProcessEmission* process) const {
    if (process == nullptr) return 0;
    int prices = pool_of(process->market) >= 0 ? 1 : 0;
    for (const int m : process->taxes) prices += pool_of(m) >= 0 ? 1 : 0;
    return prices == 0 ? 0 : prices + 1;
  }

  template <int N>
  Number<N> permit_price(int market) {
    return sink_.template unknown<N>(table_.permit_price[pool_of(market)]);
  }

  // x = (tau + taxes)/p_b of the covered part of a process and of the rest, and p_b.
  template <int N>
  struct ProcessPrices {
    Number<N> covered, rest, abatement_price;
  };
  template <int N>
  ProcessPrices<N> process_prices(const ProcessEmission& process) {
    const Number<N> p_b = price<N>(process.abatement_commodity);
    Number<N> tax = 0.0 * p_b;
    for (const int m : process.taxes) {
      if (pool_of(m) >= 0) tax += permit_price<N>(m);
    }
    const Number<N> rest = tax / p_b;
    if (pool_of(process.market) < 0) return {rest, rest, p_b};
    return {Number<N>((permit_price<N>(process.market) + tax) / p_b), rest, p_b};
  }

  // K(tau): cost of process emissions and their abatement per unit of output.
  template <int N>
  Number<N> process_charge(const ProcessEmission& process) {
    const ProcessPrices<N> prices = process_prices<N>(process);
    Number<N> cost = process.share * process_cost(process, prices.covered);
    if (!process.taxes.empty()) cost += (1 - process.share) * process_cost(process, prices.rest);
    return prices.abatement_price * cost;
  }

  // log(u/ubar): u = p (1 - t) + sum beta tau - K(tau); log p where there is no more than the benchmark's tax.
  template <int N>
  Number<N> log_revenue(int n) {
    using std::log;
    const Activity& activity = economy_.activities[n];
    if (revenue_unknowns(n) == 1) {
      const Number<N> log_price = sink_.template unknown<N>(table_.price[activity.output]);
      const double kept = 1 - activity.output_tax;
      return kept == activity.unit_revenue0 ? log_price
                                            : Number<N>(log_price + std::log(kept / activity.unit_revenue0));
    }
    Number<N> kept(1 - activity.output_tax);
    if (activity.tax_variable >= 0) kept = kept - sink_.template unknown<N>(table_.variable[activity.tax_variable]);
    Number<N> revenue = price<N>(activity.output) * kept;
    for (const OutputSubsidy& subsidy : activity.subsidies) {
      if (pool_of(subsidy.market) >= 0) revenue += subsidy_rate<N>(subsidy) * permit_price<N>(subsidy.market);
    }
    if (process_unknowns(process_of_[n]) > 0) revenue -= process_charge<N>(*process_of_[n]);
    return log(revenue / activity.unit_revenue0);
  }

  // Permits per unit of output [t per USD].
  template <int N>
  Number<N> subsidy_rate(const OutputSubsidy& subsidy) {
    const double beta = subsidy.beta.at(economy_.path);
    if (subsidy.variable < 0) return Number<N>(beta);
    return beta * sink_.template unknown<N>(table_.variable[subsidy.variable]);
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
    if (activity.tax_agent >= 0) {
      sink_.begin_term();
      Number<4> rate(activity.output_tax);
      if (activity.tax_variable >= 0) rate += sink_.template unknown<4>(table_.variable[activity.tax_variable]);
      const Number<4> tax = rate * activity.quantity0 * price<4>(activity.output) * level<4>(n);
      pay(activity.tax_agent, "output tax", tax);
    }
    if (process_of_[n] != nullptr && (Sink::books || process_unknowns(process_of_[n]) > 0)) {
      add_process(*process_of_[n], n);
    }
  }

  template <class Value>
  void pay(int agent, std::string_view kind, const Value& value) {
    add_income(sink_, {table_.income_balance[agent], agent, kind}, value);
  }

  // Emissions of a region that a market counts.
  template <class Value>
  void emit(int market, Region region, const Value& mt, LocalRange range) {
    if (pool_of(market) >= 0) sink_.add(table_.emissions[pool_of(market)], Value(-mt), range);
    if constexpr (Sink::books) {
      if (market >= 0) sink_.book_emissions(market, region, mt);
    }
  }

  // Permits for what is still emitted, and the abatement input k(x) - x k'(x).
  void add_process(const ProcessEmission& process, int n) {
    using Wide = Number<8>;
    sink_.begin_term();
    require(process_unknowns(&process) < 8, "a process has at most six permit prices");
    const ProcessPrices<8> prices = process_prices<8>(process);
    const Region region = economy_.activities[n].region;
    const Wide output = economy_.activities[n].quantity0 * level<8>(n);
    const Wide intensity = process_intensity(process, prices.covered);
    const Wide covered = process.share * output;
    Wide emitted = covered * intensity;
    Wide input = covered * (process_cost(process, prices.covered) - prices.covered * intensity);
    emit(process.market, region, emitted, {0, sink_.locals()});
    if (Sink::books || !process.taxes.empty()) {
      const Wide rest = (1 - process.share) * output, rest_intensity = process_intensity(process, prices.rest);
      emitted += rest * rest_intensity;
      input += rest * (process_cost(process, prices.rest) - prices.rest * rest_intensity);
    }
    for (const int m : process.taxes) emit(m, region, emitted, {0, sink_.locals()});
    sink_.add(table_.market_clearing[process.abatement_commodity], Wide(-input));
    if constexpr (Sink::books)
      sink_.book_process(static_cast<int>(&process - economy_.processes.data()), emitted, input);
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
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      // The price of the input and its taxes, the level, and what unit revenue depends on.
      const std::size_t locals =
          2 + revenue_unknowns(n) + (edge.tax_variable >= 0 ? 1 : 0) + edge.margins.size() + edge.emissions.size();
      if (locals <= 4)
        add_edge<4>(edge, n, e - activity.first_edge);
      else if (locals <= 8)
        add_edge<8>(edge, n, e - activity.first_edge);
      else
        add_edge<max_local_unknowns>(edge, n, e - activity.first_edge);
    }
  }

  // Cost shares at current prices into cost_share_; returns log C.
  double unit_cost(const Activity& activity) {
    cost_share_.clear();
    z_.clear();
    double sum = 0;
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      cost_share_.push_back(edge.price0 * edge.quantity0);
      sum += cost_share_.back();
      z_.push_back(std::log(plain_user_price(edge) / edge.price0));
    }
    for (double& share : cost_share_) share /= sum;
    const double log_cost = log_unit_cost(cost_share_, z_, activity.sigma);
    for (std::size_t i = 0; i < z_.size(); ++i) cost_share_[i] *= std::exp((1 - activity.sigma) * (z_[i] - log_cost));
    return log_cost;
  }

  [[nodiscard]] double plain_user_price(const Edge& edge) const {
    const EvaluationPoint& point = sink_.point();
    std::array<double, max_local_unknowns> service;
    for (std::size_t s = 0; s < edge.margins.size(); ++s)
      service[s] = point.exponential[table_.price[edge.margins[s].commodity]];
    const double delivered = delivered_price(edge, point.exponential[table_.price[edge.commodity]],
                                             std::span<const double>(service.data(), edge.margins.size()));
    double permit_cost = 0;
    for (const EmissionUse& use : edge.emissions) {
      if (pool_of(use.market) >= 0) permit_cost += use.charged * point.x[table_.permit_price[pool_of(use.market)]];
    }
    const double tax_change = edge.tax_variable < 0 ? 0 : point.x[table_.variable[edge.tax_variable]];
    return user_price(edge, delivered, tax_change, permit_cost);
  }

  // User price of an edge and what it consists of.
  template <int N>
  struct Prices {
    Number<N> seller, user, tax_rate, tax_base;
  };
  template <int N>
  Prices<N> edge_prices(const Edge& edge) {
    std::array<Number<N>, max_local_unknowns> service;
    const Number<N> seller = price<N>(edge.commodity);
    for (std::size_t s = 0; s < edge.margins.size(); ++s) service[s] = price<N>(edge.margins[s].commodity);
    const Number<N> delivered =
        delivered_price(edge, seller, std::span<const Number<N>>(service.data(), edge.margins.size()));
    Number<N> permit_cost = 0 * seller;
    for (const EmissionUse& use : edge.emissions) {
      if (pool_of(use.market) >= 0)
        permit_cost += use.charged * sink_.template unknown<N>(table_.permit_price[pool_of(use.market)]);
    }
    Number<N> tax_change = 0 * seller;
    if (edge.tax_variable >= 0) tax_change = sink_.template unknown<N>(table_.variable[edge.tax_variable]);
    return {seller, user_price(edge, delivered, tax_change, permit_cost), Number<N>(edge.tax + tax_change),
            tax_base(edge, delivered, permit_cost)};
  }

  template <int N>
  void add_edge(const Edge& edge, int n, int position) {
    using std::log;
    const Activity& activity = economy_.activities[n];
    sink_.begin_term();
    const Prices<N> prices = edge_prices<N>(edge);
    const LocalRange price_range{0, sink_.locals()};
    const Number<N> a = level<N>(n);
    const LocalRange level_range{price_range.last, sink_.locals()};
    const Number<N> z = log(prices.user / edge.price0);
    if (table_.zero_profit[n] >= 0)
      sink_.add_slope(table_.zero_profit[n], Number<N>(-cost_share_[position] * z), price_range);
    if (activity.sigma == 0) {  // the demand depends on the level alone
      add_flows<N>(edge, activity, prices, {Number<N>(edge.quantity0 * a), level_range});
      return;
    }
    const Number<N> q = input_demand(edge, activity.sigma, a, Number<N>(log_revenue<N>(n) - z));
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
  void add_flows(const Edge& edge, const Activity& activity, const Prices<N>& prices, const Demand<N>& demand) {
    const Number<N>& q = demand.q;
    sink_.add(table_.market_clearing[edge.commodity], Number<N>(-q), demand.range);
    for (const MarginUse& margin : edge.margins)
      sink_.add(table_.market_clearing[margin.commodity], Number<N>(-margin.coefficient * q), demand.range);
    if (edge.export_tax_agent >= 0)
      pay(edge.export_tax_agent, "export tax", Number<N>(edge.export_tax * prices.seller * q));
    if (edge.tax_agent >= 0) pay(edge.tax_agent, tax_name(edge), Number<N>(prices.tax_rate * prices.tax_base * q));
    for (const EmissionUse& use : edge.emissions)
      emit(use.market, activity.region, Number<N>(use.charged * q), demand.range);
    if (activity.kind == ActivityKind::stock_change) {
      pay(economy_.find_agent(activity.region, AgentKind::investment), "stock change", Number<N>(-(prices.user * q)));
    }
    if constexpr (Sink::books) sink_.book_edge(static_cast<int>(&edge - economy_.edges.data()), prices.user, q);
  }

  static const char* tax_name(const Edge& edge) {
    switch (edge.role) {
      case EdgeRole::factor:
        return "factor tax";
      case EdgeRole::origin:
        return "tariff";
      default:
        return "use tax";
    }
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Sink& sink_;
  std::span<const ProcessEmission* const> process_of_;
  std::vector<double> cost_share_, z_;
};

}  // namespace etslink
