// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "model/complementarity_pairs.h"
#include "model/conditions.h"
#include "model/edge_kernel.h"
#include "model/equilibrium.h"

namespace etslink {
namespace {

class StateEvaluator {
 public:
  StateEvaluator(const Economy& economy, const EquilibriumSystem& system, std::span<const double> x)
      : economy_(economy), table_(list_conditions(economy)) {
    state_.x.assign(x.begin(), x.end());
    state_.residual.resize(x.size());
    system.residual(x, state_.residual);
  }

  EquilibriumState evaluate() {
    prices();
    activities();
    edges();
    processes();
    permits();
    rules();
    budgets();
    state_.walras_residual = state_.x[table_.walras_slack];
    for (const auto& [key, value] : items_) state_.income.push_back({key.first, key.second, value});
    return std::move(state_);
  }

 private:
  void prices() {
    for (const int u : table_.price) state_.commodity_price.push_back(std::exp(state_.x[u]));
    for (const int u : table_.availability) state_.resource_availability.push_back(std::exp(state_.x[u]));
    for (const int u : table_.variable) state_.variable.push_back(state_.x[u]);
    state_.commodity_endowment.assign(economy_.commodities.size(), 0);
    for (const Endowment& endowment : economy_.endowments) {
      double quantity = endowment.quantity;
      if (endowment.supply_elasticity != 0) {
        quantity *=
            std::pow(price(endowment.price_commodity) / price(endowment.cost_commodity), endowment.supply_elasticity);
      }
      if (endowment.availability >= 0) quantity *= state_.resource_availability[endowment.availability];
      quantity *= variable_or(endowment.variable, 1);
      state_.commodity_endowment[endowment.commodity] += quantity;
      book(endowment.agent, "factor income", price(endowment.commodity) * quantity);
    }
  }

  void activities() {
    for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) {
      const Activity& activity = economy_.activities[n];
      const double x = state_.x[table_.level[n]];
      state_.activity_level.push_back(activity.is_latent_level ? x : std::exp(x));
      const double p = activity.output >= 0 ? price(activity.output) : 0;
      const double tax = activity.output_tax + variable_or(activity.tax_variable, 0);
      state_.activity_unit_revenue.push_back(p * (1 - tax));
      for (const OutputSubsidy& subsidy : activity.subsidies)
        state_.activity_unit_revenue[n] += subsidy_rate(subsidy) * tau(subsidy.market);
      if (activity.tax_agent >= 0)
        book(activity.tax_agent, "output tax", tax * p * activity.quantity0 * state_.activity_level[n]);
    }
    for (const ProcessEmission& process : economy_.processes) {
      const ProcessSlices slices = process_slices(process);
      state_.activity_unit_revenue[process.activity] -=
          slices.p_b * (slices.share * process_cost(process, slices.covered) +
                        (1 - slices.share) * process_cost(process, slices.rest));
    }
  }

  // x = tau/p_b of the covered part of a process and of the rest.
  struct ProcessSlices {
    double share, covered, rest, p_b;
  };
  [[nodiscard]] ProcessSlices process_slices(const ProcessEmission& process) const {
    const double p_b = price(process.abatement_commodity);
    double tax = 0;
    for (const int m : process.taxes) tax += tau(m);
    return {process.share, (tau(process.market) + tax) / p_b, tax / p_b, p_b};
  }

  [[nodiscard]] double subsidy_rate(const OutputSubsidy& subsidy) const {
    return subsidy.beta.at(economy_.path) * variable_or(subsidy.variable, 1);
  }

  [[nodiscard]] double variable_or(int variable, double otherwise) const {
    return variable < 0 ? otherwise : state_.x[table_.variable[variable]];
  }

