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
  std::vector<double> permit_import_value;  // per region at s = 1 [million USD], part of its cost; empty: none
  double tolerance = 0.01;                  // accepted error / cost, per region and in total
  double floor = 0.001;      // of the total cost: errors below it are accepted whatever the region's own cost
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
