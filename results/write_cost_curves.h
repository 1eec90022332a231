// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/cost_curve.h"

namespace etslink {

// Writes the file of `etslink macc` (docs/results.md): `study` has the reference scenario alone, for the root
// attributes and the regions. Atomic: on failure throws FileError and leaves an older file as it is.
void write_cost_curves(const StudyResult& study, const CostCurves& curves, const std::string& path);

class NetcdfReader;

// Root attribute `format` of such a file.
inline constexpr const char* cost_curves_format = "etslink cost curves 2";

// The curves of such a file; FileError where something is missing in it.
[[nodiscard]] CostCurves read_cost_curves(const NetcdfReader& file);

}  // namespace etslink
