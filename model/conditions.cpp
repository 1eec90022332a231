// SPDX-License-Identifier: Apache-2.0
#include "model/conditions.h"

#include <algorithm>
#include <map>

#include "model/accounts.h"
#include "model/shocked_economy.h"

namespace etslink {
namespace {

// Adds conditions to the table in economic order.
class TableWriter {
 public:
  explicit TableWriter(const Economy& economy) : economy_(economy) {
    table_.price.assign(economy.commodities.size(), -1);
    table_.level.assign(economy.activities.size(), -1);
    table_.zero_profit.assign(economy.activities.size(), -1);
    table_.unit_revenue.assign(economy.activities.size(), -1);
    table_.market_clearing.assign(economy.commodities.size(), -1);
    table_.income_balance.assign(economy.agents.size(), -1);
    table_.balancing.assign(economy.agents.size(), -1);
    quantity0_ = benchmark_quantities(economy);
    income0_ = benchmark_income(economy);
    expenditure0_ = benchmark_expenditure(economy);
    table_.variable.assign(economy.variables.size(), -1);
    table_.rule.assign(economy.rules.size(), -1);
    for (int i = 0; i < static_cast<int>(economy.rules.size()); ++i) {
      require(rule_of_.emplace(economy.rules[i].determines, i).second, "two rules determine one unknown");
    }
  }

  TableOfContents write() {
    for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) activity_conditions(n);
    for (int c = 0; c < static_cast<int>(economy_.commodities.size()); ++c) commodity_conditions(c);
    for (int a = 0; a < static_cast<int>(economy_.agents.size()); ++a) agent_conditions(a);
    for (int p = 0; p < static_cast<int>(economy_.pools.size()); ++p) pool_conditions(p);
    for (const ResourceAvailability& a : economy_.availabilities) {
      table_.availability.push_back(
          add({ConditionKind::fuel_price, "fuel price held: " + a.name, "resource availability: " + a.name, a.region}));
    }
    for (int v = 0; v < static_cast<int>(economy_.variables.size()); ++v) variable_condition(v);
    numeraire_conditions();
    for (const int row : table_.rule) require(row >= 0, "a rule determines an unknown of the model");
    return std::move(table_);
  }

 private:
  int add(ConditionEntry entry) {
    table_.entries.push_back(std::move(entry));
    return static_cast<int>(table_.entries.size()) - 1;
  }

  // The condition of a rule where one determines the unknown, else the entry's own.
  int add_ruled(const Symbol& unknown, ConditionEntry entry) {
    const auto found = rule_of_.find(unknown);
    if (found == rule_of_.end()) return add(std::move(entry));
    const Rule& rule = economy_.rules[found->second];
    entry.kind = ConditionKind::instrument;
    entry.name = rule.name;
    entry.scale = rule.scale;
    return table_.rule[found->second] = add(std::move(entry));
  }

  // Final demand: zero profit determines its price; its level follows from a budget or a closure. All others: zero
  // profit determines the level, market clearing (or unit revenue) the price.
  void activity_conditions(int n) {
    const Activity& activity = economy_.activities[n];
    const std::string name = activity.name;
    const double level0 = activity.is_latent_level ? activity.level0 : 0;  // log 1
    switch (activity.kind) {
      case ActivityKind::consumption:
        table_.zero_profit[n] = table_.price[activity.output] =
            add({ConditionKind::zero_profit, "zero profit: " + name, "price: " + name, activity.region});
        return;  // level: income balance of the household
      case ActivityKind::government:
      case ActivityKind::investment:
        table_.zero_profit[n] = table_.price[activity.output] =
            add({ConditionKind::zero_profit, "zero profit: " + name, "price: " + name, activity.region});
        [[fallthrough]];
      case ActivityKind::stock_change:
        table_.level[n] = add_ruled(level(n), {ConditionKind::closure, "fixed in real terms: " + name, "level: " + name,
                                               activity.region, level0});
        return;
      default:
        table_.zero_profit[n] = table_.level[n] =
            add({ConditionKind::zero_profit, "zero profit: " + name, "level: " + name, activity.region, level0});
        if (activity.first_output == activity.last_output) return;
        table_.unit_revenue[n] = table_.price[activity.output] =
            add({ConditionKind::unit_revenue, "unit revenue: " + name,
                 "price: " + economy_.commodities[activity.output].name, activity.region});
    }
  }

