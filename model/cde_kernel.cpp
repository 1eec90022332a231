// SPDX-License-Identifier: Apache-2.0
#include "model/cde_kernel.h"

#include <algorithm>
#include <cmath>

namespace etslink {
namespace {

// log sum_i g_i exp(b_i (v_i - log_cost)) and its slope in log_cost.
struct PowerSum {
  double log_sum = 0, slope = 0;
};

PowerSum power_sum(std::span<const CdeInput> inputs, std::span<const double> v, double log_cost) {
  double largest = -HUGE_VAL;
  for (std::size_t i = 0; i < v.size(); ++i) largest = std::max(largest, inputs[i].substitution * (v[i] - log_cost));
  double beyond = 0, sum = 0, slope = 0;  // beyond: sum - exp(-largest), exact where all powers are near 1
  for (std::size_t i = 0; i < v.size(); ++i) {
    const double exponent = inputs[i].substitution * (v[i] - log_cost);
    const double term = inputs[i].weight * std::exp(exponent - largest);
    beyond += inputs[i].weight * std::expm1(exponent);
    sum += term;
    slope -= inputs[i].substitution * term;
  }
  const bool is_near = std::abs(largest) < 0.5 && std::abs(beyond) < 0.5;
  return {is_near ? std::log1p(beyond) : largest + std::log(sum), slope / sum};
}

}  // namespace

double log_cde_cost(std::span<const CdeInput> inputs, std::span<const double> v) {
  // The root lies between the smallest and the largest v. The sum of powers is convex in log c: Newton's method comes
  // from one side, and bisection only guards it against rounding.
  double low = *std::min_element(v.begin(), v.end()), high = *std::max_element(v.begin(), v.end());
  if (!std::isfinite(low) || !std::isfinite(high)) return low + high;
  double log_cost = 0;
  for (std::size_t i = 0; i < v.size(); ++i) log_cost += inputs[i].weight * v[i];
  for (int step = 0; step < 100 && low < high; ++step) {
    const PowerSum at = power_sum(inputs, v, log_cost);
    (at.log_sum * at.slope < 0 ? low : high) = log_cost;
    double next = log_cost - at.log_sum / at.slope;
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    if (std::abs(next - log_cost) <= 1e-16 * (1 + std::abs(next))) return next;
    log_cost = next;
  }
  return log_cost;
}

}  // namespace etslink
