// SPDX-License-Identifier: Apache-2.0
#include "results/emissions.h"

#include <algorithm>

#include "model/edge_kernel.h"
#include "model/shocked_economy.h"
#include "results/permit_trade.h"

namespace etslink {
namespace {

// Of an emission that no market may cover the index is -1.
bool is_active(const Economy& economy, int market) { return market >= 0 && is_on(economy, market); }

std::vector<Values> zero_by_market_and_region(const Economy& economy) {
  return std::vector<Values>(economy.markets.size(), Values(economy.regions.size(), 0));
}

// Part of a process' emissions that its market covers in a state: what is covered pays the market's price beside taxes.
double covered_part(const ProcessEmission& process, const EquilibriumState& state) {
  const double p_b = state.commodity_price[process.abatement_commodity];
  double taxes = 0;
  for (const int m : process.taxes) taxes += state.permit_price[m];
  const double covered = process.share * process_intensity(process, (taxes + state.permit_price[process.market]) / p_b);
  const double rest = (1 - process.share) * process_intensity(process, taxes / p_b);
  return covered / (covered + rest);
}

bool is_taxed(const Economy& economy, int market) {
  return is_active(economy, market) && !has_permits(economy, market);
}

// Sums over edges and processes what only taxes charge. `quantity`: of an edge; `uncovered`: emissions of a process
// that no market of permits covers.
template <class Quantity, class Uncovered>
Values only_taxed(const Economy& economy, Quantity quantity, Uncovered uncovered) {
  Values mt(economy.regions.size(), 0);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    double permits = 0, tax = 0;
    for (const EmissionUse& use : economy.edges[e].emissions) {
      if (is_taxed(economy, use.market))
        tax = std::max(tax, use.charged);
      else if (is_active(economy, use.market))
        permits += use.charged;
    }
    if (tax > permits) mt[economy.activities[economy.edges[e].activity].region.index] += (tax - permits) * quantity(e);
  }
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    const ProcessEmission& process = economy.processes[i];
    const bool pays =
        std::any_of(process.taxes.begin(), process.taxes.end(), [&](int m) { return is_taxed(economy, m); });
    if (pays) mt[economy.activities[process.activity].region.index] += uncovered(i);
  }
  return mt;
}

}  // namespace

Values emissions_only_taxed(const Economy& economy, const EquilibriumState& state) {
  const auto uncovered = [&](std::size_t i) {
    const ProcessEmission& process = economy.processes[i];
    return (is_active(economy, process.market) ? 1 - covered_part(process, state) : 1) * state.process_emissions[i];
  };
  return only_taxed(
      economy, [&](std::size_t e) { return state.edge_quantity[e]; }, uncovered);
}

Values benchmark_emissions_only_taxed(const Economy& with_shocks) {
  const AtBenchmark benchmark(with_shocks);
  const Economy& economy = benchmark.economy();
  const auto quantity = [&](std::size_t e) {
    const Edge& edge = economy.edges[e];
    return is_idle(economy.activities[edge.activity]) ? 0 : edge.quantity0;
  };
  const auto uncovered = [&](std::size_t i) {
    const ProcessEmission& process = economy.processes[i];
    const Activity& activity = economy.activities[process.activity];
    if (is_idle(activity)) return 0.0;
    return (is_active(economy, process.market) ? 1 - process.share : 1) * process.intensity0 * activity.quantity0;
  };
  return only_taxed(economy, quantity, uncovered);
}

Values regulated_emissions(const ScenarioView& view, const EquilibriumState& state) {
  const Economy& economy = view.economy;
  Values mt(view.region_count(), 0);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const int region = economy.activities[economy.edges[e].activity].region.index;
    double physical = 0, permits = 0, tax = 0;
    for (const EmissionUse& use : economy.edges[e].emissions) {
      physical += use.physical;
      if (!is_active(economy, use.market)) continue;
      if (has_permits(economy, use.market))
        permits += use.charged;
      else
        tax = std::max(tax, use.charged);
    }
    if (physical > 0) mt[region] += std::min(physical, std::max(permits, tax)) * state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    const ProcessEmission& process = economy.processes[i];
    const int region = economy.activities[process.activity].region.index;
    const double part = is_active(economy, process.market) ? covered_part(process, state) : 0;
    const bool pays_tax =
        std::any_of(process.taxes.begin(), process.taxes.end(), [&](int m) { return is_active(economy, m); });
    mt[region] += (pays_tax ? 1 : part) * state.process_emissions[i];
  }
  return mt;
}

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
    const int region = economy.activities[process.activity].region.index;
    if (is_active(economy, process.market))
      mt[process.market][region] += covered_part(process, state) * state.process_emissions[i];
    for (const int m : process.taxes) {
      if (is_active(economy, m)) mt[m][region] += state.process_emissions[i];
    }
  }
  return mt;
}

std::vector<Values> covered_benchmark_emissions(const Economy& with_shocks) {
  const AtBenchmark benchmark(with_shocks);
  const Economy& economy = benchmark.economy();
  std::vector<Values> mt = zero_by_market_and_region(economy);
  for (const Edge& edge : economy.edges) {
    if (is_idle(economy.activities[edge.activity])) continue;
    for (const EmissionUse& use : edge.emissions) {
      if (!is_active(economy, use.market)) continue;
      mt[use.market][economy.activities[edge.activity].region.index] += use.charged * edge.quantity0;
    }
  }
  for (const ProcessEmission& process : economy.processes) {
    const Activity& activity = economy.activities[process.activity];
    if (is_idle(activity)) continue;
    const double emitted = process.intensity0 * activity.quantity0;
    if (is_active(economy, process.market)) mt[process.market][activity.region.index] += process.share * emitted;
    for (const int m : process.taxes) {
      if (is_active(economy, m)) mt[m][activity.region.index] += emitted;
    }
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
