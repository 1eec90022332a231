// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <tuple>

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

// Income and expenditure of every agent. Taxes go to the government of the region (where there is none to its
// households, by their consumption): of use, factors, output and tariffs to the region where they are paid, export
// taxes to the exporter's.
class Budgets {
 public:
  explicit Budgets(const Benchmark& benchmark)
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

  double income(int agent) const { return income_[agent]; }
  double expenditure(int agent) const { return expenditure_[agent]; }

 private:
  int first_agent(Region region, AgentKind kind) const {
    for (std::size_t a = 0; a < benchmark_.agents.size(); ++a) {
      if (benchmark_.agents[a].region == region && benchmark_.agents[a].kind == kind) return static_cast<int>(a);
    }
    return -1;
  }

  void collect(Region region, double tax) {
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
  void share_consumption() {
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

  int household(Region region) const {
    const int found = first_agent(region, AgentKind::household);
    require(found >= 0, "every region has a household");
    return found;
  }

  void add_final_use() {
    for (const UseFlow& flow : benchmark_.use) {
      if (flow.user.kind == User::Kind::sector) continue;
      const bool stock = flow.user.kind == User::Kind::stock_change;
      const int payer = stock ? first_agent(flow.region, AgentKind::investment) : flow.user.index;
      require(payer >= 0, "a region with stock changes has an investor");
      expenditure_[payer] += flow.value_musd + flow.tax_musd;
    }
  }

  void add_taxes() {
    for (const UseFlow& flow : benchmark_.use) collect(flow.region, flow.tax_musd);
    for (const TradeFlow& flow : benchmark_.trade) {
      collect(flow.exporter, flow.export_tax_musd);
      collect(flow.importer, flow.tariff_musd);
    }
    for (const FactorFlow& flow : benchmark_.value_added) collect(flow.region, flow.tax_musd);
    for (const OutputTax& flow : benchmark_.output_tax) collect(flow.region, flow.tax_musd);
  }

  void add_factor_income() {
    for (const EndowmentFlow& flow : benchmark_.endowments) income_[flow.agent.index] += flow.value_musd;
    if (!benchmark_.endowments.empty()) return;
    for (const FactorFlow& flow : benchmark_.value_added) income_[household(flow.region)] += flow.value_musd;
  }

  const Benchmark& benchmark_;
  std::vector<double> income_, expenditure_, consumption_share_;
};

// Without transfers.csv the lump sums that balance the agents are implied; with it they are complete.
void check_agents(GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  if (benchmark.transfers.empty()) return;
  const Budgets budgets(benchmark);
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
