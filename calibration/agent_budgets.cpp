// SPDX-License-Identifier: Apache-2.0
#include "calibration/agent_budgets.h"

namespace etslink {

AgentBudgets::AgentBudgets(const Benchmark& benchmark)
    : benchmark_(benchmark), income_(benchmark.agents.size()), expenditure_(benchmark.agents.size()) {
  add_final_use();
  share_consumption();
  add_taxes();
  add_factor_income();
  for (const TransferFlow& flow : benchmark.transfers) {
    income_[flow.to.index] += flow.value_musd;
    expenditure_[flow.from.index] += flow.value_musd;
  }
}

int AgentBudgets::first_agent(Region region, AgentKind kind) const {
  for (std::size_t a = 0; a < benchmark_.agents.size(); ++a) {
    if (benchmark_.agents[a].region == region && benchmark_.agents[a].kind == kind) return static_cast<int>(a);
  }
  return -1;
}

int AgentBudgets::household(Region region) const {
  const int found = first_agent(region, AgentKind::household);
  require(found >= 0, "every region has a household");
  return found;
}

void AgentBudgets::collect(Region region, double tax) {
  const int government = first_agent(region, AgentKind::government);
  if (government >= 0) {
    income_[government] += tax;
    return;
  }
  for (std::size_t a = 0; a < benchmark_.agents.size(); ++a) {
    if (benchmark_.agents[a].region == region) income_[a] += consumption_share_[a] * tax;
  }
}

// Shares of the households in the consumption of their region.
void AgentBudgets::share_consumption() {
  std::vector<double> total(benchmark_.regions.size(), 0);
  consumption_share_.assign(benchmark_.agents.size(), 0);
  for (std::size_t a = 0; a < benchmark_.agents.size(); ++a) {
    const AgentInfo& agent = benchmark_.agents[a];
    if (agent.kind != AgentKind::household) continue;
    consumption_share_[a] = expenditure_[a];
    total[agent.region.index] += expenditure_[a];
  }
  for (std::size_t a = 0; a < benchmark_.agents.size(); ++a) {
    if (consumption_share_[a] > 0) consumption_share_[a] /= total[benchmark_.agents[a].region.index];
  }
}

void AgentBudgets::add_final_use() {
  for (const UseFlow& flow : benchmark_.use) {
    if (flow.user.kind == User::Kind::sector) continue;
    const bool stock = flow.user.kind == User::Kind::stock_change;
    const int payer = stock ? first_agent(flow.region, AgentKind::investment) : flow.user.index;
    require(payer >= 0, "a region with stock changes has an investor");
    expenditure_[payer] += flow.value_musd + flow.tax_musd;
  }
}

void AgentBudgets::add_taxes() {
  for (const UseFlow& flow : benchmark_.use) collect(flow.region, flow.tax_musd);
  for (const TradeFlow& flow : benchmark_.trade) {
    collect(flow.exporter, flow.export_tax_musd);
    collect(flow.importer, flow.tariff_musd);
  }
  for (const FactorFlow& flow : benchmark_.value_added) collect(flow.region, flow.tax_musd);
  for (const OutputTax& flow : benchmark_.output_tax) collect(flow.region, flow.tax_musd);
}

void AgentBudgets::add_factor_income() {
  for (const EndowmentFlow& flow : benchmark_.endowments) income_[flow.agent.index] += flow.value_musd;
  if (!benchmark_.endowments.empty()) return;
  for (const FactorFlow& flow : benchmark_.value_added) income_[household(flow.region)] += flow.value_musd;
}

}  // namespace etslink
