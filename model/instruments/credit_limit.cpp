// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/credit_limit.h"

#include <algorithm>

#include "model/conditions.h"
#include "model/instruments/links.h"
#include "model/instruments/market_parts.h"
#include "model/instruments/offsets.h"
#include "model/instruments/project_credits.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// The limit of a market in the economy; null where it has none, or nothing counts against it.
CreditLimitNode* find(Economy& economy, int market) {
  for (CreditLimitNode& node : economy.credit_limits) {
    if (node.market == market) return &node;
  }
  return nullptr;
}

Expression rent_of(const Economy& economy, int market) {
  for (const CreditLimitNode& node : economy.credit_limits) {
    if (node.market == market) return variable(node.rent);
  }
  return {};
}

bool has_counted_flow(const BuildContext& context, int m) {
  const Policy& policy = context.policy;
  const PermitMarket& market = policy.markets[m];
  const auto flows_in = [&](const RestrictedLink& link) {
    return (link.to == m || (link.two_way && link.from == m)) && market.limits(link.name) &&
           carries_permits(context, link);
  };
  const auto brings = [&](const ProjectCrediting& project) {
    return project.to == m && market.limits(project.name) && brings_credits(policy, project);
  };
  const auto is_used = [&](const OffsetSupply& offsets) {
    return market.credit_limit->offsets && brings_credits(policy, m, offsets);
  };
  return std::any_of(policy.restricted_links.begin(), policy.restricted_links.end(), flows_in) ||
         std::any_of(policy.projects.begin(), policy.projects.end(), brings) ||
         std::any_of(market.offsets.begin(), market.offsets.end(), is_used);
}

void check(const BuildContext& context, int m) {
  const PermitMarket& market = context.policy.markets[m];
  if (market.fixed_price || market.crediting)
    throw InputError(market.credit_limit->at,
                     "market '" + market.name + "' buys no permits, so that it can't have a credit limit");
  require_stated_effort(context, market.credit_limit->limit, m, "market '" + market.name + "'");
}

std::string name_of(const BuildContext& context, int market) {
  return "credit limit of " + context.policy.markets[market].name;
}

}  // namespace

void declare_credit_limits(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    if (context.economy.markets[m].pool < 0 || !context.policy.markets[m].credit_limit) continue;
    check(context, m);
    CreditLimitNode node;
    node.market = m;
    node.limit = flow_limit(context, context.policy.markets[m].credit_limit->limit, m);
    if (node.limit.terms().empty() || !has_counted_flow(context, m)) continue;
    const VariableId id{VariableRole::limit_rent, VariableOwner::market, m};
    node.rent =
        add_variable(context.economy, {id, "rent of the " + name_of(context, m), {}, 0, permit_price_scale}).index;
    context.economy.credit_limits.push_back(node);
  }
}

void close_credit_limits(BuildContext& context) {
  for (CreditLimitNode& node : context.economy.credit_limits) {
    for (const auto& [source, mt] : node.counted_of) node.counted += mt;
    const double scale = pool_benchmark_emissions(context.economy, node.market);
    add_complementarity(context.economy, variable(node.rent), {name_of(context, node.market), scale},
                        node.limit - node.counted);
  }
}

Expression credit_limit_rent(const BuildContext& context, int market, const std::string& flow) {
  return context.policy.markets[market].limits(flow) ? rent_of(context.economy, market) : Expression();
}

Expression credit_limit_rent_of_offsets(const BuildContext& context, int market) {
  const std::optional<CreditLimit>& limit = context.policy.markets[market].credit_limit;
  return limit && limit->offsets ? rent_of(context.economy, market) : Expression();
}

void count_credits(BuildContext& context, int market, const CountedFlow& flow) {
  CreditLimitNode* node = find(context.economy, market);
  if (node != nullptr && context.policy.markets[market].limits(flow.name)) node->counted_of[flow.source] += flow.mt;
}

void count_offsets(BuildContext& context, int market, const Expression& mt) {
  CreditLimitNode* node = find(context.economy, market);
  if (node != nullptr && context.policy.markets[market].credit_limit->offsets)
    node->counted_of[PermitSource::offsets] += mt;
}

bool takes_no_credits(const Policy& policy, int m) {
  const PermitMarket& market = policy.markets[m];
  const auto makes_room = [&](const RestrictedLink& link) {
    return link.two_way && (link.to == m || link.from == m) && market.limits(link.name) && !is_closed(policy, link);
  };
  return market.credit_limit && is_zero(market.credit_limit->limit) &&
         std::none_of(policy.restricted_links.begin(), policy.restricted_links.end(), makes_room);
}

}  // namespace etslink
