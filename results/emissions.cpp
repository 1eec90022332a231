// SPDX-License-Identifier: Apache-2.0
#include "results/emissions.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "model/charges.h"
#include "model/edge_kernel.h"
#include "model/inventory.h"
#include "model/shocked_economy.h"
#include "results/permit_trade.h"

namespace etslink {
namespace {

std::vector<Values> zero_by_market_and_region(const Economy& economy) {
  return std::vector<Values>(economy.markets.size(), Values(economy.regions.size(), 0));
}

// Tonnes per unit that charges of an input are on, by markets of permits and by the tax that is on most.
struct ChargedTonnes {
  double permits = 0, tax = 0;
};
ChargedTonnes charged_tonnes(const Economy& economy, const Charges& charges) {
  ChargedTonnes sum;
  for_each_charge(charges, ChargeBase::quantity, [&](const Charge& charge) {
    if (!charge.is_counted) return;
    const double kappa = charge.coefficient.at(economy.path);
    if (has_permits(economy, charge.market))
      sum.permits += kappa;
    else
      sum.tax = std::max(sum.tax, kappa);
  });
  return sum;
}

// Part of a process' emissions that a charge is on in a state: what the partial charge is on pays it beside the others.
double covered_part(const ProcessEmission& process, const Charge& charge, const EquilibriumState& state) {
  if (&charge != partial_charge(process)) return 1;
  const double p_b = state.commodity_price[process.abatement_commodity], share = charge.coefficient.end;
  double others = 0;
  for_each_charge(process.charges, ChargeBase::quantity, [&](const Charge& other) {
    if (&other != &charge) others += state.permit_price[other.market];
  });
  const double covered = share * process_intensity(process, (others + state.permit_price[charge.market]) / p_b);
  const double rest = (1 - share) * process_intensity(process, others / p_b);
  return covered / (covered + rest);
}

// Parts of a process' emissions that permits and that taxes are on. `part` gives that of one charge.
template <class Part>
ChargedTonnes charged_parts(const Economy& economy, const ProcessEmission& process, Part part) {
  ChargedTonnes parts;
  for_each_charge(process.charges, ChargeBase::quantity, [&](const Charge& charge) {
    double& place = has_permits(economy, charge.market) ? parts.permits : parts.tax;
    place = std::max(place, part(charge));
  });
  return parts;
}

// Sums over edges and processes what only taxes charge. `quantity`: of an edge; `of_process`: emissions and the parts
// that are charged.
template <class Quantity, class OfProcess>
Values only_taxed(const Economy& economy, Quantity quantity, OfProcess of_process) {
  Values mt(economy.regions.size(), 0);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const ChargedTonnes charged = charged_tonnes(economy, economy.edges[e].charges);
    if (charged.tax > charged.permits)
      mt[economy.activities[economy.edges[e].activity].region.index] += (charged.tax - charged.permits) * quantity(e);
  }
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    const auto [emitted, parts] = of_process(i);
    if (parts.tax > parts.permits)
      mt[economy.activities[economy.processes[i].activity].region.index] += (parts.tax - parts.permits) * emitted;
  }
  return mt;
}

// Emissions that each charge counts: of an edge per unit of `quantity(e)`, of a process `of_process(i, charge)`; of all
// activities and charges, or of those that `counts(charge, activity)`.
template <class Quantity, class OfProcess, class Counts>
std::vector<Values> counted(const Economy& economy, Quantity quantity, OfProcess of_process, Counts counts) {
  std::vector<Values> mt = zero_by_market_and_region(economy);
  const auto add = [&](const Charges& charges, int activity, auto tonnes) {
    const int region = economy.activities[activity].region.index;
    for_each_charge(charges, ChargeBase::quantity, [&](const Charge& charge) {
      if (charge.is_counted && counts(charge, activity)) mt[charge.market][region] += tonnes(charge);
    });
  };
  for (std::size_t e = 0; e < economy.edges.size(); ++e)
    add(economy.edges[e].charges, economy.edges[e].activity,
        [&](const Charge& charge) { return charge.coefficient.at(economy.path) * quantity(e); });
  for (std::size_t i = 0; i < economy.processes.size(); ++i)
    add(economy.processes[i].charges, economy.processes[i].activity,
        [&](const Charge& charge) { return of_process(i, charge); });
  return mt;
}

constexpr auto counts_all = [](const Charge& /*charge*/, int /*activity*/) { return true; };

// Emissions of a state that each market counts.
template <class Counts>
std::vector<Values> counted_in(const ScenarioView& view, const EquilibriumState& state, Counts counts) {
  return counted(
      view.economy, [&](std::size_t e) { return state.edge_quantity[e]; },
      [&](std::size_t i, const Charge& charge) {
        return covered_part(view.economy.processes[i], charge, state) * state.process_emissions[i];
      },
      counts);
}

// CO2 of a state by region, in inventories or outside of them.
Values sum_over_users(const ScenarioView& view, const EquilibriumState& state, bool in_inventory) {
  const Values by_user = emissions_by_user(view, state);
  const int users = view.sector_count() + 3;
  Values mt(view.region_count(), 0);
  for (int r = 0; r < view.region_count(); ++r) {
    for (int user = 0; user < users; ++user) {
      if (is_in_inventory(view.economy, user) == in_inventory) mt[r] += by_user[r * users + user];
    }
  }
  return mt;
}

// What emissions fell by; missing where what is left is.
Values fall(Values mt, const Values& now) {
  for (std::size_t r = 0; r < mt.size(); ++r) mt[r] -= now[r];
  return mt;
}

double benchmark_quantity(const Economy& economy, std::size_t e) {
  const Edge& edge = economy.edges[e];
  return is_idle(economy.activities[edge.activity]) ? 0 : edge.quantity0;
}

