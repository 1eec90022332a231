// SPDX-License-Identifier: Apache-2.0
#include "model/leisure.h"

#include <algorithm>

namespace etslink {
namespace {

const std::string leisure_prefix = "leisure:";

bool is_leisure(const std::string& input) { return input.starts_with(leisure_prefix); }

[[noreturn]] void fail(const NestTree& tree, const Nest& nest, const std::string& message) {
  throw InputError(nest.at, "nest '" + nest.name + "' of [" + tree.name + "] " + message);
}

Factor labour_of(const NestTree& tree, const Nest& nest, const Benchmark& benchmark) {
  const auto leaf = std::find_if(nest.inputs.begin(), nest.inputs.end(), is_leisure);
  const std::string code = leaf->substr(leisure_prefix.size());
  const Factor factor = benchmark.find_factor(code);
  if (!factor.valid())
    fail(tree, nest, "has an unknown input '" + *leaf + "'" + suggestion(code, benchmark.factor_codes()));
  if (benchmark.factors[factor.index].mobility != FactorMobility::mobile)
    fail(tree, nest, "has the input '" + *leaf + "', but only a mobile factor can be labour or leisure");
  return factor;
}

// The tree with the nest of goods as its top.
NestTree goods_tree(const NestTree& tree) {
  const Nest& top = tree.nests.front();
  NestTree goods = tree;
  goods.nests.erase(goods.nests.begin());
  const auto is_input = [&](const Nest& nest) {
    return std::find(top.inputs.begin(), top.inputs.end(), nest.name) != top.inputs.end();
  };
  const auto first = std::find_if(goods.nests.begin(), goods.nests.end(), is_input);
  if (top.inputs.size() != 2 || first == goods.nests.end())
    fail(tree, top, "must have two inputs, leisure and the nest of all goods");
  std::rotate(goods.nests.begin(), first, first + 1);
  return goods;
}

int labour_commodity(const BuildContext& context, Region region, Factor labour) {
  return context.factor[region.index * context.benchmark.factors.size() + labour.index];
}

}  // namespace

std::optional<LeisureChoice> find_leisure(const NestTree& household, const Benchmark& benchmark) {
  for (const Nest& nest : household.nests) {
    const bool is_top = &nest == &household.nests.front();
    if (!is_top && std::any_of(nest.inputs.begin(), nest.inputs.end(), is_leisure))
      fail(household, nest, "has leisure, which belongs to the top nest");
  }
  const Nest& top = household.nests.front();
  if (std::none_of(top.inputs.begin(), top.inputs.end(), is_leisure)) return std::nullopt;
  return LeisureChoice{labour_of(household, top, benchmark), top.sigma, goods_tree(household), top.at};
}

double benchmark_leisure(const BuildContext& context, Region region, const LeisureChoice& choice) {
  const int labour = labour_commodity(context, region, choice.labour);
  const bool is_only = context.economy.households(region).size() == 1;
  double supply = 0;
  for (const Endowment& endowment : context.economy.endowments) {
    if (endowment.commodity == labour && (is_only || endowment.agent == choice.agent)) supply += endowment.quantity;
  }
  return supply * context.elasticities.value(leisure_ratio, region, {}, choice.at);
}

int add_utility(BuildContext& context, int goods_activity, double leisure, const LeisureChoice& choice) {
  const LabourRule rule = labour_rule(context.options, context.economy.activities[goods_activity].region);
  if (rule.rule != LabourOption::fixed && rule.factor == choice.labour)
    throw InputError(choice.at,
                     "leisure is a choice, so that there is no unemployment: a wage curve or a minimum wage needs "
                     "labour that is supplied whatever the wage");
  const Activity& goods = context.economy.activities[goods_activity];
  Edge time, consumption;
  time.role = EdgeRole::factor;
  time.commodity = labour_commodity(context, goods.region, choice.labour);
  time.quantity0 = leisure;
  consumption.role = EdgeRole::bundle;
  consumption.commodity = goods.output;
  consumption.quantity0 = goods.quantity0;
  Endowment endowment;
  endowment.commodity = time.commodity;
  endowment.agent = choice.agent;
  endowment.quantity = leisure;
  context.economy.endowments.push_back(endowment);

  Activity utility;
  utility.name = context.name_of_agents("utility", choice.agent);
  utility.region = goods.region;
  utility.kind = ActivityKind::consumption;
  utility.sigma = context.elasticities.value(choice.sigma, goods.region, {});
  utility.quantity0 = value0(time) + value0(consumption);
  utility.output = context.add_commodity({utility.name, goods.region, CommodityKind::utility});
  return context.add_activity(std::move(utility), {consumption, time});
}

ConsumedGoods consumed_goods(const Economy& economy, const EconomicAgent& agent) {
  const Activity& demand = economy.activities[agent.demand_activity];
  if (economy.commodities[demand.output].kind != CommodityKind::utility)
    return {demand.output, agent.demand_activity, demand.quantity0, -1};
  const Edge& goods = economy.edges[demand.first_edge];
  const int activity = agent.demand_activity - 1;  // utility is added right after its goods
  require(economy.activities[activity].output == goods.commodity, "utility buys the goods of the activity before it");
  return {goods.commodity, activity, goods.quantity0, demand.first_edge};
}

}  // namespace etslink
