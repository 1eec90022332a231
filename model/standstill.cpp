// SPDX-License-Identifier: Apache-2.0
#include "model/standstill.h"

#include <algorithm>

#include "model/rule_builder.h"

namespace etslink {
namespace {

// Natural size of a loss, in logs of revenue.
constexpr double loss_scale = 0.1;

void let_levels_be_zero(BuildContext& context, const OwnBundles& bundles, int n) {
  Activity& activity = context.economy.activities[n];
  activity.is_latent_level = true;
  activity.level0 = 1;
  for (int e = activity.first_edge; e < activity.last_edge; ++e) {
    const int input = context.economy.edges[e].commodity;
    if (bundles.is_own(input)) let_levels_be_zero(context, bundles, bundles.maker(input));
  }
}

}  // namespace

OwnBundles::OwnBundles(const BuildContext& context) : context_(context) {
  const Economy& economy = context.economy;
  maker_.assign(economy.commodities.size(), -1);
  buyers_.assign(economy.commodities.size(), 0);
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const int output = economy.activities[n].output;
    if (output >= 0) maker_[output] = n;
  }
  for (const Edge& edge : economy.edges) ++buyers_[edge.commodity];
}

bool OwnBundles::is_own(int commodity) const {
  if (commodity >= static_cast<int>(maker_.size()) || maker_[commodity] < 0 || buyers_[commodity] != 1) return false;
  const ActivityKind kind = context_.economy.activities[maker_[commodity]].kind;
  if (kind == ActivityKind::armington)
    return std::find(context_.armington.begin(), context_.armington.end(), commodity) == context_.armington.end();
  return kind == ActivityKind::nest;
}

void let_stop(BuildContext& context, int n, double loss0) {
  Economy& economy = context.economy;
  const Activity& activity = economy.activities[n];
  require(activity.is_latent_level, "an activity that may stop has its level in levels");
  const VariableId id{VariableRole::loss, VariableOwner::activity, n};
  if (economy.find_variable(id) >= 0) return;
  const Symbol loss = add_variable(economy, {id, "loss: " + activity.name, activity.region, loss0, loss_scale});
  add_complementarity(economy, loss, {"runs without loss: " + activity.name}, level(n));
  economy.contributions.push_back({{Row::Kind::zero_profit, n}, "loss", loss});
}

void let_stop_with_bundles(BuildContext& context, const OwnBundles& bundles, int activity) {
  let_levels_be_zero(context, bundles, activity);
  let_stop(context, activity, 0);
}

}  // namespace etslink
