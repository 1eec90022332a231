// SPDX-License-Identifier: Apache-2.0
#include "model/factors.h"

#include <algorithm>
#include <cmath>

#include "model/exclusive_slots.h"

namespace etslink {
namespace {

FactorMobility mobility(const BuildContext& context, Factor factor) {
  return context.benchmark.factors[factor.index].mobility;
}

int factor_slot(const BuildContext& context, Region region, Factor factor) {
  return region.index * static_cast<int>(context.benchmark.factors.size()) + factor.index;
}

const char* mobility_name(FactorMobility mobility) {
  switch (mobility) {
    case FactorMobility::mobile:
      return "mobile";
    case FactorMobility::sluggish:
      return "sluggish";
    case FactorMobility::specific:
      return "specific";
  }
  return "";
}

Edge factor_edge(const BuildContext& context, const FactorFlow& flow) {
  Edge edge;
  edge.role = EdgeRole::factor;
  edge.quantity0 = flow.value_musd;
  if (flow.tax_musd != 0) {
    edge.tax = flow.tax_musd / flow.value_musd;
    edge.tax_agent = context.tax_agent(flow.region);
  }
  edge.price0 = 1 + edge.tax;
  edge.commodity = mobility(context, flow.factor) == FactorMobility::mobile
                       ? context.factor[factor_slot(context, flow.region, flow.factor)]
                       : context.sector_factor.at({flow.region.index, flow.sector.index, flow.factor.index});
  return edge;
}

// Owners of a factor of a region and their shares: endowments.csv, or the household alone.
std::vector<std::pair<int, double>> owners(const BuildContext& context, Region region, Factor factor) {
  std::vector<std::pair<int, double>> result;
  double total = 0;
  for (const EndowmentFlow& flow : context.benchmark.endowments) {
    if (flow.region != region || flow.factor != factor || flow.value_musd <= 0) continue;
    result.emplace_back(flow.agent.index, flow.value_musd);
    total += flow.value_musd;
  }
  if (result.empty() && context.economy.households(region).size() > 1)
    throw InputError({context.benchmark.folder + "/endowments.csv", 0},
                     "region " + context.code(region) + " has several households, but no owner of " +
                         context.benchmark.factors[factor.index].name);
  if (result.empty()) result.emplace_back(context.economy.find_agent(region, AgentKind::household), total = 1);
  for (auto& [agent, share] : result) share /= total;
  return result;
}

struct FactorUse {
  std::vector<FactorFlow> flows;  // by sector
  double total = 0;
};

FactorUse factor_use(const BuildContext& context, Region region, Factor factor) {
  FactorUse use;
  for (int s = 0; s < context.benchmark.sector_count(); ++s) {
    for (const FactorFlow& flow : context.flows.factors(region, {s})) {
      if (flow.factor != factor || flow.value_musd <= 0) continue;
      use.flows.push_back(flow);
      use.total += flow.value_musd;
    }
  }
  return use;
}

// A sluggish factor: its owners supply a composite, which is transformed between sectors with elasticity eta.
void add_transformation(BuildContext& context, Region region, Factor factor) {
  const FactorUse use = factor_use(context, region, factor);
  const int composite = context.factor[factor_slot(context, region, factor)];
  Activity supply;
  supply.name = "supply of " + context.benchmark.factors[factor.index].name + ", " + context.code(region);
  supply.region = region;
  supply.kind = ActivityKind::factor_supply;
  supply.eta = context.elasticities.value_or("transformation_elasticity", region, {}, 1);
  supply.quantity0 = use.total;
  supply.output =
      context.add_commodity({"sectoral " + context.benchmark.factors[factor.index].name + ", " + context.code(region),
                             region, CommodityKind::nest});
  supply.first_output = static_cast<int>(context.economy.output_edges.size());
  for (const FactorFlow& flow : use.flows) {
    const int commodity = context.sector_factor.at({region.index, flow.sector.index, factor.index});
    context.economy.output_edges.push_back(
        {static_cast<int>(context.economy.activities.size()), commodity, flow.value_musd});
  }
  supply.last_output = static_cast<int>(context.economy.output_edges.size());
  Edge edge;
  edge.role = EdgeRole::factor;
  edge.commodity = composite;
  edge.quantity0 = use.total;
  context.add_activity(std::move(supply), {edge});
}

void add_endowment(BuildContext& context, int commodity, double quantity,
                   const std::vector<std::pair<int, double>>& owner_shares) {
  for (const auto& [agent, share] : owner_shares) {
    Endowment endowment;
    endowment.commodity = commodity;
    endowment.agent = agent;
    endowment.quantity = quantity * share;
    context.economy.endowments.push_back(endowment);
  }
}

// The market of a mobile factor or of the composite of a sluggish one: its region's, or the world's where the factor
// moves between regions.
int declare_factor_market(BuildContext& context, Region region, Factor factor) {
  const std::string& name = context.benchmark.factors[factor.index].name;
  const ModelOptions& options = context.options;
  if (options.capital != CapitalOption::international || factor != options.capital_factor)
    return context.add_commodity({name + ", " + context.code(region), region, CommodityKind::factor, factor});
  if (mobility(context, factor) != FactorMobility::mobile)
    throw InputError({context.benchmark.folder + "/factors.csv", 0},
                     "a factor that moves between regions must be mobile between sectors: " + name);
  for (int r = 0; r < region.index; ++r) {
    const int market = context.factor[factor_slot(context, {r}, factor)];
    if (market >= 0) return market;
  }
  return context.add_commodity({name + ", world market", {}, CommodityKind::factor, factor});
}

}  // namespace

void declare_factors(BuildContext& context) {
  const Benchmark& b = context.benchmark;
  for (int r = 0; r < b.region_count(); ++r) {
    for (int f = 0; f < static_cast<int>(b.factors.size()); ++f) {
      const FactorUse use = factor_use(context, {r}, {f});
      if (use.flows.empty()) continue;
      const FactorMobility kind = mobility(context, {f});
      const std::string name = b.factors[f].name;
      if (kind != FactorMobility::specific) {
        context.factor[factor_slot(context, {r}, {f})] = declare_factor_market(context, {r}, {f});
      }
      if (kind == FactorMobility::mobile) continue;
      const CommodityKind commodity_kind =
          kind == FactorMobility::specific ? CommodityKind::resource : CommodityKind::factor;
      for (const FactorFlow& flow : use.flows) {
        context.sector_factor[{r, flow.sector.index, f}] = context.add_commodity(
            {name + " of " + context.name(flow.sector) + ", " + context.code({r}), {r}, commodity_kind, {f}});
      }
    }
  }
}

void add_factor_supply(BuildContext& context) {
  const Benchmark& b = context.benchmark;
  for (int r = 0; r < b.region_count(); ++r) {
    for (int f = 0; f < static_cast<int>(b.factors.size()); ++f) {
      const FactorUse use = factor_use(context, {r}, {f});
      if (use.flows.empty()) continue;
      const auto owner_shares = owners(context, {r}, {f});
      if (mobility(context, {f}) == FactorMobility::specific) {
        for (const FactorFlow& flow : use.flows)
          add_endowment(context, context.sector_factor.at({r, flow.sector.index, f}), flow.value_musd, owner_shares);
        continue;
      }
      add_endowment(context, context.factor[factor_slot(context, {r}, {f})], use.total, owner_shares);
      if (mobility(context, {f}) == FactorMobility::sluggish) add_transformation(context, {r}, {f});
    }
  }
}

std::vector<NestLeaf> factor_leaves(BuildContext& context, Region region, Sector sector) {
  std::vector<NestLeaf> leaves;
  for (const FactorFlow& flow : context.flows.factors(region, sector)) {
    if (flow.value_musd <= 0) continue;
    const FactorInfo& info = context.benchmark.factors[flow.factor.index];
    leaves.push_back({{"factor:" + info.code, std::string("factors:") + mobility_name(info.mobility)},
                      "factors:rest",
                      [&context, flow] { return factor_edge(context, flow); }});
  }
  return leaves;
}

void set_supply_curve(BuildContext& context, int commodity, const SupplyCurve& curve) {
  for (Endowment& endowment : context.economy.endowments) {
    if (endowment.commodity != commodity) continue;
    endowment.supply_elasticity = curve.elasticity;
    endowment.price_commodity = curve.price_commodity;
    endowment.cost_commodity = curve.cost_commodity;
  }
}

void let_resource_stand_idle(BuildContext& context, const RentBound& bound) {
  Economy& economy = context.economy;
  const Commodity& resource = economy.commodities[bound.resource];
  const auto id = [&](VariableRole role) { return VariableId{role, VariableOwner::commodity, bound.resource}; };
  const auto first = std::find_if(economy.endowments.begin(), economy.endowments.end(),
                                  [&](const Endowment& endowment) { return endowment.commodity == bound.resource; });
  if (first == economy.endowments.end() || first->availability >= 0) return;
  const Symbol in_use = add_variable(
      economy, {id(VariableRole::resource_in_use), "resource in use: " + bound.name, resource.region, 1, 1});
  const Symbol idle =
      add_variable(economy, {id(VariableRole::idle_resource), "idle resource: " + bound.name, resource.region, 0, 1});
  add_rule(economy, in_use, {"resource in use: " + bound.name}, in_use + idle - 1.0);
  // In logarithms, as prices are unknowns: the difference of levels has no slope where the rent has gone.
  add_complementarity(economy, idle, {"idle resource: " + bound.name},
                      log(price(bound.resource)) - log(price(bound.relative_to)) - std::log(bound.least));
  multiply_endowments(context, bound.resource, in_use,
                      {"resource of " + bound.name, {"idle resources of [model] resources", context.options.at}});
}

bool is_fossil_fuel(const SectorInfo& sector) {
  const SectorRole role = sector.role;
  return role == SectorRole::coal || role == SectorRole::crude_oil || role == SectorRole::gas;
}

void declare_availability(BuildContext& context, const Activity& activity, const Edge& resource) {
  if (!context.options.hold_fuel_prices || !is_fossil_fuel(context, activity.sector)) return;
  if (has_world_price(context.options, activity.region, activity.sector)) return;  // held already
  if (value0(resource) < least_resource_share * activity.unit_revenue0 * activity.quantity0) {
    context.economy.notes.push_back("price of " + activity.name + " follows its costs: its resource has less than " +
                                    std::to_string(static_cast<int>(100 * least_resource_share)) + " % of them");
    return;
  }
  ResourceAvailability entry;
  entry.output_commodity = activity.output;
  entry.region = activity.region;
  entry.name = activity.name;
  set_availability(context, resource.commodity, static_cast<int>(context.economy.availabilities.size()),
                   {"resource of " + activity.name, {"the channel of fuel prices", context.options.at}});
  context.economy.availabilities.push_back(entry);
}

}  // namespace etslink
