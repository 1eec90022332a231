// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "model/conditions.h"
#include "model/endowment_supply.h"
#include "model/sinks.h"
#include "solvers/fischer_burmeister.h"

// Terms of endowments, budgets, closures, permit markets and the numeraire.
namespace etslink {

template <class Sink>
class BudgetTerms {
 public:
  using Scalar = typename Sink::template Number<4>;

  BudgetTerms(const Economy& economy, const TableOfContents& table, Sink& sink)
      : economy_(economy), table_(table), sink_(sink) {}

  void add() {
    for (const Endowment& endowment : economy_.endowments) add_endowment(endowment);
    for (const NominalTransfer& transfer : economy_.transfers) add_transfer(transfer);
    for (int a = 0; a < static_cast<int>(economy_.agents.size()); ++a) add_agent(a);
    for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) add_closure(n);
    for (int m = 0; m < static_cast<int>(economy_.markets.size()); ++m) add_allowances(economy_.markets[m]);
    for (int p = 0; p < static_cast<int>(economy_.pools.size()); ++p) add_pool(p);
    for (int j = 0; j < static_cast<int>(economy_.availabilities.size()); ++j) add_fuel_price(j);
    add_numeraire();
  }

 private:
  // What an endowment adds to its market, and its value to the income of the owner.
  void add_endowment(const Endowment& endowment) {
    using std::exp;
    sink_.begin_term();
    const Scalar log_price = sink_.template unknown<4>(table_.price[endowment.commodity]);
    const Scalar supply = endowment_supply<4>(endowment, table_, sink_);
    sink_.add(table_.market_clearing[endowment.commodity], supply);
    const Scalar income = exp(log_price) * supply;
    if constexpr (Sink::books) sink_.book_endowment(endowment, supply, income);
    pay(endowment.agent, "factor income", income);
  }

  void pay(int agent, std::string_view kind, const Scalar& value) {
    add_income(sink_, {table_.income_balance[agent], agent, kind}, value);
  }

  // Nominal payments are fixed in units of the numeraire.
  void add_transfer(const NominalTransfer& transfer) {
    using std::exp;
    sink_.begin_term();
    const int price = transfer.price_commodity < 0 ? table_.numeraire_price : table_.price[transfer.price_commodity];
    const Scalar value = transfer.value * exp(sink_.template unknown<4>(price));
    if (transfer.from >= 0) pay(transfer.from, transfer.kind, Scalar(-value));
    if (transfer.to >= 0) pay(transfer.to, transfer.kind, value);
  }

  // What an agent spends on its demand, and the lump sum or saving that balances its budget against the household's.
  void add_agent(int a) {
    using std::exp;
    const EconomicAgent& agent = economy_.agents[a];
    if (agent.demand_activity >= 0) {
      const Activity& demand = economy_.activities[agent.demand_activity];
      sink_.begin_term();
      const Scalar log_value = sink_.template unknown<4>(table_.price[demand.output]) +
                               sink_.template unknown<4>(table_.level[agent.demand_activity]);
      pay(a, "expenditure", Scalar(-demand.quantity0 * exp(log_value)));
    }
    if (table_.balancing[a] < 0) return;
    sink_.begin_term();
    const Scalar payment = agent.income0 * sink_.template unknown<4>(table_.balancing[a]);
    const char* kind = agent.kind == AgentKind::government ? "lump sum" : "saving";
    pay(a, kind, payment);
    pay(economy_.find_agent(agent.region, AgentKind::household), kind, Scalar(-payment));
  }

  // Real government demand, real investment and stock changes stay at the benchmark, where no rule says otherwise:
  // log a = 0.
  void add_closure(int n) {
    if (table_.entries[table_.level[n]].kind != ConditionKind::closure) return;
    sink_.begin_term();
    sink_.add(table_.level[n], sink_.template unknown<4>(table_.level[n]));
  }

  // The value of a region's allowances is income of their owner.
  void add_allowances(const MarketNode& market) {
    if (market.pool < 0) return;
    for (std::size_t r = 0; r < market.cap_by_region.size(); ++r) {
      if (market.revenue_agent[r] < 0) continue;
      sink_.begin_term();
      const Scalar tau = sink_.template unknown<4>(table_.permit_price[market.pool]);
      pay(market.revenue_agent[r], "permit revenue", Scalar(market.cap_by_region[r] * tau));
    }
  }

  // cap + supply - E >= 0 _|_ tau >= 0, as a smoothed Fischer-Burmeister equation in natural scales; E - sum of sources
  // = 0.
  void add_pool(int p) {
    double cap = 0;
    for (const int m : economy_.pools[p].markets) {
      for (const double allowance : economy_.markets[m].cap_by_region) cap += allowance;
    }
    const double scale = table_.pool_scale[p];
    sink_.begin_term();
    const Scalar emissions = sink_.template unknown<4>(table_.emissions[p]);
    sink_.add(table_.emissions[p], Scalar(scale * emissions));
    if (economy_.pools[p].price_rule >= 0) return;
    Scalar slack = cap / scale - emissions;
    if (economy_.pools[p].supply >= 0) slack += sink_.template unknown<4>(table_.variable[economy_.pools[p].supply]);
    const Scalar price = sink_.template unknown<4>(table_.permit_price[p]) / permit_price_scale;
    sink_.add(table_.permit_price[p], fischer_burmeister(price, slack, complementarity_smoothing));
    if constexpr (Sink::books) sink_.book_pool_pair(p, price, slack);
  }

  // Producer price of a fossil fuel = consumer price of its region: 1 - sum_c w_c p_c / p_fuel = 0.
  void add_fuel_price(int j) {
    using std::exp;
    const ResourceAvailability& fuel = economy_.availabilities[j];
    const ConsumerPrice& consumer = economy_.consumer_prices[fuel.region.index];
    for (std::size_t c = 0; c < consumer.commodities.size(); ++c) {
      sink_.begin_term();
      const Scalar log_ratio = sink_.template unknown<4>(table_.price[consumer.commodities[c]]) -
                               sink_.template unknown<4>(table_.price[fuel.output_commodity]);
      sink_.add(table_.availability[j], Scalar(consumer.weights[c] * (1 - exp(log_ratio))));
    }
  }

  // sum_c w_c p_c / p_numeraire - 1 = 0; log p_numeraire = 0; the slack of Walras' law stands in one household's
  // budget.
  void add_numeraire() {
    using std::exp;
    const Numeraire& numeraire = economy_.numeraire;
    for (std::size_t c = 0; c < numeraire.commodities.size(); ++c) {
      sink_.begin_term();
      const Scalar log_ratio = sink_.template unknown<4>(table_.price[numeraire.commodities[c]]) -
                               sink_.template unknown<4>(table_.numeraire_price);
      sink_.add(table_.numeraire_price, Scalar(numeraire.weights[c] * (exp(log_ratio) - 1)));
    }
    sink_.begin_term();
    sink_.add(table_.walras_slack, sink_.template unknown<4>(table_.numeraire_price));
    sink_.begin_term();
    const Scalar slack = sink_.template unknown<4>(table_.walras_slack);
    pay(numeraire.slack_agent, "walras slack", Scalar(economy_.agents[numeraire.slack_agent].income0 * slack));
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Sink& sink_;
};

}  // namespace etslink
