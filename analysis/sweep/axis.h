// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/sweep/distribution.h"
#include "model/input_error.h"

namespace etslink {

// What a drawn value does to the numbers an axis names.
enum class AxisApply { set, multiply };

// A place that an axis changes: a key of the study as in --set ("market.CHN.cap.reduction_percent", items of a list by
// their number), "elasticities.PARAMETER" whether the study, the benchmark or the nest file states it,
// "nests.production.*.kle.sigma" (*: in all trees), "benchmark.emissions", "benchmark.size" or "endowments.KOR".
struct AxisKey {
  std::string text;
  std::vector<std::string> path;  // parts of the key
  SourceLocation at;
};

// One uncertain number of a sweep.
struct Axis {
  std::string name;
  std::vector<AxisKey> keys;  // all change by the same drawn value
  AxisApply apply = AxisApply::set;
  Distribution distribution;
  SourceLocation at;
};

}  // namespace etslink
