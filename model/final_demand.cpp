// SPDX-License-Identifier: Apache-2.0
#include "model/final_demand.h"

#include <algorithm>
#include <cmath>

#include "model/accounts.h"
#include "model/household_account.h"
#include "model/leisure.h"
#include "model/nest_builder.h"
#include "model/production.h"
#include "model/trade.h"

namespace etslink {
namespace {

const char* kind_name(AgentKind kind) {
  switch (kind) {
    case AgentKind::household:
      return "household";
    case AgentKind::government:
      return "government";
    case AgentKind::investment:
      return "investor";
  }
  return "";
}

struct DemandBlock {
  const NestTree& tree;
  ActivityKind activity;
  CommodityKind commodity;
  const char* name;
};

DemandBlock demand_block(const NestSet& nests, AgentKind kind) {
  switch (kind) {
    case AgentKind::household:
      return {nests.household, ActivityKind::consumption, CommodityKind::consumption, "consumption"};
    case AgentKind::government:
      return {nests.government, ActivityKind::government, CommodityKind::government, "government demand"};
    case AgentKind::investment:
      return {nests.investment, ActivityKind::investment, CommodityKind::investment, "investment"};
  }
  throw std::logic_error("unknown agent kind");
}

void add_demand(BuildContext& context, int benchmark_agent) {
  const AgentInfo& info = context.benchmark.agents[benchmark_agent];
  const DemandBlock block = demand_block(context.nests, info.kind);
  EconomicAgent& agent = context.economy.agents[benchmark_agent];
  NestUse use{context.name_of_agents(block.name, benchmark_agent),
              info.region,
              {},
              goods_leaves(context, info.region, {User::Kind::agent, benchmark_agent}, block.tree)};
  if (use.leaves.empty()) return;
  const bool is_household = info.kind == AgentKind::household;
  const bool is_first = context.economy.find_agent(info.region, info.kind) == benchmark_agent;
  auto choice = is_household ? find_leisure(block.tree, context.benchmark) : std::nullopt;
  if (choice) choice->agent = benchmark_agent;
  const double leisure = choice ? benchmark_leisure(context, info.region, *choice) : 0;
  NestTop top = build_nests(context, choice ? choice->goods : block.tree, use);
  Activity activity;
  activity.name = use.owner;
  activity.region = info.region;
  activity.kind = leisure > 0 ? ActivityKind::nest : block.activity;
  activity.sigma = top.sigma;
  activity.quantity0 = value0(top.inputs);
  activity.output = is_household && is_first ? context.consumption[info.region.index]
                                             : context.add_commodity({use.owner, info.region, block.commodity});
  agent.demand_activity = context.add_activity(std::move(activity), std::move(top.inputs));
  if (leisure > 0) agent.demand_activity = add_utility(context, agent.demand_activity, leisure, *choice);
}

void add_stock_change(BuildContext& context, Region region) {
  std::vector<Edge> edges;
  for (const GoodUse& use : context.flows.uses(region, {User::Kind::stock_change, -1})) {
    for (Edge& edge : fixed_purchases(context, use, region)) {
      if (edge.quantity0 != 0) edges.push_back(std::move(edge));
    }
  }
  if (edges.empty()) return;
  const int investor = context.economy.find_agent(region, AgentKind::investment);
  if (investor < 0) {
    throw InputError({context.benchmark.folder + "/agents.csv", 0},
                     "stock changes in " + context.code(region) + " need an agent of kind investment");
  }
  Activity activity;
  activity.name = "stock change, " + context.code(region);
  activity.region = region;
  activity.kind = ActivityKind::stock_change;
  activity.quantity0 = value0(edges);
  context.economy.agents[investor].stock_activity = context.add_activity(std::move(activity), std::move(edges));
}

// An agent of agents.csv has the same index in the economy.
void declare_agent(BuildContext& context, const AgentInfo& info) {
  const bool is_first = context.economy.find_agent(info.region, info.kind) < 0;
  if (!is_first && info.kind != AgentKind::household) {
    throw InputError({context.benchmark.folder + "/agents.csv", 0},
                     "region " + context.code(info.region) + " has two agents of kind " + kind_name(info.kind) +
                         ", the second is '" + info.code + "'; several are allowed of kind household only");
  }
  EconomicAgent agent;
  agent.name = kind_name(info.kind) + (is_first ? "" : " " + info.code) + ", " + context.code(info.region);
  agent.code = info.code;
  agent.region = info.region;
  agent.kind = info.kind;
  context.economy.agents.push_back(agent);
}

}  // namespace

void declare_agents(BuildContext& context) {
  const Benchmark& b = context.benchmark;
  const SourceLocation at{b.folder + "/agents.csv", 0};
  for (const AgentInfo& info : b.agents) declare_agent(context, info);
  for (int r = 0; r < b.region_count(); ++r) {
    const int household = context.economy.find_agent({r}, AgentKind::household);
    if (household < 0) throw InputError(at, "region " + context.code({r}) + " has no household");
    context.household_account.push_back(declare_household_account(context, {r}));
    const int government = context.economy.find_agent({r}, AgentKind::government);
    context.tax_agents.push_back(government >= 0 ? government : context.household_account[r]);
    context.consumption[r] =
        context.add_commodity({"consumption, " + context.code({r}), {r}, CommodityKind::consumption});
  }
}

void add_final_demand(BuildContext& context) {
  for (int a = 0; a < static_cast<int>(context.benchmark.agents.size()); ++a) add_demand(context, a);
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    for (const int h : context.economy.households({r})) {
      if (context.economy.agents[h].demand_activity >= 0) continue;
      throw InputError({context.benchmark.folder + "/use.csv", 0}, "the household '" + context.economy.agents[h].code +
                                                                       "' of " + context.code({r}) + " buys nothing");
    }
    add_stock_change(context, {r});
  }
}