  void edges() {
    for (const Edge& edge : economy_.edges) {
      const Activity& activity = economy_.activities[edge.activity];
      std::vector<double> service;
      for (const MarginUse& margin : edge.margins) service.push_back(price(margin.commodity));
      const double delivered = delivered_price(edge, price(edge.commodity), std::span<const double>(service));
      double permit_cost = 0;
      for (const EmissionUse& use : edge.emissions) permit_cost += use.charged * tau(use.market);
      const double tax_change = variable_or(edge.tax_variable, 0);
      const double user = user_price(edge, delivered, tax_change, permit_cost);
      const double advantage = activity.output < 0
                                   ? 0
                                   : std::log(state_.activity_unit_revenue[edge.activity] / activity.unit_revenue0) -
                                         std::log(user / edge.price0);
      const double q = input_demand(edge, activity.sigma, state_.activity_level[edge.activity], advantage);
      state_.edge_price.push_back(user);
      state_.edge_quantity.push_back(q);
      if (edge.export_tax_agent >= 0)
        book(edge.export_tax_agent, "export tax", edge.export_tax * price(edge.commodity) * q);
      if (edge.tax_agent >= 0) book(edge.tax_agent, tax_name(edge), (edge.tax + tax_change) * delivered * q);
    }
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

  void processes() {
    for (const ProcessEmission& process : economy_.processes) {
      const ProcessSlices slices = process_slices(process);
      const double output = economy_.activities[process.activity].quantity0 * state_.activity_level[process.activity];
      double emitted = 0, input = 0;
      for (const auto& [part, x] :
           {std::pair(slices.share, slices.covered), std::pair(1 - slices.share, slices.rest)}) {
        const double intensity = process_intensity(process, x);
        emitted += part * output * intensity;
        input += part * output * (process_cost(process, x) - x * intensity);
      }
      state_.process_emissions.push_back(emitted);
      state_.process_abatement.push_back(input);
    }
  }

  void permits() {
    const std::size_t regions = economy_.regions.size();
    state_.market_emissions_by_region.assign(economy_.markets.size(), std::vector<double>(regions, 0));
    for (std::size_t e = 0; e < economy_.edges.size(); ++e) {
      const int region = economy_.activities[economy_.edges[e].activity].region.index;
      for (const EmissionUse& use : economy_.edges[e].emissions) {
        if (use.market >= 0)
          state_.market_emissions_by_region[use.market][region] += use.charged * state_.edge_quantity[e];
      }
    }
    for (const ProcessEmission& process : economy_.processes) {
      const Activity& activity = economy_.activities[process.activity];
      const ProcessSlices slices = process_slices(process);
      const double output = activity.quantity0 * state_.activity_level[process.activity];
      const double covered = slices.share * output * process_intensity(process, slices.covered);
      const double rest = (1 - slices.share) * output * process_intensity(process, slices.rest);
      if (process.market >= 0) state_.market_emissions_by_region[process.market][activity.region.index] += covered;
      for (const int m : process.taxes) state_.market_emissions_by_region[m][activity.region.index] += covered + rest;
    }
    for (const MarketNode& market : economy_.markets)
      state_.market_allowances_by_region.push_back(market.cap_by_region);
    for (const PermitSupply& supply : economy_.supplies)
      state_.market_allowances_by_region[supply.market][supply.region.index] += value(supply.mt);
    for (std::size_t m = 0; m < economy_.markets.size(); ++m) {
      double sum = 0;
      for (const double mt : state_.market_emissions_by_region[m]) sum += mt;
      state_.market_emissions.push_back(sum);
      state_.permit_price.push_back(tau(static_cast<int>(m)) / std::exp(state_.x[table_.numeraire_price]));
    }
    for (std::size_t p = 0; p < economy_.pools.size(); ++p) pair(static_cast<int>(p));
  }

  // The true complementarity residual of a pool, without smoothing.
  void pair(int p) {
    state_.pool_is_degenerate.push_back(0);
    if (economy_.pools[p].price_rule >= 0) return;
    double slack = 0;
    for (const int m : economy_.pools[p].markets) {
      slack -= state_.market_emissions[m];
      for (const double allowances : state_.market_allowances_by_region[m]) slack += allowances;
    }
    slack /= table_.pool_scale[p];
    const double price_side = state_.x[table_.permit_price[p]] / permit_price_scale;
    state_.pool_is_degenerate.back() = is_degenerate(price_side, slack);
  }

  // The pairs of instruments likewise.
  void rules() {
    for (std::size_t i = 0; i < economy_.rules.size(); ++i) {
      const Rule& rule = economy_.rules[i];
      state_.rule_is_degenerate.push_back(0);
      if (!rule.is_complementary) continue;
      const ConditionEntry& entry = table_.entries[table_.rule[i]];
      const double unknown = value(Expression(rule.determines)) / entry.unknown_scale;
      state_.rule_is_degenerate.back() = is_degenerate(unknown, value(rule.formula) / rule.scale);
    }
  }

  bool is_degenerate(double x, double slack) {
    state_.complementarity_residual = std::max(state_.complementarity_residual, std::abs(std::min(x, slack)));
    return std::abs(x) < degeneracy_limit && std::abs(slack) < degeneracy_limit;
  }

  [[nodiscard]] double value(const Expression& formula) const { return value_of(economy_, table_, formula, state_.x); }

  void budgets() {
    const double numeraire = std::exp(state_.x[table_.numeraire_price]);
    for (const NominalTransfer& transfer : economy_.transfers) {
      const double unit = transfer.price_commodity < 0 ? numeraire : price(transfer.price_commodity);
      if (transfer.from >= 0) book(transfer.from, transfer.kind, -transfer.value * unit);
      if (transfer.to >= 0) book(transfer.to, transfer.kind, transfer.value * unit);
    }
    for (const Contribution& contribution : economy_.contributions) {
      if (contribution.row.kind == Row::Kind::income_balance)
        book(contribution.row.index, contribution.what, value(contribution.formula));
    }
    for (std::size_t m = 0; m < economy_.markets.size(); ++m) {
      const MarketNode& market = economy_.markets[m];
      for (std::size_t r = 0; r < market.cap_by_region.size(); ++r) {
        if (market.revenue_agent[r] >= 0)
          book(market.revenue_agent[r], "permit revenue", market.cap_by_region[r] * tau(static_cast<int>(m)));
      }
    }
    for (int a = 0; a < static_cast<int>(economy_.agents.size()); ++a) budget(a);
    const int slack_agent = economy_.numeraire.slack_agent;
    book(slack_agent, "walras slack", economy_.agents[slack_agent].income0 * state_.x[table_.walras_slack]);
  }

  void budget(int a) {
    const EconomicAgent& agent = economy_.agents[a];
    if (agent.demand_activity >= 0) {
      const Activity& demand = economy_.activities[agent.demand_activity];
      book(a, "expenditure", -price(demand.output) * demand.quantity0 * state_.activity_level[agent.demand_activity]);
    }
    if (agent.stock_activity >= 0) {
      const Activity& stocks = economy_.activities[agent.stock_activity];
      for (int e = stocks.first_edge; e < stocks.last_edge; ++e)
        book(a, "stock change", -state_.edge_price[e] * state_.edge_quantity[e]);
    }
    if (table_.balancing[a] < 0) return;
    const char* kind = agent.kind == AgentKind::government ? "lump sum" : "saving";
    const double payment = agent.income0 * state_.x[table_.balancing[a]];
    book(a, kind, payment);
    book(economy_.find_agent(agent.region, AgentKind::household), kind, -payment);
  }

  [[nodiscard]] double price(int commodity) const { return std::exp(state_.x[table_.price[commodity]]); }

  [[nodiscard]] double tau(int market) const {
    const int pool = market < 0 ? -1 : economy_.markets[market].pool;
    return pool < 0 ? 0 : state_.x[table_.permit_price[pool]];
  }

  void book(int agent, const std::string& kind, double value) { items_[{agent, kind}] += value; }

  const Economy& economy_;
  TableOfContents table_;
  EquilibriumState state_;
  std::map<std::pair<int, std::string>, double> items_;
};

}  // namespace

EquilibriumState evaluate_state(const Economy& economy, std::span<const double> x) {
  return StateEvaluator(economy, EquilibriumSystem(economy), x).evaluate();
}

EquilibriumState evaluate_state(const Economy& economy, const EquilibriumSystem& system, std::span<const double> x) {
  return StateEvaluator(economy, system, x).evaluate();
}

}  // namespace etslink
