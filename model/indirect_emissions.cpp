// SPDX-License-Identifier: Apache-2.0
#include "model/indirect_emissions.h"

#include <algorithm>

#include "model/technology.h"

namespace etslink {
namespace {

bool contains(const std::vector<User>& users, const User& user) {
  return std::find(users.begin(), users.end(), user) != users.end();
}

bool generates(const Benchmark& benchmark, const User& user) {
  return user.kind == User::Kind::sector && benchmark.sectors[user.index].role == SectorRole::electricity;
}

// Electricity that is sold to users, not what plants deliver to the grid.
bool is_electricity(const Benchmark& benchmark, Sector good) {
  const SectorInfo& info = benchmark.sectors[good.index];
  return info.role == SectorRole::electricity && !is_technology(info);
}

// Part of its electricity that a user needs permits for: as of its direct emissions; 1 where these are not covered. By
// default all users of the market are charged but power generation, whose emissions are direct.
double charged_share(const Benchmark& benchmark, const PermitMarket& market, Region region, const User& user) {
  const bool is_named = contains(market.indirect->users, user);
  if (!market.indirect->users.empty() && !is_named) return 0;
  if (market.indirect->users.empty() && generates(benchmark, user)) return 0;
  double covered = 0;
  bool is_member = false;
  for (const Coverage& coverage : market.coverage) {
    if (coverage.region != region) continue;
    is_member = true;
    if (contains(coverage.users, user)) covered = std::max(covered, coverage.share);
  }
  return !is_member ? 0 : covered == 0 && is_named ? 1 : covered;
}

// Emissions of the generation of what is used [Mt]; imports come from their exporters in benchmark proportions.
double generation_mt(const BenchmarkIndex& flows, const std::vector<double>& grid, const ElectricityUse& use) {
  double mt = grid[use.region.index] * use.domestic;
  if (use.imported == 0) return mt;
  double imports_mt = 0;
  for (const TradeFlow& flow : flows.imports(use.region, use.good))
    imports_mt += grid[flow.exporter.index] * flow.value_musd;
  const double imports = flows.total_use(use.region, use.good).imported;
  return imports > 0 ? mt + use.imported * imports_mt / imports : mt;
}

}  // namespace

std::vector<double> grid_factors(const Benchmark& benchmark, const BenchmarkIndex& flows) {
  std::vector<double> mt(benchmark.regions.size(), 0), output(mt);
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (generates(benchmark, flow.user)) mt[flow.region.index] += co2_equivalent(flow);
  }
  for (int r = 0; r < benchmark.region_count(); ++r) {
    for (int s = 0; s < benchmark.sector_count(); ++s) {
      if (is_electricity(benchmark, {s})) output[r] += flows.output({r}, {s});
    }
    mt[r] = output[r] > 0 ? mt[r] / output[r] : 0;
  }
  return mt;
}

void declare_grid(BuildContext& context) {
  const bool has_grid = std::any_of(context.benchmark.sectors.begin(), context.benchmark.sectors.end(),
                                    [](const SectorInfo& s) { return s.role == SectorRole::electricity; });
  for (const PermitMarket& market : context.policy.markets) {
    if (!market.indirect) continue;
    if (!has_grid) {
      throw InputError(market.at, "market '" + market.name +
                                      "' charges indirect emissions, but no sector has the role 'electricity'");
    }
    context.grid_factor = grid_factors(context.benchmark, context.flows);
  }
}

void add_indirect_emissions(const BuildContext& context, Edge& edge, const ElectricityUse& use) {
  if (context.grid_factor.empty() || edge.quantity0 <= 0) return;
  if (!is_electricity(context.benchmark, use.good)) return;
  const double kappa = generation_mt(context.flows, context.grid_factor, use) / edge.quantity0;
  for (int m = 0; m < static_cast<int>(context.policy.markets.size()); ++m) {
    const PermitMarket& market = context.policy.markets[m];
    if (!market.indirect || market.crediting || context.economy.markets[m].pool < 0) continue;
    const double share = charged_share(context.benchmark, market, use.region, use.user);
    if (share == 0 || kappa <= 0) continue;
    edge.charges.push_back(
        permit_charge(ChargeKind::indirect_emissions, m, kappa * share * market.indirect->grid_factor));
  }
}

std::vector<std::pair<User, double>> indirect_emissions_by_user(const Benchmark& benchmark, const PermitMarket& market,
                                                                Region region) {
  if (!market.indirect) return {};
  const BenchmarkIndex flows(benchmark);
  const std::vector<double> grid = grid_factors(benchmark, flows);
  std::vector<User> users;
  for (int s = 0; s < benchmark.sector_count(); ++s) users.push_back({User::Kind::sector, s});
  for (int a = 0; a < static_cast<int>(benchmark.agents.size()); ++a) {
    if (benchmark.agents[a].region == region) users.push_back({User::Kind::agent, a});
  }
  std::vector<std::pair<User, double>> result;
  for (const User& user : users) {
    const double share = market.indirect->grid_factor * charged_share(benchmark, market, region, user);
    if (share == 0) continue;
    double mt = 0;
    for (const GoodUse& use : flows.uses(region, user)) {
      if (!is_electricity(benchmark, use.good)) continue;
      mt += share * generation_mt(flows, grid, {region, user, use.good, use.domestic, use.imported});
    }
    if (mt > 0) result.emplace_back(user, mt);
  }
  return result;
}

double indirect_emissions(const Benchmark& benchmark, const PermitMarket& market, Region region) {
  double sum = 0;
  for (const auto& [user, mt] : indirect_emissions_by_user(benchmark, market, region)) sum += mt;
  return sum;
}

}  // namespace etslink
