// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/cost_curve.h"

namespace etslink {

// Writes the file of `etslink macc` (docs/results.md): `study` has the reference scenario alone, for the root
// attributes and the regions. Atomic: on failure throws FileError and leaves an older file as it is.
void write_cost_curves(const StudyResult& study, const CostCurves& curves, const std::string& path);

}  // namespace etslink
