// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

namespace etslink {

// Positions of the values from the smallest to the largest; equal ones in the order they have.
[[nodiscard]] inline std::vector<int> ascending_order(std::span<const double> values) {
  std::vector<int> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int i, int j) { return values[i] < values[j]; });
  return order;
}

// Rank of each value from 1; equal values have the mean of their ranks.
[[nodiscard]] inline std::vector<double> mean_ranks(std::span<const double> values) {
  const auto order = ascending_order(values);
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = static_cast<double>(begin + end + 1) / 2;
    begin = end;
  }
  return ranks;
}

}  // namespace etslink
