// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etslink {

// Standard normal distribution; both tails keep their relative accuracy.
[[nodiscard]] double normal_density(double z);
[[nodiscard]] double normal_probability(double z);  // of values below z

// The z below which a standard normal number has probability p and above which it has probability 1 - p, both given
// because the smaller one is exact where the larger one is rounded; 0 < p < 1.
[[nodiscard]] double normal_quantile(double p, double one_minus_p);

}  // namespace etslink
