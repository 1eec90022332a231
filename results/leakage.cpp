// SPDX-License-Identifier: Apache-2.0
#include "results/leakage.h"

#include <algorithm>

#include "model/inventory.h"
#include "results/emissions.h"
#include "results/permit_trade.h"
#include "results/permits.h"

namespace etslink {
namespace {

// A reduction below this share of the emissions it is measured against can't be told from the solver's tolerance.
constexpr double smallest_reduction = 1e-6;

bool is_member(const ScenarioView& view, int region) {
  return std::find(view.coalition.begin(), view.coalition.end(), Region{region}) != view.coalition.end();
}

// Emissions and their change inside and outside the coalition [Mt].
struct Balance {
  double reduction = 0;      // R, of C; missing where leakage has no meaning
  double leaked = 0;         // change outside C, of international transport as well
  Values change;             // per region, of its inventory
  double international = 0;  // change of international transport
};

Balance balance(const ScenarioView& view, const EquilibriumState& state) {
  Balance result;
  result.change = emissions_by_region(view, state);
  const Values reference = emissions_by_region(view, view.reference);
  double base = 0;
  for (int r = 0; r < view.region_count(); ++r) {
    result.change[r] -= reference[r];
    (is_member(view, r) ? result.reduction : result.leaked) +=
        is_member(view, r) ? -result.change[r] : result.change[r];
    base += is_member(view, r) ? reference[r] : 0;
  }
  const Values outside = emissions_outside_regions(view, state),
               outside_reference = emissions_outside_regions(view, view.reference);
  for (int r = 0; r < view.region_count(); ++r) result.international += outside[r] - outside_reference[r];
  result.leaked += result.international;
  const bool is_world = static_cast<int>(view.coalition.size()) == view.region_count();
  if (is_world || result.reduction <= smallest_reduction * base) result.reduction = missing_value;
  return result;
}

double rate(const ScenarioView& view, const EquilibriumState& state) {
  const Balance emissions = balance(view, state);
  return 100 * emissions.leaked / emissions.reduction;
}

}  // namespace

std::vector<Region> coalition_of(const std::vector<Region>& named, const Economy& economy) {
  return named.empty() ? regulated_regions(economy) : named;
}

Values leakage_rate(const ScenarioView& view) { return {rate(view, view.state)}; }

Values leakage_by_region(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  Values leakage;
  for (int r = 0; r < view.region_count(); ++r) {
    leakage.push_back(is_member(view, r) ? missing_value : 100 * emissions.change[r] / emissions.reduction);
  }
  return leakage;
}

Values leakage_international_transport(const ScenarioView& view) {
  if (!has_international_transport(view.economy)) return {missing_value};
  const Balance emissions = balance(view, view.state);
  return {100 * emissions.international / emissions.reduction};
}

Values leakage_by_sector(const ScenarioView& view) {
  const Values now = emissions_by_user(view, view.state), reference = emissions_by_user(view, view.reference);
  const double reduction = balance(view, view.state).reduction;
  const int users = view.sector_count() + 3;
  Values leakage(view.sector_count(), 0);
  for (int r = 0; r < view.region_count(); ++r) {
    for (int s = 0; s < view.sector_count(); ++s) {
      const bool is_members = is_member(view, r) && is_in_inventory(view.economy.sectors[s].role);
      if (!is_members) leakage[s] += now[r * users + s] - reference[r * users + s];
    }
  }
  for (double& value : leakage) value *= 100 / reduction;
  return leakage;
}

Values leakage_rate_net_of_permits(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  const Values imports = permit_imports(view);
  double bought = 0;
  for (const Region member : view.coalition) bought += imports[member.index];
  return {100 * (emissions.leaked + bought) / (emissions.reduction + bought)};
}

Values domestic_leakage(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  const Values covered0 = regulated_emissions(view, view.reference), covered1 = regulated_emissions(view, view.state);
  double covered_base = 0, covered_reduction = 0, uncovered_growth = 0;
  for (const Region member : view.coalition) {
    const double reduction = covered0[member.index] - covered1[member.index];
    covered_base += covered0[member.index];
    covered_reduction += reduction;
    uncovered_growth += emissions.change[member.index] + reduction;
  }
  if (covered_reduction <= smallest_reduction * covered_base) return {missing_value};
  return {100 * uncovered_growth / covered_reduction};
}

Values leakage_competitiveness_channel(const ScenarioView& view) {
  const auto& held = view.result.fuel_prices_held_state;
  return {held ? rate(view, *held) : missing_value};
}

Values leakage_fuel_price_channel(const ScenarioView& view) {
  return {rate(view, view.state) - leakage_competitiveness_channel(view).front()};
}

}  // namespace etslink
