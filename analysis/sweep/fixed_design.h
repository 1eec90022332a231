// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/sweep/design.h"

namespace etslink {

// Every combination of the values of all axes, the last axis running fastest; weights are products of probabilities.
[[nodiscard]] SweepDesign grid_design(const SweepPlan& plan);

// Each axis at its low and its high quantile, the others at their medians, behind a sample of all medians.
[[nodiscard]] SweepDesign tornado_design(const SweepPlan& plan);

// Quadrature for independent symmetric distributions, with the weights that integrate polynomials of the degree
// exactly. Degree 3: the 2n points of equal weight of Stroud (1957), as in GEMPACK's systematic sensitivity analysis
// (Arndt 1996). Degree 5: the 2n^2 + 1 points of the fully symmetric rule of McNamee and Stenger (1967) on the nodes of
// the three-point Gauss formula of each axis; some weights are negative where there are many axes.
[[nodiscard]] SweepDesign quadrature_design(const SweepPlan& plan);

}  // namespace etslink
