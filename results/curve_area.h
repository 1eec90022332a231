// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "results/abatement_cost.h"

namespace etslink {

// Areas under the curve of points that ascend in s [million USD].
struct CurveAreas {
  std::vector<std::vector<double>> from_first;  // per point, per region: - int tau_m dE_mr over all markets up to it
  // Per interval: how much two interpolations of it differ, in the region where they differ most.
  std::vector<double> doubt;

  // The interval in greatest doubt; -1 where none is above a part of the whole area.
  [[nodiscard]] int worst_interval(double tolerance) const;
};

// Prices and emissions are parabolas in s through three neighbouring points; in the middle of the curve the mean over
// the two such parabolas of an interval. Straight lines where there are but two points.
[[nodiscard]] CurveAreas curve_areas(std::span<const double> s, std::span<const CapPathPoint> points);

}  // namespace etslink
