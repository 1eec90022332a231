// SPDX-License-Identifier: Apache-2.0
#include "analysis/tell_outcome.h"

#include <algorithm>

#include "model/factors.h"
#include "model/number_text.h"
#include "results/market_notes.h"
#include "results/zero_prices.h"

namespace etslink {
namespace {

void tell_failure(const ScenarioResult& result, Log& log) {
  log.write(LogLevel::error, "scenario '" + result.name + "': " + result.report.message);
  for (const auto& condition : result.report.worst) {
    log.write(LogLevel::error,
              "  worst: " + condition.name + " (residual " + rounded_text(condition.residual, 3) + ")");
  }
}

// "gas, JPN; gas, KOR": extraction whose price follows its costs though prices of fuels are held.
std::string prices_not_held(const Economy& held) {
  std::string names;
  for (const Activity& activity : held.activities) {
    if (activity.kind != ActivityKind::production || !is_fossil_fuel(held.sectors[activity.sector.index])) continue;
    const bool is_held =
        std::any_of(held.availabilities.begin(), held.availabilities.end(),
                    [&](const ResourceAvailability& fuel) { return fuel.output_commodity == activity.output; });
    if (!is_held) names += (names.empty() ? "" : "; ") + activity.name;
  }
  return names;
}

}  // namespace

std::string channels_note(const WantedResults& wanted, const Economy* held, const ScenarioSolution& solution) {
  if (!wanted.channels) return "not asked for: results.channels = false";
  if (held == nullptr) return "no market is on";
  const std::string others = prices_not_held(*held);
  if (held->availabilities.empty()) {
    return "no fuel price can be held, as no resource has enough of the costs: " +
           (others.empty() ? "no coal, crude oil or gas is extracted" : others);
  }
  if (solution.fuel_prices_held_x.empty())
    return "no solution with fuel prices held: " + solution.fuel_prices_held_message;
  return others.empty() ? "" : "prices not held, as their resources have too little of the costs: " + others;
}

void tell_outcome(const ScenarioResult& result, const WantedResults& wanted, Log& log) {
  const auto& report = result.report;
  if (report.status == SolverStatus::interrupted)
    return log.write(LogLevel::warning, "scenario '" + result.name + "': interrupted");
  if (!report.solved()) return tell_failure(result, log);
  const std::string scenario = "scenario '" + result.name + "': ";
  log.write(LogLevel::debug, scenario + "residual " + rounded_text(report.residual, 3) + " after " +
                                 std::to_string(report.iterations) + " iterations" +
                                 (report.ipopt_confirmed ? ", confirmed by Ipopt" : ""));
  const bool has_caps = !result.economy->pools.empty();
  if (wanted.abatement_cost && has_caps && !result.abatement_cost)
    log.write(LogLevel::warning, scenario + "no abatement cost by the curve: " + result.abatement_cost_note);
  if (result.abatement_cost && !result.abatement_cost->is_accurate)
    log.write(LogLevel::warning, scenario + "the abatement cost by the curve misses its tolerance");
  if (wanted.channels && has_caps && !result.fuel_prices_held_state)
    log.write(LogLevel::warning, scenario + "no leakage by channel: " + result.channels_note);
  for (const auto& note : zero_price_notes(*result.economy, *result.state))
    log.write(LogLevel::warning, scenario + note);
  for (const auto& note : market_notes(*result.economy, *result.state)) log.write(LogLevel::warning, scenario + note);
}

}  // namespace etslink
