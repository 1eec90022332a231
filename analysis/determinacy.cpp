// SPDX-License-Identifier: Apache-2.0
#include "analysis/determinacy.h"

#include <algorithm>
#include <numeric>

#include "analysis/free_prices.h"
#include "model/complementarity_pairs.h"
#include "model/number_text.h"
#include "solvers/null_direction.h"

namespace etslink {
namespace {

// Rows of the pairs that are zero on both sides, as state.pool_is_degenerate has it.
std::vector<int> tied_rows(const Economy& economy, std::span<const double> x) {
  std::vector<int> rows;
  for (const auto& pair : complementarity_pairs(economy, x)) {
    if (pair.is_degenerate()) rows.push_back(pair.row);
  }
  return rows;
}

// "unemployment rate: JPN; price: coal, JPN": what moves between the equilibria, first the unknowns that instruments
// and closures have added, as one of them is most often the reason.
std::string moving_unknowns(const EquilibriumSystem& system, const std::vector<double>& components) {
  constexpr double visible = 1e-3;  // of the largest
  constexpr int listed_of_each = 5;
  std::vector<int> order(components.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return components[a] > components[b]; });
  std::string text;
  for (const bool of_instruments : {true, false}) {
    int listed = 0;
    for (const int u : order) {
      const bool is_of_instrument = system.conditions()[u].kind == ConditionKind::instrument;
      if (components[u] < visible || listed == listed_of_each) break;
      if (is_of_instrument != of_instruments) continue;
      text += (text.empty() ? "" : "; ") + system.unknown_name(u);
      ++listed;
    }
  }
  return text;
}

}  // namespace

void check_determinacy(const Economy& economy, SolverReport& report) {
  if (!report.solved()) return;
  const EquilibriumSystem system(economy);
  if (is_clearly_regular(system, report.x)) return;
  const auto direction = find_null_direction(system, report.x);
  if (!(direction.strength <= undetermined_strength)) return;
  const auto ties = tied_rows(economy, report.x);
  if (!ties.empty() && find_null_direction(system, report.x, ties).strength > undetermined_strength) return;
  report.status = SolverStatus::undetermined;
  report.worst.clear();  // the residuals are those of a solution
  const std::string free = free_prices(economy, system, report.x);
  report.message =
      "the equilibrium is not determined: other equilibria lie as near as one likes (the Jacobian is singular, " +
      rounded_text(direction.strength, 2) +
      "); between them move: " + (free.empty() ? moving_unknowns(system, direction.components) : free);
}

}  // namespace etslink
