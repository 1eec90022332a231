// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/conditions.h"
#include "model/edge_kernel.h"
#include "solvers/derivative_check.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Each region under its own market, so that permit prices take part in the identities.
EconomyInputs with_markets(const std::string& name) {
  EconomyInputs inputs = economy_inputs(name);
  for (const RegionInfo& region : inputs.benchmark.regions) add_market(inputs, region.code, 0.1);
  return inputs;
}

double revenue(const Economy& economy, const EquilibriumState& state, int n) {
  const Activity& activity = economy.activities[n];
  if (activity.first_output == activity.last_output)
    return state.activity_unit_revenue[n] * activity.quantity0 * state.activity_level[n];
  double sum = 0;
  for (int o = activity.first_output; o < activity.last_output; ++o) {
    const OutputEdge& output = economy.output_edges[o];
    const double price = state.commodity_price[output.commodity];
    sum += price * output.quantity0 * state.activity_level[n] *
           std::pow(price / state.commodity_price[activity.output], activity.eta);
  }
  const double composite = state.commodity_price[activity.output] * activity.quantity0 * state.activity_level[n];
  return sum - (composite - state.activity_unit_revenue[n] * activity.quantity0 * state.activity_level[n]);
}

double cost(const Economy& economy, const EquilibriumState& state, int n) {
  double sum = 0;
  for (int e = economy.activities[n].first_edge; e < economy.activities[n].last_edge; ++e)
    sum += state.edge_price[e] * state.edge_quantity[e];
  return sum;
}

}  // namespace

TEST_CASE("the benchmark satisfies every condition without a solve") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = economy_inputs(name).build();
    const EquilibriumSystem system(economy);
    std::vector<double> f(system.size());
    system.residual(system.start(), f);
    for (int i = 0; i < system.size(); ++i) {
      INFO(system.condition_name(i));
      REQUIRE(std::abs(f[i]) < 1e-9);
    }
  }
}

TEST_CASE("every condition is listed once, beside an unknown of its own") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = with_markets(name).build();
    const EquilibriumSystem system(economy);
    std::vector<std::string> conditions, unknowns;
    for (int i = 0; i < system.size(); ++i) {
      conditions.push_back(system.condition_name(i));
      unknowns.push_back(system.unknown_name(i));
    }
    std::sort(conditions.begin(), conditions.end());
    std::sort(unknowns.begin(), unknowns.end());
    const auto twice = std::adjacent_find(conditions.begin(), conditions.end());
    CHECK_MESSAGE(twice == conditions.end(), (twice == conditions.end() ? "" : *twice));
    CHECK(std::adjacent_find(unknowns.begin(), unknowns.end()) == unknowns.end());
  }
}

TEST_CASE("the Jacobian equals central differences at random prices") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = with_markets(name).build();
    const EquilibriumSystem system(economy);
    const DerivativeCheck check = check_derivatives(system, random_point(system, 7, 0.1));
    CAPTURE(check.condition);
    CAPTURE(check.unknown);
    CHECK(check.largest_error < 1e-7);
  }
}

TEST_CASE("all prices times a factor change no real condition and scale every budget") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = with_markets(name).build();
    const EquilibriumSystem system(economy);
    const TableOfContents table = list_conditions(economy);
    std::vector<double> x = random_point(system, 11, 0.1);
    std::vector<double> before(system.size()), after(system.size());
    system.residual(x, before);
    const double factor = 1.7;
    for (const int u : table.price) x[u] += std::log(factor);
    for (const int u : table.permit_price) x[u] *= factor;
    for (const int u : table.balancing) {
      if (u >= 0) x[u] *= factor;
    }
    for (std::size_t v = 0; v < economy.variables.size(); ++v) {
      const VariableRole role = economy.variables[v].id.role;
      const bool is_price =
          role == VariableRole::volume_index || role == VariableRole::tax_rate;  // of payments per unit
      if (is_price) x[table.variable[v]] *= factor;
    }
    x[table.numeraire_price] += std::log(factor);
    x[table.walras_slack] *= factor;
    system.residual(x, after);
    for (int i = 0; i < system.size(); ++i) {
      const ConditionKind kind = system.conditions()[i].kind;
      if (kind == ConditionKind::permit_market || i == table.walras_slack)
        continue;  // these two fix the price level and a pair's scale
      INFO(system.condition_name(i));
      REQUIRE(std::abs(after[i] - before[i] * (kind == ConditionKind::income_balance ? factor : 1)) < 1e-10);
    }
  }
}