  void commodity_conditions(int c) {
    if (table_.price[c] >= 0) return;
    const Commodity& commodity = economy_.commodities[c];
    table_.market_clearing[c] = table_.price[c] =
        add({ConditionKind::market_clearing, "market clearing: " + commodity.name, "price: " + commodity.name,
             commodity.region, 0, quantity0_[c]});
  }

  void agent_conditions(int a) {
    const EconomicAgent& agent = economy_.agents[a];
    const std::string name = "income balance: " + agent.name;
    if (agent.kind == AgentKind::household) {
      const int n = agent.demand_activity;
      table_.income_balance[a] = table_.level[n] =
          add({ConditionKind::income_balance, name, "level: " + economy_.activities[n].name, agent.region, 0,
               agent.income0});
      return;
    }
    const char* what = agent.kind == AgentKind::government ? "lump sum to " : "saving for ";
    const double start = (expenditure0_[a] - income0_[a]) / agent.income0;
    table_.income_balance[a] = table_.balancing[a] =
        add({ConditionKind::income_balance, name, what + agent.name, agent.region, start, agent.income0});
  }

  void pool_conditions(int p) {
    const PermitPool& pool = economy_.pools[p];
    double emissions0 = 0;
    for (const int m : pool.markets) emissions0 += economy_.markets[m].benchmark_emissions;
    table_.pool_scale.push_back(emissions0);
    table_.emissions.push_back(add({ConditionKind::covered_emissions, "covered emissions: " + pool.name,
                                    "emissions: " + pool.name, pool.region, pool.start, emissions0}));
    ConditionEntry price{ConditionKind::permit_market, "permit market: " + pool.name, "permit price: " + pool.name,
                         pool.region};
    price.unknown_scale = permit_price_scale;
    table_.permit_price.push_back(add_ruled(tau(p), std::move(price)));
  }

  void variable_condition(int v) {
    const Variable& variable = economy_.variables[v];
    const auto found = rule_of_.find(etslink::variable(v));
    require(found != rule_of_.end(), "a rule determines every variable");
    table_.variable[v] = add_ruled(found->first, {ConditionKind::instrument, "", variable.name, variable.region,
                                                  variable.start, 1, variable.scale});
  }

  void numeraire_conditions() {
    const std::string slack = "Walras slack: " + economy_.agents[economy_.numeraire.slack_agent].name;
    table_.numeraire_price = add({ConditionKind::numeraire, "world consumption price index", "price: numeraire", {}});
    table_.walras_slack = add({ConditionKind::numeraire, "price of the numeraire = 1", slack, {}});
  }

  const Economy& economy_;
  TableOfContents table_;
  std::map<Symbol, int> rule_of_;               // unknown -> rule that determines it
  std::vector<double> quantity0_;               // per commodity
  std::vector<double> income0_, expenditure0_;  // per agent
};

}  // namespace

std::vector<double> benchmark_quantities(const Economy& economy) {
  std::vector<double> quantity(economy.commodities.size(), 0);
  for (const Activity& activity : economy.activities) {
    if (activity.output >= 0 && !is_idle(activity)) quantity[activity.output] += activity.quantity0;
  }
  for (const OutputEdge& output : economy.output_edges) {
    if (!is_idle(economy.activities[output.activity])) quantity[output.commodity] += output.quantity0;
  }
  for (const Endowment& endowment : economy.endowments) quantity[endowment.commodity] += endowment.quantity;
  // Stocks that are run down are a supply; where there is no other, or little, they give the market its size.
  std::vector<double> from_stocks(quantity.size(), 0);
  for (const Edge& edge : economy.edges) {
    if (economy.activities[edge.activity].kind == ActivityKind::stock_change && edge.quantity0 < 0)
      from_stocks[edge.commodity] -= edge.quantity0;
  }
  for (std::size_t c = 0; c < quantity.size(); ++c) quantity[c] = std::max(quantity[c], from_stocks[c]);
  // What is not made at the benchmark has the size its maker would have.
  for (const Activity& activity : economy.activities) {
    if (activity.output >= 0 && is_idle(activity) && quantity[activity.output] == 0)
      quantity[activity.output] = activity.quantity0;
  }
  return quantity;
}

TableOfContents list_conditions(const Economy& economy) { return TableWriter(AtBenchmark(economy).economy()).write(); }

}  // namespace etslink
