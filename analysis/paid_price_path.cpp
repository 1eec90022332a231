// SPDX-License-Identifier: Apache-2.0
#include "analysis/paid_price_path.h"

#include "analysis/baseline.h"
#include "analysis/solved_path.h"
#include "model/number_text.h"
#include "model/paid_carbon_prices.h"
#include "model/shocked_economy.h"
#include "results/curve_cost.h"

namespace etslink {
namespace {

// Of the cost of the prices that were paid: a scenario's own cost may be a small difference from it.
constexpr double tolerance = 1e-4;

Economy without_policy_of(Economy scenario) {
  keep_shocks(scenario);
  return without_policy(std::move(scenario));
}

}  // namespace

PaidPricePath::PaidPricePath(const Economy& scenario) : economy_(without_policy_of(scenario)), system_(economy_) {}

const SquareSystem& PaidPricePath::at(double s) {
  put_back_paid_prices(economy_, s);
  return system_;
}

EquilibriumState PaidPricePath::state(double s, std::span<const double> x) {
  put_back_paid_prices(economy_, s);
  return evaluate_state(economy_, system_, x);
}

PaidPriceCost cost_of_paid_prices(const Economy& scenario, const std::vector<double>& begin, const ScenarioTask& task) {
  PaidPriceCost result;
  SolvedPath path(std::make_unique<PaidPricePath>(scenario), {{0, begin}}, task.solvers());
  const CapPath point = [&](double s) -> std::optional<CapPathPoint> {
    const auto* x = path.solve(s);
    if (x == nullptr) {
      result.missing = "no solution with " + rounded_text(100 * s, 4) + " % of the carbon prices that were paid";
      return std::nullopt;
    }
    if (s == 1) result.x = *x;
    return paid_emissions(path.economy(), path.state(s, *x), s);
  };
  QuadratureOptions options;
  options.tolerance = options.floor = tolerance;
  auto cost = integrate_abatement_cost(point, options);
  if (!cost) return result;
  result.area = std::move(cost->area);
  result.error = std::move(cost->error);
  return result;
}

}  // namespace etslink
