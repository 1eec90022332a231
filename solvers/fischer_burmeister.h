// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace etslink {

// Smoothed Fischer-Burmeister function x + F - sqrt(x^2 + F^2 + 2 mu^2) of the pair 0 <= x _|_ F >= 0, both in units of
// their natural scale: zero where x > 0, F > 0 and x F = mu^2 (mu > 0). Source: Fischer (1992), smoothed by Kanzow
// (1996).
template <class Scalar>
[[nodiscard]] Scalar fischer_burmeister(const Scalar& x, const Scalar& slack, double mu) {
  using std::sqrt;
  const Scalar sum = x + slack;
  const Scalar root = sqrt(Scalar(x * x + slack * slack + 2 * mu * mu));
  // The difference of two large numbers loses the small one of x and F: expanded by sum + root it does not.
  if (sum > 0) return Scalar((2 * (x * slack) - 2 * mu * mu) / (sum + root));
  return Scalar(sum - root);
}

}  // namespace etslink
