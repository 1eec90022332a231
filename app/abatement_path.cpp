// SPDX-License-Identifier: Apache-2.0
#include "app/abatement_path.h"

#include <algorithm>
#include <utility>

#include "results/permit_trade.h"

namespace etslink {

AbatementPath::AbatementPath(const Economy& economy, std::vector<PathPoint> known, ScenarioSolvers solvers, int threads)
    : path_(economy, threads), solvers_(std::move(solvers)), points_(std::move(known)) {}

std::optional<AbatementCost> AbatementPath::integrate() {
  QuadratureOptions options;
  options.permit_import_value = permit_trade(path_.economy(), path_.state(1, points_.back().x)).payment;
  return integrate_abatement_cost([this](double s) { return point(s); }, options);
}

std::optional<CapPathPoint> AbatementPath::point(double s) {
  const auto place = std::find_if(points_.begin(), points_.end(), [&](const PathPoint& p) { return p.s >= s; });
  if (place != points_.end() && place->s == s) return described(*place);
  const auto report = solvers_.solve_near(path_.at(s), predict(points_, s));
  if (!report.solved()) return std::nullopt;
  return described(*points_.insert(place, {s, report.x}));
}

CapPathPoint AbatementPath::described(const PathPoint& point) {
  const auto state = path_.state(point.s, point.x);
  CapPathPoint result{state.permit_price, state.market_emissions_by_region};
  // Who opts in to crediting pays for emissions beyond its baseline only.
  const auto credits = permits_of_kind(path_.economy(), state, "crediting");
  for (std::size_t m = 0; m < credits.size(); ++m) {
    for (std::size_t r = 0; r < credits[m].size(); ++r) result.emissions[m][r] -= credits[m][r];
  }
  return result;
}

}  // namespace etslink
