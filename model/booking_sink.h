// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "model/equilibrium.h"
#include "model/sinks.h"

namespace etslink {

// The fourth sink: where the others sum up conditions, it books what the terms consist of, prices, quantities,
// emissions and the incomes of agents. So what is reported is what was solved. Terms call the book_ functions where
// their sink has `books`.
class BookingSink : public PlainSink {
 public:
  static constexpr bool books = true;

  // Sizes the parts of the state that are booked.
  BookingSink(const EvaluationPoint& point, const Economy& economy, EquilibriumState& state);
  // Incomes of agents go into the state, ordered by agent and kind.
  void close();

  void add(int, double, LocalRange) {}
  void add(int, double) {}
  void add_value(int, double) {}
  void add_slope(int, double, LocalRange) {}

  void book_income(int agent, std::string_view kind, double value) { income_[{agent, std::string(kind)}] += value; }
  void book_activity(int activity, double level, double unit_revenue) {
    state_.activity_level[activity] = level;
    state_.activity_unit_revenue[activity] = unit_revenue;
  }
  void book_edge(int edge, double user_price, double quantity) {
    state_.edge_price[edge] = user_price;
    state_.edge_quantity[edge] = quantity;
  }
  void book_process(int process, double emissions, double abatement) {
    state_.process_emissions[process] = emissions;
    state_.process_abatement[process] = abatement;
  }
  void book_emissions(int market, Region region, double mt) {
    state_.market_emissions_by_region[market][region.index] += mt;
  }
  void book_endowment(const Endowment& endowment, double quantity, double income) {
    state_.commodity_endowment[endowment.commodity] += quantity;
    state_.factor_income[endowment.agent] += income;
  }
  // A complementarity pair in its natural scales: 0 <= unknown _|_ slack >= 0.
  void book_pool_pair(int pool, double unknown, double slack) {
    state_.pool_is_degenerate[pool] = book(unknown, slack);
  }
  void book_rule_pair(int rule, double unknown, double slack) {
    state_.rule_is_degenerate[rule] = book(unknown, slack);
  }

 private:
  char book(double unknown, double slack);

  EquilibriumState& state_;
  std::map<std::pair<int, std::string>, double> income_;
};

}  // namespace etslink
