// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/log.h"
#include "analysis/run_study.h"
#include "results/cost_curve.h"

namespace etslink {

// Curves to compute along one path: of every pool of a scenario, or of one market alone.
struct CurveRequest {
  std::string label;  // "CHN alone", "linked"
  std::shared_ptr<const Economy> economy;
  bool is_cap_alone = false;
  ScenarioSource source = {};  // of a scenario
};

// Every market of the study alone, the others off; or, where scenarios are named, each of them. InputError where a
// scenario is unknown or has no market. The study must outlive the requests.
[[nodiscard]] std::vector<CurveRequest> curve_requests(const Study& study, const std::vector<std::string>& scenarios);

struct CurveOptions {
  std::vector<double> path_percent;  // positions on the paths, equally spaced from 0
  RunOptions run;
};

// The reference scenario of a study alone, solved: what changes along the curves are measured against.
[[nodiscard]] StudyResult run_reference(const Study& study, const RunOptions& options, Log& log);

// Computes the curves; one that ends before the last position is shorter, with a warning.
[[nodiscard]] CostCurves compute_cost_curves(const std::vector<CurveRequest>& requests, const StudyResult& reference,
                                             const CurveOptions& options, Log& log);

}  // namespace etslink
