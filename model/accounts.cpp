// SPDX-License-Identifier: Apache-2.0
#include "model/accounts.h"

#include "model/edge_kernel.h"

namespace etslink {

std::vector<double> benchmark_income(const Economy& economy) {
  std::vector<double> income(economy.agents.size(), 0);
  for (const Endowment& endowment : economy.endowments) income[endowment.agent] += endowment.quantity;
  for (const Activity& activity : economy.activities) {
    if (activity.tax_agent >= 0 && !is_idle(activity))
      income[activity.tax_agent] += activity.output_tax * activity.quantity0;
    for (const Charge& charge : activity.charges) {
      if (charge.rate < 0 || charge.receiver < 0 || is_idle(activity)) continue;
      income[charge.receiver] += charge.coefficient.begin * economy.variables[charge.rate].start * activity.quantity0;
    }
  }
  for (const Edge& edge : economy.edges) {
    if (is_idle(economy.activities[edge.activity])) continue;
    if (edge.export_tax_agent >= 0) income[edge.export_tax_agent] += edge.export_tax * edge.quantity0;
    if (edge.tax_agent >= 0) income[edge.tax_agent] += edge.tax * delivered_price0(edge) * edge.quantity0;
  }
  for (const NominalTransfer& transfer : economy.transfers) {
    if (transfer.from >= 0) income[transfer.from] -= transfer.value;
    if (transfer.to >= 0) income[transfer.to] += transfer.value;
  }
  return income;
}

std::vector<double> benchmark_expenditure(const Economy& economy) {
  std::vector<double> expenditure(economy.agents.size(), 0);
  for (std::size_t a = 0; a < economy.agents.size(); ++a) {
    const EconomicAgent& agent = economy.agents[a];
    if (agent.demand_activity >= 0) expenditure[a] += economy.activities[agent.demand_activity].quantity0;
    if (agent.stock_activity >= 0) expenditure[a] += economy.activities[agent.stock_activity].quantity0;
  }
  return expenditure;
}

}  // namespace etslink
