// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/log.h"
#include "app/run_study.h"
#include "results/cost_curve.h"

namespace etslink {

// One curve to compute: a pool of an economy.
struct CurveRequest {
  std::string label;  // "CHN alone", "linked: CHN+KOR"
  std::shared_ptr<const Economy> economy;
  int pool = 0;
};

// Every market of the study alone, the others off; or, where scenarios are named, every pool of each of them, its other
// pools at their caps. InputError where a scenario is unknown or has no market.
[[nodiscard]] std::vector<CurveRequest> curve_requests(const Study& study, const std::vector<std::string>& scenarios);

struct CurveOptions {
  std::vector<double> cut_percent;  // ascending from 0
  RunOptions run;
};

// The reference scenario of a study alone, solved: what changes along the curves are measured against.
[[nodiscard]] StudyResult run_reference(const Study& study, const RunOptions& options, Log& log);

// Computes the curves; one that ends before the last cut is shorter, with a warning.
[[nodiscard]] CostCurves compute_cost_curves(const std::vector<CurveRequest>& requests, const StudyResult& reference,
                                             const CurveOptions& options, Log& log);

}  // namespace etslink
