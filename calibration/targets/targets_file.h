// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etslink {

// File of a benchmark folder that the calibration writes for readers of its results: no part of the format.
inline constexpr const char* targets_file = "targets.csv";

}  // namespace etslink
