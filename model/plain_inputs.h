// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>

#include "model/conditions.h"
#include "model/sinks.h"
#include "model/unit_costs.h"

// The terms of most inputs in closed form: those without charges, of activities whose revenue has none and whose
// elasticity of substitution is sigma. They are what ActivityTerms::add_edge says with the formulas of edge_kernel.h,
// added to the same rows in the same order; tests/model/plain_inputs_test.cpp holds one to the other. They are fast
// for three reasons:
// * cost shares and demands are made of one power of the price, w = (r/C)^(1-sigma) with r = P/Pbar:
//   q = Q a (u/r)^sigma = Q (a C (u/C)^sigma) w/r, where what stands in brackets is found once for all inputs;
// * all is a product of powers, whose slopes in logarithms add up: d log q = d log a + sigma (d log u - d log r);
// * nothing is known of other unknowns than those of the term.
namespace etslink {

// Does an activity have such inputs, apart from their own charges?
[[nodiscard]] inline bool has_plain_inputs(const Economy& economy, const TableOfContents& table, int n) {
  const Activity& activity = economy.activities[n];
  return table.zero_profit[n] >= 0 && activity.output >= 0 && activity.cde < 0 && activity.additive < 0 &&
         activity.charges.empty() && !activity.is_latent_level;
}

// What the price of an input consists of.
struct InputPrice {
  double seller = 1, delivered = 1, user = 1;
};

template <class Sink>
class PlainInputs {
 public:
  PlainInputs(const Economy& economy, const TableOfContents& table, Sink& sink)
      : economy_(economy), table_(table), sink_(sink) {}

  // An activity and the unit cost that was found of it.
  void begin(int n, const UnitCosts& costs) {
    activity_ = &economy_.activities[n];
    level_ = table_.level[n];
    row_ = table_.zero_profit[n];
    costs_ = &costs;
    log_revenue_ = log_unit_revenue(*activity_, sink_.point().x[table_.price[activity_->output]]);
    const double log_cost = costs.log_cost(), log_factor = log_cost + activity_->sigma * (log_revenue_ - log_cost);
    is_tame_ = std::abs(log_factor) < largest_logarithm;
    a_ = sink_.point().exponential[level_];
    factor_ = a_ * std::exp(log_factor);
  }

  void add(const Edge& edge, std::size_t input, const InputPrice& price) {
    const double q = demand(edge, input, price);
    if constexpr (Sink::asks_for_slopes) find_slopes(edge, price);
    add_slope_of_cost(input);
    add_to_market(edge.commodity, -q);
    for (const MarginUse& margin : edge.margins) add_to_market(margin.commodity, -margin.coefficient * q);
    if (edge.export_tax_agent >= 0) pay_export_tax(edge, edge.export_tax * price.seller * q);
    if (edge.tax_agent >= 0) pay_tax(edge, edge.tax * price.delivered * q);
  }

 private:
  // Prices further from the benchmark than e^30 take the way of input_demand: w/r may have lost what q still has.
  static constexpr double largest_logarithm = 30;

  [[nodiscard]] double demand(const Edge& edge, std::size_t input, const InputPrice& price) const {
    if (activity_->sigma == 0) return edge.quantity0 * a_;
    const double z = costs_->z(input);
    if (is_tame_ && std::abs(z) < largest_logarithm)
      return edge.quantity0 * factor_ * costs_->power(input) * edge.price0 / price.user;
    return input_demand(edge, activity_->sigma, a_, log_revenue_ - z);
  }

  // d log P and d log q of the unknowns of the term: price of the seller, of transport services, level, output price.
  void find_slopes(const Edge& edge, const InputPrice& price) {
    prices_ = 1 + static_cast<int>(edge.margins.size());
    const double sigma = activity_->sigma;
    unknown_[0] = table_.price[edge.commodity];
    of_price_[0] = price.seller * (1 + edge.export_tax) / price.delivered;
    for (int s = 1; s < prices_; ++s) {
      const MarginUse& margin = edge.margins[s - 1];
      unknown_[s] = table_.price[margin.commodity];
      of_price_[s] = margin.coefficient * sink_.point().exponential[unknown_[s]] / price.delivered;
    }
    if (prices_ == 1) of_price_[0] = 1;
    for (int s = 0; s < prices_; ++s) of_demand_[s] = -sigma * of_price_[s];
    of_demand_[prices_] = 1;
    of_demand_[prices_ + 1] = sigma;
    unknown_[prices_] = level_;
    unknown_[prices_ + 1] = table_.price[activity_->output];
    unknowns_ = prices_ + (sigma == 0 ? 1 : 2);
  }

  void add_slope_of_cost(std::size_t input) {
    if constexpr (Sink::asks_for_slopes)
      sink_.put_multiple(row_, -costs_->slope(input), {unknown_.data(), of_price_.data(), prices_});
  }

  void add_to_market(int commodity, double value) {
    const int row = table_.market_clearing[commodity];
    sink_.add_value(row, value);
    if constexpr (Sink::asks_for_slopes) {
      const int first = activity_->sigma == 0 ? prices_ : 0;  // then it depends on the level alone
      sink_.put_multiple(row, value, {&unknown_[first], &of_demand_[first], unknowns_ - first});
    }
  }

  void pay_export_tax(const Edge& edge, double value) {
    const int row = table_.income_balance[edge.export_tax_agent];
    sink_.add_value(row, value);
    if constexpr (Sink::asks_for_slopes) {
      std::array<double, max_local_unknowns> slope = of_demand_;
      slope[0] += 1;
      sink_.put_multiple(row, value, {unknown_.data(), slope.data(), unknowns_});
    }
  }

  void pay_tax(const Edge& edge, double value) {
    const int row = table_.income_balance[edge.tax_agent];
    sink_.add_value(row, value);
    if constexpr (Sink::asks_for_slopes) {
      std::array<double, max_local_unknowns> slope = of_demand_;
      for (int s = 0; s < prices_; ++s) slope[s] += of_price_[s];
      sink_.put_multiple(row, value, {unknown_.data(), slope.data(), unknowns_});
    }
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Sink& sink_;
  const Activity* activity_ = nullptr;
  const UnitCosts* costs_ = nullptr;
  int level_ = -1, row_ = -1;       // its unknown and the row of its zero profit
  double a_ = 1, log_revenue_ = 0;  // level and log(u/ubar)
  double factor_ = 1;               // a C (u/C)^sigma
  bool is_tame_ = true;
  int prices_ = 0, unknowns_ = 0;  // of the present term
  std::array<int, max_local_unknowns> unknown_{};
  std::array<double, max_local_unknowns> of_price_{}, of_demand_{};
};

}  // namespace etslink
