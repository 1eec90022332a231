// SPDX-License-Identifier: Apache-2.0
#include "model/rule_builder.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/demand_tree.h"
#include "model/input_error.h"

namespace etslink {
Symbol add_variable(Economy& economy, Variable variable) {
  economy.variables.push_back(std::move(variable));
  return etslink::variable(static_cast<int>(economy.variables.size()) - 1);
}

void add_rule(Economy& economy, const Symbol& determines, const RuleNames& names, const Expression& formula) {
  economy.rules.push_back({names.rule, determines, false, names.scale, formula});
}

void add_complementarity(Economy& economy, const Symbol& unknown, const RuleNames& names, const Expression& formula) {
  economy.rules.push_back({names.rule, unknown, true, names.scale, formula});
}

void add_income(Economy& economy, int agent, const std::string& what, const Expression& value) {
  require(agent >= 0, "a payment has an agent");
  economy.contributions.push_back({{Row::Kind::income_balance, agent}, what, value});
}

void add_demand(Economy& economy, int commodity, const std::string& what, const Expression& quantity) {
  require(commodity >= 0, "a demand has a commodity");
  economy.contributions.push_back({{Row::Kind::market_clearing, commodity}, what, -quantity});
}

void supply_permits(Economy& economy, const PermitSupply& supply) {
  require(economy.markets[supply.market].pool >= 0, "permits are supplied to a market that is on");
  economy.supplies.push_back(supply);
}

Expression supplied_permits(const Economy& economy, int market) {
  Expression sum;
  for (const PermitSupply& supply : economy.supplies) {
    if (supply.market == market) sum += supply.mt;
  }
  return sum;
}

void sum_up_supplies(Economy& economy) {
  for (PermitPool& pool : economy.pools) {
    const double scale = pool_benchmark_emissions(economy, pool.markets.front());
    Expression sum;
    for (const PermitSupply& supply : economy.supplies) {
      if (std::find(pool.markets.begin(), pool.markets.end(), supply.market) != pool.markets.end()) sum += supply.mt;
    }
    if (sum.terms().empty()) continue;
    const std::string name = "allowances beyond the cap: " + pool.name;
    const VariableId id{VariableRole::permit_supply, VariableOwner::market, pool.markets.front()};
    const Symbol supply = add_variable(economy, {id, name, pool.region, 0, 1});
    pool.supply = supply.index;
    pool.supply_rule = static_cast<int>(economy.rules.size());
    add_rule(economy, supply, {name, scale}, -scale * Expression(supply) + sum);
  }
}

Symbol permit_price_of(const Economy& economy, int market) {
  require(economy.markets[market].pool >= 0, "a market that is on has a price");
  return tau(economy.markets[market].pool);
}

double pool_benchmark_emissions(const Economy& economy, int market) {
  double sum = 0;
  for (const int m : economy.pools[economy.markets[market].pool].markets) sum += economy.markets[m].benchmark_emissions;
  return sum;
}

Expression pool_emissions(const Economy& economy, int market) {
  return pool_benchmark_emissions(economy, market) * Expression(emissions(economy.markets[market].pool));
}

Expression own_emissions(const Economy& economy, int market) {
  return economy.markets[market].benchmark_emissions * Expression(emissions(economy.markets[market].pool));
}

ActivityEmissions activity_emissions(const Economy& economy, int activity) {
  ActivityEmissions sum;
  const double at_benchmark = is_idle(economy.activities[activity]) ? 0 : 1;
  for (const int n : nests_below(economy, activity)) {
    for (int e = economy.activities[n].first_edge; e < economy.activities[n].last_edge; ++e) {
      for (const Emission& emission : economy.edges[e].emissions) {
        sum.mt += emission.coefficient * Expression(quantity(e));
        sum.benchmark_mt += at_benchmark * emission.coefficient * economy.edges[e].quantity0;
      }
    }
  }
  for (int i = 0; i < static_cast<int>(economy.processes.size()); ++i) {
    if (economy.processes[i].activity != activity) continue;
    sum.mt += process_emissions(i);
    sum.benchmark_mt += at_benchmark * economy.processes[i].intensity0 * economy.activities[activity].quantity0;
  }
  return sum;
}

Expression balancing_payment(const Economy& economy, int agent) {
  return economy.agents[agent].income0 * Expression(balancing(agent));
}

void check_rules(const Economy& economy) {
  std::set<VariableId> identities;
  for (const Variable& variable : economy.variables)
    require(identities.insert(variable.id).second, "two variables have one identity");
  std::map<Symbol, const Rule*> determined;
  for (const Rule& rule : economy.rules) {
    const auto [place, is_first] = determined.emplace(rule.determines, &rule);
    if (!is_first)
      throw InputError({},
                       "'" + place->second->name + "' and '" + rule.name + "' determine the same unknown; drop one");
  }
}

}  // namespace etslink
