// SPDX-License-Identifier: Apache-2.0
#include "model/permits.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "model/equilibrium.h"
#include "model/indirect_emissions.h"

namespace etslink {
namespace {

// Benchmark value of the abatement input per tonne of process emissions [USD/t]: the scale of its level, which is zero
// there.
constexpr double abatement_scale_usd_per_t = 10;

bool covers(const Coverage& coverage, const FuelSource& source) {
  const auto contains = [](const auto& list, const auto& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
  };
  return coverage.region == source.region && contains(coverage.users, source.user) &&
         contains(coverage.fuels, source.fuel);
}

bool covers_process(const Coverage& coverage, Region region, User user) {
  return coverage.process && coverage.region == region &&
         std::find(coverage.users.begin(), coverage.users.end(), user) != coverage.users.end();
}

bool is_active(const Policy& policy, int market) { return policy.active.empty() || policy.active[market]; }

// Share of a source that each market charges; checks that no tonne needs two permits. Credits are not charged here: who
// opts in pays (model/instruments/crediting.cpp).
template <class Covers>
std::vector<std::pair<int, double>> covered_shares(const Policy& policy, const std::string& source, Covers is_covered) {
  std::vector<std::pair<int, double>> shares;
  double sum = 0;
  for (int m = 0; m < static_cast<int>(policy.markets.size()); ++m) {
    if (policy.markets[m].crediting) continue;
    for (const Coverage& coverage : policy.markets[m].coverage) {
      if (!is_covered(coverage)) continue;
      if (is_active(policy, m) && !is_tax(policy.markets[m])) sum += coverage.share;
      if (sum > 1 + 1e-12) {
        throw InputError(policy.markets[m].at, "market '" + policy.markets[m].name + "' covers " + source +
                                                   ", which is already covered in full (covered shares add up to " +
                                                   std::to_string(sum) + ")");
      }
      shares.emplace_back(m, coverage.share);
    }
  }
  return shares;
}

// A two-way link without limit, fee, corridor and at par is a full link.
bool is_unrestricted(const Policy& policy, const RestrictedLink& link) {
  const auto limits = [&](int market) { return policy.markets[market].limits(link.name); };
  const auto is_open = [](const PermitLimit& limit) {
    return std::isinf(limit.mt) && std::isinf(limit.share_of_obligation) && std::isinf(limit.share_of_effort);
  };
  return link.two_way && is_open(link.limit) && is_open(link.back_limit) && link.rate == 1 && link.cancelled == 0 &&
         link.least_buyer_price == 0 && std::isinf(link.largest_seller_price) && link.from != link.to &&
         !limits(link.from) && !limits(link.to);
}

std::vector<int> merged_markets(const Policy& policy) {
  std::vector<int> root(policy.markets.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](int m) {
    while (root[m] != m) m = root[m];
    return m;
  };
  for (const MarketLink& link : policy.links) {
    for (const int m : link.markets) {
      if (!is_active(policy, m))
        throw InputError(link.at,
                         "market '" + policy.markets[m].name + "' is off in this scenario and can't be linked");
      const int a = find(link.markets.front()), b = find(m);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  for (const RestrictedLink& link : policy.restricted_links) {
    if (!is_unrestricted(policy, link) || !is_active(policy, link.from) || !is_active(policy, link.to)) continue;
    const int a = find(link.from), b = find(link.to);
    root[std::max(a, b)] = std::min(a, b);
  }
  for (int m = 0; m < static_cast<int>(root.size()); ++m) root[m] = find(m);
  return root;
}

MarketNode market_node(const BuildContext& context, const PermitMarket& market) {
  MarketNode node;
  node.name = market.name;
  node.cap_by_region = market.cap_mt;
  node.cap_by_region.resize(context.benchmark.regions.size(), 0);
  node.free_by_region.assign(context.benchmark.regions.size(), 0);
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    const bool is_member = std::any_of(market.coverage.begin(), market.coverage.end(),
                                       [&](const Coverage& c) { return c.region.index == r; });
    const bool is_paid_out = market.revenue == RevenueUse::household;
    node.revenue_agent.push_back(!is_member ? -1 : is_paid_out ? context.household_account[r] : context.tax_agent({r}));
    if (!is_member && node.cap_by_region[r] != 0) {
      throw InputError(market.at,
                       "market '" + market.name + "' has a cap in " + context.code({r}) + ", which is not a member");
    }
  }
  return node;
}

void add_to_pool(Economy& economy, int market, int root) {
  int& pool = economy.markets[root].pool;
  if (pool < 0) {
    pool = static_cast<int>(economy.pools.size());
    economy.pools.push_back({"", {}, {}});
  }
  PermitPool& node = economy.pools[pool];
  node.name += (node.name.empty() ? "" : "+") + economy.markets[market].name;
  node.markets.push_back(market);
  economy.markets[market].pool = pool;
}

// An activity with a process that stands idle.
bool has_idle_process(const BuildContext& context, Region region) {
  const auto& activities = context.benchmark.activities;
  return std::any_of(activities.begin(), activities.end(), [&](const IdleActivity& activity) {
    return activity.region == region && (activity.process_mt > 0 || activity.biogenic_mt > 0);
  });
}

// Emissions whose abatement gives the input its size [Mt]; 0 where a region needs none. Those of processes, else all: a
// size that does not depend on the policy, so that scenarios have the same graph.
double abatement_scale(const BuildContext& context, Region region) {
  double process_mt = 0, all_mt = 0;
  for (const EmissionFlow& flow : context.benchmark.emissions) {
    if (flow.region == region) (flow.fuel ? all_mt : process_mt) += co2_equivalent(flow);
  }
  if (process_mt > 0) return process_mt;
  return buys_abatement(context.policy, region) || has_idle_process(context, region) ? std::max(1.0, all_mt) : 0;
}

}  // namespace

bool is_tax(const PermitMarket& market) { return market.fixed_price && !market.crediting; }

void declare_markets(BuildContext& context) {
  const Policy& policy = context.policy;
  for (const PermitMarket& market : policy.markets) {
    if (market.coverage.empty()) throw InputError(market.at, "market '" + market.name + "' covers nothing");
    context.economy.markets.push_back(market_node(context, market));
  }
  const std::vector<int> root = merged_markets(policy);
  for (int m = 0; m < static_cast<int>(policy.markets.size()); ++m) {
    if (is_active(policy, m)) add_to_pool(context.economy, m, root[m]);
  }
  for (PermitPool& pool : context.economy.pools) {
    pool.region = policy.markets[pool.markets.front()].coverage.front().region;
    for (const int m : pool.markets) {
      for (const Coverage& c : policy.markets[m].coverage) {
        if (c.region != pool.region) pool.region = Region{};
      }
      if (!pool.region.valid()) break;
    }
  }
}

void add_emissions(const BuildContext& context, Edge& edge, const FuelSource& source) {
  if (source.mt == 0) return;
  const std::string text = "emissions of " + context.benchmark.user_code(source.user) + ", " +
                           context.code(source.region) + " from " + context.benchmark.sectors[source.fuel.index].code;
  if (edge.quantity0 <= 0)
    throw InputError({context.benchmark.folder + "/co2.csv", 0}, text + " stand on no purchase of that fuel");
  const double kappa = source.mt / edge.quantity0;
  edge.emissions.push_back({Gas::co2, kappa});
  for (const auto& [market, share] :
       covered_shares(context.policy, text, [&](const Coverage& c) { return covers(c, source); })) {
    if (is_active(context.policy, market))
      edge.charges.push_back(permit_charge(ChargeKind::permits, market, kappa * share));
  }
}

void charge_process(const BuildContext& context, const Activity& activity, ProcessEmission& process) {
  const User user{User::Kind::sector, activity.sector.index};
  const std::string text = "process emissions of " + activity.name;
  bool is_covered = false;
  for (const auto& [m, share] : covered_shares(
           context.policy, text, [&](const Coverage& c) { return covers_process(c, activity.region, user); })) {
    const PermitMarket& market = context.policy.markets[m];
    if (!is_active(context.policy, m)) continue;
    if (is_tax(market)) {
      if (share != 1)
        throw InputError(market.at, "market '" + market.name + "' taxes a share of " + text + "; all or none");
    } else if (std::exchange(is_covered, true)) {
      throw InputError(market.at, text + " are covered by two markets; one market may cover them");
    }
    process.charges.push_back(permit_charge(ChargeKind::permits, m, share));
  }
}

void add_process(BuildContext& context, int activity) {
  const Activity& sector = context.economy.activities[activity];
  const double mt = context.flows.process_emissions(sector.region, sector.sector);
  if (mt == 0) return;
  ProcessEmission process;
  process.activity = activity;
  process.abatement_commodity = context.abatement[sector.region.index];
  process.intensity0 = mt / sector.quantity0;
  process.xhat = context.elasticities.value_or("process_xhat", sector.region, sector.sector, 100);
  process.nu = context.elasticities.value_or("process_nu", sector.region, sector.sector, 0);
  if (process.xhat <= 0) throw InputError(context.nests.at, "process_xhat must be above 0 USD/t");
  charge_process(context, sector, process);
  context.economy.processes.push_back(process);
}

void add_abatement_inputs(BuildContext& context) {
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    const Region region{r};
    const double mt = abatement_scale(context, region);
    if (mt == 0) continue;
    Activity input;
    input.name = "abatement input, " + context.code(region);
    input.region = region;
    input.kind = ActivityKind::abatement;
    input.sigma = 1;
    input.is_latent_level = true;
    std::vector<Edge> edges;
    for (int f = 0; f < static_cast<int>(context.benchmark.factors.size()); ++f) {
      if (context.benchmark.factors[f].mobility != FactorMobility::mobile) continue;
      Edge edge;
      edge.role = EdgeRole::factor;
      edge.commodity = context.factor[r * context.benchmark.factors.size() + f];
      for (int s = 0; s < context.benchmark.sector_count(); ++s) {
        for (const FactorFlow& flow : context.flows.factors(region, {s}))
          edge.quantity0 += flow.factor.index == f ? flow.value_musd : 0;
      }
      if (edge.quantity0 > 0) edges.push_back(edge);
    }
    if (edges.empty())
      throw InputError({context.benchmark.folder + "/co2.csv", 0},
                       "abatement in " + context.code(region) + " needs a mobile factor");
    const double scale = abatement_scale_usd_per_t * mt / value0(edges);
    for (Edge& edge : edges) edge.quantity0 *= scale;
    context.abatement[r] = context.add_bundle(std::move(input), CommodityKind::abatement, std::move(edges));
  }
}

void measure_markets(BuildContext& context) {
  Economy& economy = context.economy;
  for (int m = 0; m < static_cast<int>(economy.markets.size()); ++m) {
    MarketNode& market = economy.markets[m];
    for (const Coverage& coverage : context.policy.markets[m].coverage)
      market.benchmark_emissions += covered_emissions(context.benchmark, coverage);
    for (int r = 0; r < context.benchmark.region_count(); ++r)
      market.benchmark_emissions += indirect_emissions(context.benchmark, context.policy.markets[m], {r});
    if (market.benchmark_emissions <= 0) {
      throw InputError(context.policy.markets[m].at,
                       "market '" + market.name + "' is empty: its members emit nothing at the benchmark");
    }
  }
}

double covered_emissions(const Benchmark& benchmark, const Coverage& coverage) {
  double sum = 0;
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.region != coverage.region) continue;
    const bool is_covered = flow.fuel ? covers(coverage, {flow.region, flow.user, *flow.fuel, flow.mt})
                                      : covers_process(coverage, flow.region, flow.user);
    if (is_covered) sum += coverage.share * co2_equivalent(flow);
  }
  return sum;
}

}  // namespace etslink
