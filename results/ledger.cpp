// SPDX-License-Identifier: Apache-2.0
#include "results/ledger.h"

#include "model/conditions.h"
#include "results/emissions.h"
#include "results/permit_trade.h"

namespace etslink {
namespace {

Values difference(Values a, const Values& b) {
  for (std::size_t r = 0; r < a.size(); ++r) a[r] -= b[r];
  return a;
}

// Sums per region over the markets that have permits.
Values over_permit_markets(const ScenarioView& view, const std::vector<Values>& by_market) {
  Values mt(view.region_count(), 0);
  for (int m = 0; m < view.market_count(); ++m) {
    if (!has_permits(view.economy, m)) continue;
    for (int r = 0; r < view.region_count(); ++r) mt[r] += by_market[m][r];
  }
  return mt;
}

// Abatement by offsets and projects, which the emissions of the model do not show
// (model/instruments/abatement_curve.h).
Values abatement_by_curves(const ScenarioView& view) {
  Values mt(view.region_count(), 0);
  for (std::size_t v = 0; v < view.economy.variables.size(); ++v) {
    const Variable& variable = view.economy.variables[v];
    if (variable.region.valid() && variable.id.role == VariableRole::abatement)
      mt[variable.region.index] += view.state.variable[v];
  }
  return mt;
}

}  // namespace

Values ledger_emissions(const ScenarioView& view) {
  Values mt = over_permit_markets(view, view.state.market_emissions_by_region);
  const Values taxed = emissions_only_taxed(view.economy, view.state);
  for (std::size_t r = 0; r < mt.size(); ++r) mt[r] += taxed[r];
  return difference(std::move(mt), abatement_by_curves(view));
}

Values ledger_benchmark_emissions(const ScenarioView& view) {
  Values mt = over_permit_markets(view, covered_benchmark_emissions(view.economy));
  const Values taxed = benchmark_emissions_only_taxed(view.economy);
  for (std::size_t r = 0; r < mt.size(); ++r) mt[r] += taxed[r];
  return mt;
}

Values ledger_transferred_out(const ScenarioView& view) { return view.trade().out; }

Values ledger_transferred_in(const ScenarioView& view) { return view.trade().in; }

Values ledger_adjustment(const ScenarioView& view) {
  const PermitTrade& trade = view.trade();
  return difference(trade.out, trade.in);
}

Values ledger_adjusted_emissions(const ScenarioView& view) {
  Values mt = ledger_emissions(view);
  const Values adjustment = ledger_adjustment(view);
  for (std::size_t r = 0; r < mt.size(); ++r) mt[r] += adjustment[r];
  return mt;
}

Values ledger_target(const ScenarioView& view) {
  const Economy& economy = view.economy;
  // A tax has no other target than what it leads to.
  Values mt = emissions_only_taxed(economy, view.state);
  for (int m = 0; m < view.market_count(); ++m) {
    if (!has_permits(economy, m)) continue;
    for (int r = 0; r < view.region_count(); ++r) mt[r] += economy.markets[m].cap_by_region[r];
  }
  if (economy.supplies.empty()) return mt;
  const TableOfContents& contents = view.contents();
  std::vector<double> benchmark;
  for (const ConditionEntry& entry : contents.entries) benchmark.push_back(entry.start);
  for (std::size_t i = 0; i < economy.supplies.size(); ++i) {
    const PermitSupply& supply = economy.supplies[i];
    if (supply.source == PermitSource::performance_standard)
      mt[supply.region.index] += value_of(economy, contents, supply.mt, benchmark);
    // The baseline of who opted in: no penalty above it, so that it counts for actual output.
    if (supply.source == PermitSource::crediting || supply.states_cap)
      mt[supply.region.index] += view.state.permit_supply[i];
  }
  return mt;
}

Values ledger_balance(const ScenarioView& view) {
  return difference(ledger_target(view), ledger_adjusted_emissions(view));
}

}  // namespace etslink
