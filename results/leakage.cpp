// SPDX-License-Identifier: Apache-2.0
#include "results/leakage.h"

#include "results/coalition_members.h"
#include "results/emissions.h"
#include "results/permits.h"

namespace etslink {
namespace {

// A reduction below this share of the emissions it is measured against can't be told from the solver's tolerance.
constexpr double smallest_reduction = 1e-6;

// Nor does a rate per tonne say anything where the tonnes are what is left of far larger ones: where one price takes
// the place of several that were paid, a cap at benchmark emissions moves them from some users to others, and what
// leaks by that does not vanish with the reduction. A reduction below this part of what users inside emit less is no
// measure.
constexpr double smallest_part_of_falls = 0.1;

// Emissions and their change inside and outside the coalition [Mt].
struct Balance {
  CoalitionMembers members;
  double abatement = 0;            // of C
  double reduction = 0;            // the same, R; missing where leakage has no meaning
  double emitted = 0;              // in C in the reference
  double falls = 0;                // of users of C that emit less, without those that emit more
  double leaked = 0;               // change outside C
  Values inventory, transport;     // change per region, of its inventory and of its international transport
  double transport_elsewhere = 0;  // emissions of international transport outside C in the reference

  // What rates are divided by: a reduction in C of so large emissions; missing where it is no measure.
  [[nodiscard]] double measure(double mt, double of_emissions) const {
    return mt > smallest_reduction * of_emissions && mt > smallest_part_of_falls * falls ? mt : missing_value;
  }
};

Balance balance(const ScenarioView& view, const EquilibriumState& state) {
  Balance result;
  result.members = coalition_members(view);
  double outside = 0;
  const auto add = [&](Values& change, const Values& reference, bool in_inventory) {
    for (int r = 0; r < view.region_count(); ++r) {
      const bool is_member = result.members.has({r}, in_inventory);
      change[r] -= reference[r];
      (is_member ? result.abatement : result.leaked) += is_member ? -change[r] : change[r];
      (is_member ? result.emitted : outside) += reference[r];
      if (!is_member && !in_inventory) result.transport_elsewhere += reference[r];
    }
  };
  add(result.inventory = emissions_by_region(view, state), emissions_by_region(view, view.reference), true);
  add(result.transport = emissions_outside_regions(view, state), emissions_outside_regions(view, view.reference),
      false);
  for (const bool in_inventory : {true, false}) {
    const Values falls = falls_of_emissions(view, state, in_inventory);
    for (int r = 0; r < view.region_count(); ++r)
      if (result.members.has({r}, in_inventory)) result.falls += falls[r];
  }
  result.reduction = outside > 0 ? result.measure(result.abatement, result.emitted) : missing_value;
  return result;
}

double rate(const ScenarioView& view, const EquilibriumState& state) {
  const Balance emissions = balance(view, state);
  return 100 * emissions.leaked / emissions.reduction;
}

}  // namespace

Values coalition_abatement(const ScenarioView& view) { return {balance(view, view.state).abatement}; }

Values leakage_rate(const ScenarioView& view) { return {rate(view, view.state)}; }

Values leakage_by_region(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  Values leakage;
  for (int r = 0; r < view.region_count(); ++r) {
    const bool is_member = emissions.members.has({r}, true);
    leakage.push_back(is_member ? missing_value : 100 * emissions.inventory[r] / emissions.reduction);
  }
  return leakage;
}

Values leakage_international_transport(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  if (emissions.transport_elsewhere == 0) return {missing_value};
  double change = 0;
  for (int r = 0; r < view.region_count(); ++r)
    if (!emissions.members.has({r}, false)) change += emissions.transport[r];
  return {100 * change / emissions.reduction};
}

Values leakage_by_sector(const ScenarioView& view) {
  const Values now = emissions_by_user(view, view.state), reference = emissions_by_user(view, view.reference);
  const Balance emissions = balance(view, view.state);
  const int users = view.sector_count() + 3;
  Values leakage(view.sector_count(), 0);
  for (int r = 0; r < view.region_count(); ++r) {
    for (int s = 0; s < view.sector_count(); ++s) {
      const bool is_member = emissions.members.has({r}, is_in_inventory(view.economy, s));
      if (!is_member) leakage[s] += now[r * users + s] - reference[r * users + s];
    }
  }
  for (double& value : leakage) value *= 100 / emissions.reduction;
  return leakage;
}

Values leakage_rate_net_of_permits(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  const Values imports = permit_imports(view);
  double bought = 0;
  for (int r = 0; r < view.region_count(); ++r)
    if (emissions.members.has({r})) bought += imports[r];
  return {100 * (emissions.leaked + bought) / emissions.measure(emissions.reduction + bought, emissions.emitted)};
}

Values domestic_leakage(const ScenarioView& view) {
  const Balance emissions = balance(view, view.state);
  const Values covered0 = regulated_emissions(view, view.reference), covered1 = regulated_emissions(view, view.state);
  double covered_base = 0, covered_reduction = 0;
  for (int r = 0; r < view.region_count(); ++r) {
    if (!emissions.members.has({r})) continue;
    covered_base += covered0[r];
    covered_reduction += covered0[r] - covered1[r];
  }
  return {100 * (covered_reduction - emissions.abatement) / emissions.measure(covered_reduction, covered_base)};
}

Values leakage_competitiveness_channel(const ScenarioView& view) {
  const auto& held = view.result.fuel_prices_held_state;
  return {held ? rate(view, *held) : missing_value};
}

Values leakage_fuel_price_channel(const ScenarioView& view) {
  return {rate(view, view.state) - leakage_competitiveness_channel(view).front()};
}

}  // namespace etslink
