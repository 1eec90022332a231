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

// The terms of one economy, added to a sink. See the conditions in conditions.cpp.
template <class Sink>
class ActivityTerms {
 public:
  using Scalar = typename Sink::Scalar;

  ActivityTerms(const Economy& economy, const TableOfContents& table, Sink& sink)
      : economy_(economy), table_(table), sink_(sink) {
    process_of_.assign(economy.activities.size(), nullptr);
    for (const ProcessEmission& process : economy.processes) process_of_[process.activity] = &process;
  }

  void add() {
    for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) {
      add_revenue(n);
      add_outputs(n);
      add_inputs(n);
    }
  }

 private:
  Scalar price(int commodity) {
    using std::exp;
    return exp(sink_.unknown(table_.price[commodity]));
  }

  Scalar level(int n) {
    using std::exp;
    const Scalar x = sink_.unknown(table_.level[n]);
    return economy_.activities[n].is_latent_level ? x : Scalar(exp(x));
  }

  [[nodiscard]] int pool_of(int market) const { return market < 0 ? -1 : economy_.markets[market].pool; }

  // x = tau/p_b of a process, and p_b.
  struct ProcessPrices {
    Scalar x, abatement_price;
  };
  ProcessPrices process_prices(const ProcessEmission& process) {
    const Scalar p_b = price(process.abatement_commodity);
    const int pool = pool_of(process.market);
    if (pool < 0) return {Scalar(p_b * 0.0), p_b};
    const Scalar tau = sink_.unknown(table_.permit_price[pool]);
    return {Scalar(tau / p_b), p_b};
  }

  // log(u/ubar): u = p (1 - t) - K(tau).
  Scalar log_revenue(int n) {
    using std::log;
    const Activity& activity = economy_.activities[n];
    if (activity.output < 0) return Scalar(0);
    const ProcessEmission* process = process_of_[n];
    if (!process || pool_of(process->market) < 0) return sink_.unknown(table_.price[activity.output]);
    const ProcessPrices prices = process_prices(*process);
    const Scalar cost = process->share * prices.abatement_price * process_cost(*process, prices.x);
    return log((price(activity.output) * (1 - activity.output_tax) - cost) / activity.unit_revenue0);
  }

  // Revenue side of zero profit, supply of a single output, output tax, process emissions.
  void add_revenue(int n) {
    const Activity& activity = economy_.activities[n];
    sink_.begin_term();
    if (table_.zero_profit[n] >= 0) sink_.add(table_.zero_profit[n], log_revenue(n));
    sink_.begin_term();
    const Scalar output = activity.quantity0 * level(n);
    if (activity.first_output == activity.last_output && activity.output >= 0)
      sink_.add(table_.market_clearing[activity.output], output);
    if (activity.tax_agent >= 0) {
      sink_.add(table_.income_balance[activity.tax_agent],
                Scalar(activity.output_tax * price(activity.output) * output));
    }
    if (process_of_[n]) add_process(*process_of_[n], n);
  }

  // Permits for what is still emitted, and the abatement input k(x) - x k'(x).
  void add_process(const ProcessEmission& process, int n) {
    const int pool = pool_of(process.market);
    if (pool < 0) return;
    sink_.begin_term();
    const ProcessPrices prices = process_prices(process);
    const Scalar covered_output = process.share * economy_.activities[n].quantity0 * level(n);
    const Scalar intensity = process_intensity(process, prices.x);
    sink_.add(table_.emissions[pool], Scalar(-(covered_output * intensity)));
    const Scalar input = covered_output * (process_cost(process, prices.x) - prices.x * intensity);
    sink_.add(table_.market_clearing[process.abatement_commodity], Scalar(-input));
  }

  // Several outputs: supply s = Q_e a (p_e/p)^eta of each, and p as their CET index: sum_e phi_e ((p_e/p)^(1+eta) - 1)
  // = 0.
  void add_outputs(int n) {
    const Activity& activity = economy_.activities[n];
    for (int o = activity.first_output; o < activity.last_output; ++o) {
      using std::exp;
      const OutputEdge& output = economy_.output_edges[o];
      sink_.begin_term();
      const Scalar log_ratio =
          sink_.unknown(table_.price[output.commodity]) - sink_.unknown(table_.price[activity.output]);
      sink_.add(table_.unit_revenue[n], Scalar(output.quantity0 / activity.quantity0 *
                                               (exp((1 + activity.eta) * log_ratio) - 1) / (1 + activity.eta)));
      sink_.add(table_.market_clearing[output.commodity], output_supply(output, activity.eta, level(n), log_ratio));
    }
  }

  // User price of an edge and what it consists of.
  struct Prices {
    Scalar seller, delivered, user;
  };
  Prices edge_prices(const Edge& edge) {
    std::array<Scalar, max_local_unknowns> service;
    const Scalar seller = price(edge.commodity);
    for (std::size_t s = 0; s < edge.margins.size(); ++s) service[s] = price(edge.margins[s].commodity);
    const Scalar delivered =
        delivered_price(edge, seller, std::span<const Scalar>(service.data(), edge.margins.size()));
    Scalar permit_cost(0);
    for (const EmissionUse& use : edge.emissions) {
      if (pool_of(use.market) >= 0)
        permit_cost += use.charged * sink_.unknown(table_.permit_price[pool_of(use.market)]);
    }
    return {seller, delivered, user_price(edge, delivered, permit_cost)};
  }

  // Cost side of zero profit; its derivative with respect to each log price is the cost share (Shephard's lemma).
  void add_inputs(int n) {
    using std::log;
    const Activity& activity = economy_.activities[n];
    const double log_cost = table_.zero_profit[n] >= 0 ? unit_cost(activity) : 0;
    if (table_.zero_profit[n] >= 0) sink_.add_value(table_.zero_profit[n], -log_cost);
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      sink_.begin_term();
      const Prices prices = edge_prices(edge);
      const Scalar z = log(prices.user / edge.price0);
      if (table_.zero_profit[n] >= 0) {
        const double cost_share =
            share_[e - activity.first_edge] * std::exp((1 - activity.sigma) * (plain(z) - log_cost));
        sink_.add_slope(table_.zero_profit[n], Scalar(-cost_share * z));
      }
      add_flows(edge, activity, prices, z);
    }
  }

  // Benchmark shares into share_, log prices into z_; returns log C.
  double unit_cost(const Activity& activity) {
    share_.clear();
    z_.clear();
    double sum = 0;
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      share_.push_back(edge.price0 * edge.quantity0);
      sum += share_.back();
      sink_.begin_term();
      z_.push_back(std::log(plain(edge_prices(edge).user) / edge.price0));
    }
    for (double& share : share_) share /= sum;
    return log_unit_cost(share_, z_, activity.sigma);
  }

  // Where the input demand q of an edge appears: markets of the input and of its transport, tax revenues, permits, the
  // buyer's budget.
  void add_flows(const Edge& edge, const Activity& activity, const Prices& prices, const Scalar& z) {
    const Scalar q = input_demand(edge, activity.sigma, level(edge.activity), Scalar(log_revenue(edge.activity) - z));
    sink_.add(table_.market_clearing[edge.commodity], Scalar(-q));
    for (const MarginUse& margin : edge.margins)
      sink_.add(table_.market_clearing[margin.commodity], Scalar(-margin.coefficient * q));
    if (edge.export_tax_agent >= 0)
      sink_.add(table_.income_balance[edge.export_tax_agent], Scalar(edge.export_tax * prices.seller * q));
    if (edge.tax_agent >= 0) sink_.add(table_.income_balance[edge.tax_agent], Scalar(edge.tax * prices.delivered * q));
    for (const EmissionUse& use : edge.emissions) {
      if (pool_of(use.market) >= 0) sink_.add(table_.emissions[pool_of(use.market)], Scalar(-use.charged * q));
    }
    if (activity.kind == ActivityKind::stock_change) {
      sink_.add(table_.income_balance[economy_.find_agent(activity.region, AgentKind::investment)],
                Scalar(-(prices.user * q)));
    }
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Sink& sink_;
  std::vector<const ProcessEmission*> process_of_;
  std::vector<double> share_, z_;
};

}  // namespace etslink
