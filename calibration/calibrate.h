// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace etslink {

// Called with a short description when a step begins.
using CalibrationProgress = std::function<void(const std::string&)>;

// Makes a benchmark folder (docs/benchmark.md) and its calibration_report.md from the published tables that the recipe
// names. InputError with file and line for a bad recipe or source, also where no balanced table agrees with them;
// FileError where the folder can't be written or the output would destroy a source. Both before anything is written.
// Same input, same bytes.
void calibrate(const std::string& recipe_file, const std::string& output_folder,
               const CalibrationProgress& progress = {});

}  // namespace etslink
