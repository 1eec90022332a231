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
  std::vector<double> numbers;       // [a, b]; [a, mode, b]; [mean, deviation]; [median, sigma]; the values
  std::vector<double> weights = {};  // discrete: probability of each value, of sum 1; values: empty
  // normal, log_normal: the distribution is conditional on values in [least, largest]
  double least = -std::numeric_limits<double>::infinity();
  double largest = std::numeric_limits<double>::infinity();
};

// The value below which the distribution has probability u, 0 < u < 1; truncation is by the conditional distribution,
// so that no probability gathers at the limits. Values of a list count as equally probable.
[[nodiscard]] double quantile(const Distribution& distribution, double u);

[[nodiscard]] double mean(const Distribution& distribution);
[[nodiscard]] double standard_deviation(const Distribution& distribution);
// Probability of [least, largest] before truncation: normal and log_normal, 1 for others.
[[nodiscard]] double kept_probability(const Distribution& distribution);
[[nodiscard]] bool is_list(const Distribution& distribution);  // discrete or values

// The scale on which a quadrature sees the distribution: x itself, for log_normal ln x.
// Symmetric about its mean on this scale.
[[nodiscard]] bool is_symmetric(const Distribution& distribution);
// E[(y - mean)^4] / deviation^4 on this scale, symmetric distributions only: 1.8 uniform, 2.4 triangular, 3 normal.
[[nodiscard]] double kurtosis(const Distribution& distribution);
// The value x that lies `distance` deviations above the mean on this scale; symmetric distributions only.
[[nodiscard]] double value_at(const Distribution& distribution, double distance);

// "uniform [0.5, 1.5]", for messages and the result file.
[[nodiscard]] std::string describe(const Distribution& distribution);

}  // namespace etslink
