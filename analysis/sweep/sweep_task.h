// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/sweep/apply_sample.h"
#include "analysis/sweep/sweep_description.h"
#include "results/indicator_list.h"
#include "study/study.h"

namespace etslink {

// A sweep, ready to be computed: nothing changes it any more, so threads share it.
struct SweepTask {
  StudySource source;
  SweepPlan plan;
  std::optional<SampleApplier> applier;  // present
  std::vector<int> scenarios;            // of source.study, in its order
  std::vector<const IndicatorDefinition*> indicators;
  bool wants_curve = false, wants_channels = false;  // what indicators need beside the solution itself
  SweepDescription description;
};

// What the command line says of a sweep.
struct SweepRequest {
  std::string file;
  std::vector<std::string> settings;         // of --set
  std::string variant;                       // of the study; empty: the first
  std::optional<std::string> samples, seed;  // instead of those of the study
  bool draws = true;                         // else the description stays without samples
};

// Reads study and sweep, draws the samples, and builds every scenario once, so that whatever does not fit is an
// InputError before any calculation.
[[nodiscard]] SweepTask read_sweep_task(const SweepRequest& request);

}  // namespace etslink
