// SPDX-License-Identifier: Apache-2.0
#include "results/emissions.h"

namespace etslink {
namespace {

bool is_active(const Economy& economy, int market) { return market >= 0 && economy.markets[market].pool >= 0; }

std::vector<Values> zero_by_market_and_region(const Economy& economy) {
  return std::vector<Values>(economy.markets.size(), Values(economy.regions.size(), 0));
}

}  // namespace

Values emissions_by_user(const ScenarioView& view, const EquilibriumState& state) {
  const int users = view.sector_count() + 3;
  Values mt(static_cast<std::size_t>(view.region_count()) * users, 0);
  const auto cell = [&](int activity) -> double& {
    const int region = view.economy.activities[activity].region.index, user = view.accounts.user_of_activity[activity];
    require(region >= 0 && user >= 0, "emissions have a region and a user");
    return mt[region * users + user];
  };
  for (std::size_t e = 0; e < view.economy.edges.size(); ++e) {
    const Edge& edge = view.economy.edges[e];
    for (const EmissionUse& use : edge.emissions) cell(edge.activity) += use.physical * state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < view.economy.processes.size(); ++i) {
    cell(view.economy.processes[i].activity) += state.process_emissions[i];
  }
  return mt;
}

Values emissions_by_region(const ScenarioView& view, const EquilibriumState& state) {
  const Values by_user = emissions_by_user(view, state);
  const int users = view.sector_count() + 3;
  Values mt(view.region_count(), 0);
  for (std::size_t i = 0; i < by_user.size(); ++i) mt[i / users] += by_user[i];
  return mt;
}

std::vector<Values> covered_emissions(const ScenarioView& view, const EquilibriumState& state) {
  const Economy& economy = view.economy;
  std::vector<Values> mt = zero_by_market_and_region(economy);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const int region = economy.activities[economy.edges[e].activity].region.index;
    for (const EmissionUse& use : economy.edges[e].emissions) {
      if (is_active(economy, use.market)) mt[use.market][region] += use.charged * state.edge_quantity[e];
    }
  }
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    const ProcessEmission& process = economy.processes[i];
    if (!is_active(economy, process.market)) continue;
    const Activity& activity = economy.activities[process.activity];
    const double unabated = process.intensity0 * activity.quantity0 * state.activity_level[process.activity];
    mt[process.market][activity.region.index] += state.process_emissions[i] - (1 - process.share) * unabated;
  }
  return mt;
}

std::vector<Values> covered_benchmark_emissions(const Economy& economy) {
  std::vector<Values> mt = zero_by_market_and_region(economy);
  for (const Edge& edge : economy.edges) {
    for (const EmissionUse& use : edge.emissions) {
      if (!is_active(economy, use.market)) continue;
      mt[use.market][economy.activities[edge.activity].region.index] += use.charged * edge.quantity0;
    }
  }
  for (const ProcessEmission& process : economy.processes) {
    if (!is_active(economy, process.market)) continue;
    const Activity& activity = economy.activities[process.activity];
    mt[process.market][activity.region.index] += process.share * process.intensity0 * activity.quantity0;
  }
  return mt;
}

Values co2(const ScenarioView& view) { return emissions_by_region(view, view.state); }

Values co2_by_user(const ScenarioView& view) { return emissions_by_user(view, view.state); }

Values abatement(const ScenarioView& view) {
  Values mt = emissions_by_region(view, view.reference);
  const Values now = co2(view);
  for (std::size_t r = 0; r < mt.size(); ++r) mt[r] -= now[r];
  return mt;
}

}  // namespace etslink