// Sum over all budgets - value of all excess supplies + sum of profits = tau (cap - E) + slack, whatever the prices.
TEST_CASE("Walras' law holds at random prices") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = with_markets(name).build();
    const EquilibriumSystem system(economy);
    const TableOfContents table = list_conditions(economy);
    const EquilibriumState state = evaluate_state(economy, random_point(system, 13, 0.1));
    double sum = 0, size = 0;
    for (std::size_t a = 0; a < economy.agents.size(); ++a) {
      sum += state.residual[table.income_balance[a]] * economy.agents[a].income0;
      size += economy.agents[a].income0;
    }
    for (std::size_t c = 0; c < economy.commodities.size(); ++c) {
      const int row = table.market_clearing[c];
      if (row >= 0) sum -= state.commodity_price[c] * state.residual[row] * table.entries[row].scale;
    }
    for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
      if (economy.activities[n].kind != ActivityKind::stock_change)
        sum += revenue(economy, state, n) - cost(economy, state, n);
    }
    for (std::size_t m = 0; m < economy.markets.size(); ++m) {
      const MarketNode& market = economy.markets[m];
      const double cap = std::accumulate(market.cap_by_region.begin(), market.cap_by_region.end(), 0.0);
      const double tau = state.x[table.permit_price[market.pool]];
      sum -= tau * (cap - state.market_emissions[m]);
    }
    sum -= state.x[table.walras_slack] * economy.agents[economy.numeraire.slack_agent].income0;
    const double numeraire = std::exp(state.x[table.numeraire_price]);
    for (const NominalTransfer& transfer : economy.transfers) {
      if (transfer.from < 0) sum -= transfer.value * numeraire;
    }
    CHECK(std::abs(sum) < 1e-11 * size);
  }
}

TEST_CASE("budgets of the evaluated state add up to the residual of income balance") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = with_markets(name).build();
    const EquilibriumSystem system(economy);
    const TableOfContents table = list_conditions(economy);
    const EquilibriumState state = evaluate_state(economy, random_point(system, 17, 0.1));
    std::vector<double> balance(economy.agents.size(), 0);
    for (const IncomeItem& item : state.income) balance[item.agent] += item.value;
    for (std::size_t a = 0; a < balance.size(); ++a) {
      CHECK(std::abs(balance[a] / economy.agents[a].income0 - state.residual[table.income_balance[a]]) < 1e-11);
    }
  }
}

TEST_CASE("cost shares of every activity sum to one at the benchmark") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = economy_inputs(name).build();
    for (const Activity& activity : economy.activities) {
      if (activity.kind == ActivityKind::stock_change) continue;
      double sum = 0;
      for (int e = activity.first_edge; e < activity.last_edge; ++e)
        sum += economy.edges[e].price0 * economy.edges[e].quantity0;
      INFO(activity.name);
      REQUIRE(std::abs(sum / (activity.unit_revenue0 * activity.quantity0) - 1) < 1e-9);
    }
  }
}

TEST_CASE("Shephard's lemma: the input per unit of output is the slope of unit cost") {
  const std::vector<double> share = {0.2, 0.5, 0.3};
  for (const double sigma : {0.0, 0.3, 1.0, 1.0 + 1e-7, 2.5, 8.0}) {
    CAPTURE(sigma);
    const std::vector<double> z = {0.3, -0.2, 0.05};
    const double log_cost = log_unit_cost(share, z, sigma);
    for (int e = 0; e < 3; ++e) {
      const double h = 1e-5;
      std::vector<double> up = z, down = z;
      up[e] += h;
      down[e] -= h;
      const double slope =
          (std::exp(log_unit_cost(share, up, sigma)) - std::exp(log_unit_cost(share, down, sigma))) / (2 * h);
      Edge edge;
      edge.quantity0 = share[e];  // per unit of output at Pbar = 1
      const double demand = input_demand(edge, sigma, 1.0, log_cost - z[e]);
      CHECK(slope == doctest::Approx(demand * std::exp(z[e])).epsilon(1e-8));
    }
  }
}

TEST_CASE("the CES cost index is continuous in sigma at the Cobb-Douglas limit") {
  const std::vector<double> share = {0.25, 0.75}, z = {1.2, -0.4};
  const double cobb_douglas = log_unit_cost(share, z, 1);
  CHECK(cobb_douglas == doctest::Approx(0.25 * 1.2 - 0.75 * 0.4).epsilon(1e-14));
  for (const double distance : {1e-3, 1e-5, 2e-6, 5e-7, 1e-8}) {
    CAPTURE(distance);
    CHECK(std::abs(log_unit_cost(share, z, 1 + distance) - cobb_douglas) < distance);
    CHECK(std::abs(log_unit_cost(share, z, 1 - distance) - cobb_douglas) < distance);
  }
}

TEST_CASE("unit cost rises with all prices alike, however far they rise or fall") {
  const std::vector<double> share = {0.2, 0.8 - 1e-9, 1e-9}, z = {0.3, -0.2, 1.5};
  for (const double sigma : {0.0, 0.3, 1.0, 1.5, 10.0}) {
    for (const double rise : {-20.0, -3.0, 4.0, 30.0}) {
      CAPTURE(sigma);
      CAPTURE(rise);
      std::vector<double> risen = z;
      for (double& price : risen) price += rise;
      CHECK(std::abs(log_unit_cost(share, risen, sigma) - log_unit_cost(share, z, sigma) - rise) < 1e-13);
    }
  }
}

}  // namespace etslink