void add_transfers(BuildContext& context) {
  Economy& economy = context.economy;
  for (const TransferFlow& flow : context.benchmark.transfers) {
    economy.transfers.push_back({flow.from.index, flow.to.index, flow.kind, flow.value_musd});
  }
  measure_households(context);
  const std::vector<double> income = benchmark_income(economy);
  const std::vector<double> expenditure = benchmark_expenditure(economy);
  double world_deficit = 0, world_expenditure = 0;
  std::vector<double> deficit(economy.regions.size(), 0);
  for (std::size_t a = 0; a < economy.agents.size(); ++a) {
    EconomicAgent& agent = economy.agents[a];
    deficit[agent.region.index] += expenditure[a] - income[a];
    agent.income0 = expenditure[a] > 0 ? expenditure[a] : std::max(1.0, std::abs(income[a]));
    world_expenditure += expenditure[a];
  }
  for (int r = 0; r < static_cast<int>(deficit.size()); ++r) {
    for (const int h : economy.households({r}))
      economy.transfers.push_back({-1, h, "current account", context.household_share[h] * deficit[r]});
    world_deficit += deficit[r];
  }
  if (std::abs(world_deficit) > 1e-6 * world_expenditure) {
    throw InputError({context.benchmark.folder, 0}, "the current accounts of all regions add up to " +
                                                        std::to_string(world_deficit) + " million USD, not to zero");
  }
  balance_households(context);
}

void add_numeraire(BuildContext& context) {
  Economy& economy = context.economy;
  Numeraire& numeraire = economy.numeraire;
  double sum = 0;
  std::vector<double> by_region(economy.regions.size(), 0);
  for (int a = 0; a < static_cast<int>(economy.agents.size()); ++a) {
    if (economy.agents[a].kind != AgentKind::household) continue;
    const ConsumedGoods consumption = consumed_goods(economy, economy.agents[a]);
    numeraire.commodities.push_back(consumption.commodity);
    numeraire.weights.push_back(consumption.quantity0);
    sum += consumption.quantity0;
    by_region[economy.agents[a].region.index] += consumption.quantity0;
  }
  // The slack takes up the rounding of the whole world: it is least felt in the largest budget.
  const auto largest = std::max_element(by_region.begin(), by_region.end());
  numeraire.slack_agent = economy.find_agent({static_cast<int>(largest - by_region.begin())}, AgentKind::household);
  for (double& weight : numeraire.weights) weight /= sum;
  if (context.options.numeraire_region.empty()) return;
  const Region region = context.benchmark.find_region(context.options.numeraire_region);
  require(region.valid(), "the study reader has checked the region of the numeraire");
  numeraire.slack_agent = economy.find_agent(region, AgentKind::household);
}

}  // namespace etslink
