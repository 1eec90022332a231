// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <tuple>

#include "calibration/agent_budgets.h"
#include "calibration/gap_list.h"

namespace etslink {
namespace {

// factor income of the owners = factor payments of the sectors, net of tax.
void check_factor_markets(GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  if (benchmark.endowments.empty()) return;
  std::map<std::tuple<Region, Factor>, std::pair<double, double>> markets;  // endowments, payments
  for (const EndowmentFlow& flow : benchmark.endowments) markets[{flow.region, flow.factor}].first += flow.value_musd;
  for (const FactorFlow& flow : benchmark.value_added) markets[{flow.region, flow.factor}].second += flow.value_musd;
  for (const auto& [market, sides] : markets) {
    const auto& [region, factor] = market;
    gaps.compare("factor market", benchmark.factors[factor.index].name + ", " + benchmark.regions[region.index].code,
                 {"endowments", sides.first}, {"payments", sides.second});
  }
}

// Without transfers.csv the lump sums that balance the agents are implied; with it they are complete.
void check_agents(GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  if (benchmark.transfers.empty()) return;
  const AgentBudgets budgets(benchmark);
  for (std::size_t a = 0; a < benchmark.agents.size(); ++a) {
    const int agent = static_cast<int>(a);
    gaps.compare("agent budget", benchmark.agents[a].code, {"income", budgets.income(agent)},
                 {"expenditure", budgets.expenditure(agent)});
  }
}

// The world sells what it buys: exports with their taxes and margin services = imports before tariffs.
void check_current_accounts(GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  double exports = 0, imports = 0;
  for (const TradeFlow& flow : benchmark.trade) {
    exports += flow.value_musd + flow.export_tax_musd;
    imports += flow.value_musd + flow.export_tax_musd;
  }
  for (const MarginSupply& flow : benchmark.margin_supply) exports += flow.value_musd;
  for (const MarginFlow& flow : benchmark.margins) imports += flow.value_musd;
  gaps.compare("current accounts", "world", {"exports", exports}, {"imports", imports});
}

}  // namespace

void check_budgets(GapList& gaps) {
  check_factor_markets(gaps);
  check_agents(gaps);
  check_current_accounts(gaps);
}

}  // namespace etslink
