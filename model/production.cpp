// SPDX-License-Identifier: Apache-2.0
#include "model/production.h"

#include <algorithm>

#include "model/factors.h"
#include "model/joint_products.h"
#include "model/nest_builder.h"
#include "model/nest_leaf.h"
#include "model/permits.h"
#include "model/technology.h"
#include "model/trade.h"

namespace etslink {
namespace {

// Constant supply elasticity: Y = Y0 (p / c_nonresource)^eta, the resource follows output in fixed proportion (Boeters
// and Bollen 2012).
void set_constant_elasticity(BuildContext& context, NestTop& top, const Activity& activity) {
  if (top.resource_edge < 0 || top.inputs.size() != 2) {
    throw InputError(
        context.nests.at,
        "resources = \"constant_elasticity\" needs a top nest of two inputs: the resource and a bundle of all others");
  }
  top.sigma = 0;
  const Edge& resource = top.inputs[top.resource_edge];
  const int others = top.inputs[1 - top.resource_edge].commodity;
  set_supply_curve(context, resource.commodity, {*top.supply_elasticity, activity.output, others});
  let_resource_stand_idle(context, {resource.commodity, others, idle_rent, activity.name});
}

// What the options ask of the sector's resource, found by what it is, not by the elasticity of the nest it is in.
void set_resource(BuildContext& context, NestTop& top, const Activity& activity) {
  if (!top.resource) return;
  declare_availability(context, activity, *top.resource);
  const bool is_constant = context.options.resources == ResourceOption::constant_elasticity;
  if (is_constant && (top.supply_elasticity || is_fossil_fuel(context, activity.sector)))
    return set_constant_elasticity(context, top, activity);
  if (is_constant || !top.supply_elasticity) return;
  // What the rent is compared with: the cost of the other inputs, or the price of what is made of them.
  const int others = top.inputs.size() == 2 ? top.inputs[1 - top.resource_edge].commodity : activity.output;
  let_resource_stand_idle(context, {top.inputs[top.resource_edge].commodity, others, least_rent, activity.name});
}

void add_sector(BuildContext& context, Region region, Sector sector) {
  if (context.flows.output(region, sector) <= 0) return;
  Activity activity;
  activity.name = context.name(sector) + ", " + context.code(region);
  activity.region = region;
  activity.sector = sector;
  activity.kind = ActivityKind::production;
  const NestTree& tree = production_tree(context.nests, context.benchmark.sectors[sector.index]);
  NestUse use{activity.name, region, sector, goods_leaves(context, region, {User::Kind::sector, sector.index}, tree)};
  for (NestLeaf& leaf : factor_leaves(context, region, sector)) use.leaves.push_back(std::move(leaf));
  NestTop top = build_nests(context, tree, use);
  if (top.inputs.empty())
    throw InputError({context.benchmark.folder + "/use.csv", 0}, activity.name + " has output but no inputs");
  const std::vector<TaxedProduct> products = add_outputs(context, activity);
  set_resource(context, top, activity);
  activity.sigma = top.sigma;
  const int n = context.add_activity(std::move(activity), std::move(top.inputs));
  add_process(context, n);
  add_sales(context, Activity(context.economy.activities[n]), products);
}

}  // namespace

const NestTree& production_tree(const NestSet& nests, const SectorInfo& sector) {
  const std::vector<std::string> patterns = tree_patterns(sector);
  for (const NestTree& tree : nests.production) {
    for (const std::string& pattern : tree.applies_to) {
      if (std::find(patterns.begin(), patterns.end(), pattern) != patterns.end()) return tree;
    }
  }
  throw InputError(nests.at,
                   "no production nest applies to sector '" + sector.code + "'; add one with applies_to = [\"*\"]");
}

std::vector<NestLeaf> goods_leaves(BuildContext& context, Region region, User user, const NestTree& tree) {
  std::vector<NestLeaf> leaves;
  const std::string buyer = context.benchmark.user_code(user);
  for (const GoodPurchase& found : context.flows.uses(region, user, NamedPurposes(context.benchmark, tree))) {
    if (found.bought.value() == 0) continue;
    const Purchase purchase{found.bought, region, user, found.emissions, buyer};
    NestLeaf leaf;
    leaf.tokens = leaves_of(context.benchmark, purchase.use.good, purchase.use.purpose);
    const bool is_made_for_it = is_technology(context.benchmark.sectors[purchase.use.good.index]);
    leaf.rest_token = is_made_for_it ? "technologies:rest" : "goods:rest";
    leaf.connect = [&context, purchase] { return connect_good(context, purchase); };
    leaves.push_back(std::move(leaf));
  }
  return leaves;
}

void add_production(BuildContext& context) {
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    for (int s = 0; s < context.benchmark.sector_count(); ++s) add_sector(context, {r}, {s});
  }
}

int find_production(const Economy& economy, Region region, Sector sector) {
  for (const int n : productions(economy, region, sector)) {
    if (!is_idle(economy.activities[n])) return n;
  }
  return -1;
}

std::vector<int> productions(const Economy& economy, Region region, Sector sector) {
  std::vector<int> found;
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const Activity& activity = economy.activities[n];
    if (activity.kind == ActivityKind::production && activity.region == region && activity.sector == sector)
      found.push_back(n);
  }
  return found;
}

}  // namespace etslink
