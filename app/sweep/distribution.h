// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace etslink {

// Probability distribution of one axis of a sweep; numbers and weights as the study states them (docs/sweeps.md).
struct Distribution {
  enum class Kind { uniform, triangular, normal, log_normal, discrete, values };
  Kind kind = Kind::uniform;
  std::vector<double> numbers;  // [a, b]; [a, mode, b]; [mean, deviation]; [median, sigma]; the values
  std::vector<double> weights;  // discrete: probability of each value, of sum 1; values: empty
  // normal, log_normal: the distribution is conditional on values in [least, largest]
  double least = -std::numeric_limits<double>::infinity();
  double largest = std::numeric_limits<double>::infinity();
};

// The value below which the distribution has probability u, 0 < u < 1; truncation is by the conditional distribution,
// so that no probability gathers at the limits. Values of a list count as equally probable.
[[nodiscard]] double quantile(const Distribution& distribution, double u);

[[nodiscard]] double mean(const Distribution& distribution);
[[nodiscard]] double standard_deviation(const Distribution& distribution);
// E[(x - mean)^4] / deviation^4: 1.8 uniform, 2.4 triangular, 3 normal. For uniform, symmetric triangular and normal
// (also symmetrically truncated) distributions.
[[nodiscard]] double kurtosis(const Distribution& distribution);
// About its mean; log_normal: of its logarithm, untruncated.
[[nodiscard]] bool is_symmetric(const Distribution& distribution);
[[nodiscard]] bool is_list(const Distribution& distribution);  // discrete or values

// "uniform [0.5, 1.5]", for messages and the result file.
[[nodiscard]] std::string describe(const Distribution& distribution);

}  // namespace etslink
