// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "results/hdf5_reader.h"

namespace etslink {

// Distributions of a sweep's results in the form of labelled_json, small whatever the number of samples: for each
// indicator with quantiles NAME over scenario, its own axes and `bin`, the share [%] of the samples in each of 30 equal
// steps from NAME_low to NAME_high, least and largest value over all scenarios. Samples, as in the group /statistics,
// are those that every scenario has solved and that have a weight, and count with it.
[[nodiscard]] nlohmann::ordered_json sample_histograms(const NetcdfReader& file);

}  // namespace etslink