double benchmark_process(const Economy& economy, std::size_t i) {
  const Activity& activity = economy.activities[economy.processes[i].activity];
  return is_idle(activity) ? 0 : economy.processes[i].intensity0 * activity.quantity0;
}

}  // namespace

Values emissions_only_taxed(const Economy& economy, const EquilibriumState& state) {
  return only_taxed(
      economy, [&](std::size_t e) { return state.edge_quantity[e]; },
      [&](std::size_t i) {
        const ProcessEmission& process = economy.processes[i];
        const auto part = [&](const Charge& charge) { return covered_part(process, charge, state); };
        return std::pair(state.process_emissions[i], charged_parts(economy, process, part));
      });
}

Values benchmark_emissions_only_taxed(const Economy& with_shocks) {
  const AtBenchmark benchmark(with_shocks);
  const Economy& economy = benchmark.economy();
  return only_taxed(
      economy, [&](std::size_t e) { return benchmark_quantity(economy, e); },
      [&](std::size_t i) {
        const auto part = [](const Charge& charge) { return charge.coefficient.end; };
        return std::pair(benchmark_process(economy, i), charged_parts(economy, economy.processes[i], part));
      });
}

Values regulated_emissions(const ScenarioView& view, const EquilibriumState& state) {
  const Economy& economy = view.economy;
  Values mt(view.region_count(), 0);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    double physical = 0;
    for (const Emission& emission : economy.edges[e].emissions) physical += emission.coefficient;
    if (physical == 0) continue;
    const ChargedTonnes charged = charged_tonnes(economy, economy.edges[e].charges);
    const int region = economy.activities[economy.edges[e].activity].region.index;
    mt[region] += std::min(physical, std::max(charged.permits, charged.tax)) * state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    const ProcessEmission& process = economy.processes[i];
    const auto part = [&](const Charge& charge) { return covered_part(process, charge, state); };
    const ChargedTonnes parts = charged_parts(economy, process, part);
    mt[economy.activities[process.activity].region.index] +=
        std::max(parts.permits, parts.tax) * state.process_emissions[i];
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
    for (const Emission& emission : edge.emissions)
      cell(edge.activity) += emission.coefficient * state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < view.economy.processes.size(); ++i) {
    cell(view.economy.processes[i].activity) += state.process_emissions[i];
  }
  return mt;
}

Values emissions_by_region(const ScenarioView& view, const EquilibriumState& state) {
  return sum_over_users(view, state, true);
}

Values emissions_outside_regions(const ScenarioView& view, const EquilibriumState& state) {
  return sum_over_users(view, state, false);
}

Values falls_of_emissions(const ScenarioView& view, const EquilibriumState& state, bool in_inventory) {
  const Values now = emissions_by_user(view, state), before = emissions_by_user(view, view.reference);
  const int users = view.sector_count() + 3;
  Values mt(view.region_count(), 0);
  for (int r = 0; r < view.region_count(); ++r) {
    for (int user = 0; user < users; ++user) {
      if (is_in_inventory(view.economy, user) == in_inventory)
        mt[r] += std::max(0.0, before[r * users + user] - now[r * users + user]);
    }
  }
  return mt;
}

bool has_international_transport(const Economy& economy) {
  return std::any_of(economy.sectors.begin(), economy.sectors.end(),
                     [](const SectorInfo& sector) { return !is_in_inventory(sector.role); });
}

bool is_in_inventory(const Economy& economy, int user) {
  return user < 0 || user >= count_of_sectors(economy.sectors) || is_in_inventory(economy.sectors[user].role);
}

std::vector<Values> covered_emissions(const ScenarioView& view, const EquilibriumState& state) {
  return counted_in(view, state, counts_all);
}

Values inventory_coverage(const ScenarioView& view) {
  const auto mt = counted_in(view, view.state, [&](const Charge& charge, int activity) {
    return charge.kind != ChargeKind::indirect_emissions &&
           is_in_inventory(view.economy, view.accounts.user_of_activity[activity]);
  });
  const Values inventory = co2(view);
  Values percent;
  for (int m = 0; m < view.market_count(); ++m) {
    for (int r = 0; r < view.region_count(); ++r) {
      const bool is_member = is_on(view.economy, m) && view.economy.markets[m].revenue_agent[r] >= 0;
      percent.push_back(is_member && inventory[r] > 0 ? 100 * mt[m][r] / inventory[r] : missing_value);
    }
  }
  return percent;
}

std::vector<Values> covered_benchmark_emissions(const Economy& with_shocks) {
  const AtBenchmark benchmark(with_shocks);
  const Economy& economy = benchmark.economy();
  return counted(
      economy, [&](std::size_t e) { return benchmark_quantity(economy, e); },
      [&](std::size_t i, const Charge& charge) { return charge.coefficient.end * benchmark_process(economy, i); },
      counts_all);
}

Values co2(const ScenarioView& view) { return emissions_by_region(view, view.state); }

Values co2_by_user(const ScenarioView& view) { return emissions_by_user(view, view.state); }

Values co2_international_transport(const ScenarioView& view) {
  if (!has_international_transport(view.economy)) return Values(view.region_count(), missing_value);
  return emissions_outside_regions(view, view.state);
}

Values co2_world(const ScenarioView& view) {
  const Values by_user = co2_by_user(view);
  return {std::accumulate(by_user.begin(), by_user.end(), 0.0)};
}

Values abatement(const ScenarioView& view) { return fall(emissions_by_region(view, view.reference), co2(view)); }

Values abatement_international_transport(const ScenarioView& view) {
  return fall(emissions_outside_regions(view, view.reference), co2_international_transport(view));
}

}  // namespace etslink
