// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/normal.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace etslink {

double normal_density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

double normal_probability(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double normal_quantile(double p, double one_minus_p) {
  const double distance = std::numbers::sqrt2 * boost::math::erfc_inv(2 * std::min(p, one_minus_p));
  return p < one_minus_p ? -distance : distance;
}

}  // namespace etslink
