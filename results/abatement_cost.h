// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace etslink {

// The equilibrium at one point s of the cap path cap_m(s) = E0_m + s (cap_m - E0_m).
struct CapPathPoint {
  std::vector<double> price;                   // tau_m per market [USD/t]
  std::vector<std::vector<double>> emissions;  // covered emissions per market, per region [Mt]
};

// Solves the path at s in [0, 1]; empty where it can't. Called once per s: first 0, 1, then 0.5, 0.25, 0.75, then
// wherever the error is largest. Warm starts, and handing back the solved ends s = 0 and s = 1, are the caller's
// business.
using CapPath = std::function<std::optional<CapPathPoint>(double s)>;

struct QuadratureOptions {
  // Per region [million USD]: what its cost has beside the area, payments for permits at s = 1 among it; empty: none.
  std::vector<double> beside_area;
  double tolerance = 0.01;  // accepted error / cost, per region and in total
  double floor = 0.001;     // of the sum of all areas: errors below it are accepted whatever the region's own cost
  // [USD/t] On all emissions: prices are known to 1e-8, so that a cost of nothing, as under a cap that does not bind,
  // has an error as large as itself.
  double price_floor = 1e-6;
  int max_evaluations = 33;  // of the path
};

// Abatement cost by the curve [million USD at the numeraire].
struct AbatementCost {
  std::vector<double> area;   // per region: - int tau_m(s) dE_mr(s), summed over markets
  std::vector<double> error;  // per region: estimate of the absolute error of `area`
  double total_error = 0;     // of the sum over regions
  int evaluations = 0;        // of the path
  bool is_accurate = false;   // the tolerance was met
};

// Adaptive Simpson quadrature of the Stieltjes integral - int tau dE along the path; empty where a point of it can't be
// solved.
[[nodiscard]] std::optional<AbatementCost> integrate_abatement_cost(const CapPath& path,
                                                                    const QuadratureOptions& options = {});

}  // namespace etslink
