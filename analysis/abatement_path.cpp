// SPDX-License-Identifier: Apache-2.0
#include "analysis/abatement_path.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/baseline.h"
#include "analysis/paid_price_path.h"
#include "analysis/solved_path.h"
#include "model/equivalent_caps.h"
#include "model/number_text.h"
#include "model/paid_carbon_prices.h"
#include "model/shocked_economy.h"
#include "results/curve_cost.h"
#include "results/permit_trade.h"

namespace etslink {
namespace {

// Solutions have residuals below 1e-9; emissions that become a cap are sums of many.
constexpr double residual_tolerance = 1e-7;
// Slack of Walras' law, relative to the income of the region that carries it. All budgets are conditions: where it
// vanishes, what every agent spends is what it receives.
constexpr double walras_tolerance = 1e-7;

double largest_residual(const Economy& economy, const std::vector<double>& x) {
  std::vector<double> residual(x.size());
  EquilibriumSystem(economy).residual(x, residual);
  double largest = 0;
  for (const double value : residual) largest = std::max(largest, std::abs(value));
  return largest;
}

std::shared_ptr<const Economy> build(const ScenarioSource& source, const EquivalentCaps& caps, bool hold_fuel_prices) {
  auto economy = std::make_shared<Economy>(source.build(caps.policy, hold_fuel_prices));
  add_to_caps(*economy, caps);
  return economy;
}

std::shared_ptr<const Economy> not_owned(const Economy* economy) { return {std::shared_ptr<const Economy>(), economy}; }

// What of a region's cost is not the area under the curve of the scenario [million USD].
std::vector<double> beside_area(const ScenarioByCaps& scenario, const PaidPriceCost& paid) {
  const Economy& economy = *scenario.economy;
  auto value = permit_trade(economy, list_conditions(economy), evaluate_state(economy, scenario.x)).payment;
  for (std::size_t r = 0; r < paid.area.size(); ++r) value[r] -= paid.area[r];
  return value;
}

// The scenario's path begins where nobody pays a price; its cost counts from where the prices were paid.
void count_from_paid_prices(AbatementCost& cost, const PaidPriceCost& paid) {
  for (std::size_t r = 0; r < paid.area.size(); ++r) {
    cost.area[r] -= paid.area[r];
    cost.error[r] += paid.error[r];
  }
}

std::string place(double s) { return "at " + rounded_text(100 * s, 4) + " % of the path from the benchmark"; }

}  // namespace

ScenarioByCaps state_by_caps(const ScenarioTask& task, const std::vector<double>& x) {
  ScenarioByCaps own{not_owned(task.economy), not_owned(task.fuel_prices_held), x, true, ""};
  if (task.source.policy == nullptr) return own;
  const auto caps = equivalent_caps(*task.source.policy, *task.economy, x);
  if (!caps.changes_policy) return own;
  try {
    ScenarioByCaps scenario{build(task.source, caps, false), nullptr, {}, false, ""};
    if (task.fuel_prices_held != nullptr) scenario.fuel_prices_held = build(task.source, caps, true);
    scenario.x = same_solution(*task.economy, x, *scenario.economy);
    const double residual = largest_residual(*scenario.economy, scenario.x);
    if (residual <= residual_tolerance) return scenario;
    own.problem =
        "the caps that the policy comes to are another equilibrium (residual " + rounded_text(residual, 2) + ")";
  } catch (const InputError& error) {
    own.problem = std::string("the policy can't be stated by the caps that it comes to: ") + error.what();
  }
  return own;
}

std::shared_ptr<const Economy> fuel_prices_held_by_caps(const ScenarioSource& source, const Economy& economy,
                                                        const std::vector<double>& x) {
  return build(source, equivalent_caps(*source.policy, economy, x), true);
}

CurveCost integrate_along_path(const ScenarioByCaps& scenario, std::vector<PathPoint> known, const ScenarioTask& task) {
  CurveCost result;
  result.missing = scenario.problem;
  if (!result.missing.empty()) return result;
  auto [systems, missing] = policy_path(*scenario.economy, task);
  result.missing = missing;
  if (systems == nullptr) return result;
  const bool is_shocked = has_shocks(*scenario.economy);
  PaidPriceCost paid;
  if (replaces_paid_prices(*scenario.economy)) paid = cost_of_paid_prices(*scenario.economy, systems->start(), task);
  result.missing = paid.missing;
  if (!result.missing.empty()) return result;
  if (!scenario.is_own || is_shocked) known = {{0, systems->start()}, {1, scenario.x}};
  SolvedPath path(std::move(systems), std::move(known), task.solvers());
  const CapPath point = [&](double s) -> std::optional<CapPathPoint> {
    const auto* x = path.solve(s);
    if (x == nullptr) {
      result.missing = "no solution " + place(s);
      return std::nullopt;
    }
    const auto state = path.state(s, *x);
    if (std::abs(state.walras_residual) <= walras_tolerance) return priced_emissions(path.economy(), state);
    result.missing = "the budgets do not add up " + place(s);
    return std::nullopt;
  };
  QuadratureOptions options;
  options.beside_area = beside_area(scenario, paid);
  result.cost = integrate_abatement_cost(point, options);
  if (result.cost) count_from_paid_prices(*result.cost, paid);
  return result;
}

}  // namespace etslink
