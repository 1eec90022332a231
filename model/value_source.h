// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>

namespace etslink {

// Gives terms the plain values of the unknowns they ask for.
class ValueSource {
 public:
  template <int N>
  using Number = double;

  explicit ValueSource(std::span<const double> x) : x_(x) {}
  template <int N>
  [[nodiscard]] double unknown(int u) const {
    return x_[u];
  }
  template <int N>
  [[nodiscard]] double exponential(int u) const {
    return std::exp(x_[u]);
  }
  template <int N>
  [[nodiscard]] double exponential_of(int, double unknown) const {
    return std::exp(unknown);
  }

 private:
  std::span<const double> x_;
};

}  // namespace etslink
