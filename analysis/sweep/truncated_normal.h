// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "analysis/sweep/normal.h"

namespace etslink {

// A standard normal number on condition that it lies in [low, high].
class TruncatedNormal {
 public:
  TruncatedNormal(double low, double high) : low_(low), high_(high) {}

  [[nodiscard]] double mass() const { return probability(low_, high_); }

  [[nodiscard]] double quantile(double u) const {
    const double z =
        normal_quantile(normal_probability(low_) + u * mass(), normal_probability(-high_) + (1 - u) * mass());
    return std::fmin(std::fmax(z, low_), high_);  // rounding may pass a limit
  }

  // Moments by partial integration: m1 = (phi(low) - phi(high))/mass, m_k = (k-1) m_(k-2) + [z^(k-1) phi]/mass.
  [[nodiscard]] double mean() const { return edge_term(0); }
  [[nodiscard]] double variance() const { return 1 + edge_term(1) - mean() * mean(); }
  // Fourth moment about zero, which is the mean where low = -high.
  [[nodiscard]] double fourth_moment() const { return 3 * (1 + edge_term(1)) + edge_term(3); }

  // E[exp(t z)] = exp(t^2/2) P(low - t, high - t)/mass.
  [[nodiscard]] double exponential_mean(double t) const {
    return std::exp(t * t / 2) * probability(low_ - t, high_ - t) / mass();
  }

 private:
  // In the tail where the probabilities are small, so that their difference keeps its digits.
  static double probability(double low, double high) {
    return low > 0 ? normal_probability(-low) - normal_probability(-high)
                   : normal_probability(high) - normal_probability(low);
  }

  [[nodiscard]] double edge_term(int power) const { return (edge(low_, power) - edge(high_, power)) / mass(); }
  static double edge(double z, int power) { return std::isinf(z) ? 0 : std::pow(z, power) * normal_density(z); }

  double low_, high_;
};

}  // namespace etslink
