// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/sweep/statistics.h"

namespace etslink {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Mean and standard error of a ratio of two means, sum(top)/sum(bottom), by its linear expansion: the error is that of
// the mean of (top - ratio x bottom)/mean(bottom).
struct Ratio {
  double value, error;
};

Ratio ratio_of_means(const std::vector<double>& top, const std::vector<double>& bottom) {
  const auto n = static_cast<double>(top.size());
  double top_sum = 0, bottom_sum = 0;
  for (std::size_t j = 0; j < top.size(); ++j) {
    top_sum += top[j];
    bottom_sum += bottom[j];
  }
  if (bottom_sum == 0) return {none, none};
  const double ratio = top_sum / bottom_sum;
  double squares = 0;
  for (std::size_t j = 0; j < top.size(); ++j) squares += std::pow(top[j] - ratio * bottom[j], 2);
  if (n < 2) return {ratio, none};
  return {ratio, std::sqrt(squares / (n * (n - 1))) * n / std::abs(bottom_sum)};
}

// First samples of the blocks that are complete: with a part of a block, axes would be compared over different samples.
std::vector<int> complete_blocks(const SweepDesign& design, std::span<const double> column) {
  std::vector<int> starts;
  for (int start = 0; start < design.samples(); start += design.block) {
    const auto block = column.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(design.block));
    if (std::none_of(block.begin(), block.end(), [](double value) { return std::isnan(value); }))
      starts.push_back(start);
  }
  return starts;
}

bool has_blocks(const SweepDesign& design) { return design.kind == DesignKind::sobol && design.block > 1; }

// The column over the samples A and B of these blocks.
double mean_of_a_and_b(const SweepDesign& design, std::span<const double> column, const std::vector<int>& blocks) {
  double sum = 0;
  for (const int start : blocks) sum += column[start] + column[start + design.block - 1];
  return sum / static_cast<double>(2 * blocks.size());
}

}  // namespace

int sobol_blocks(const SweepDesign& design, std::span<const double> column) {
  return has_blocks(design) ? static_cast<int>(complete_blocks(design, column).size()) : 0;
}

std::vector<SobolIndex> sobol_indices(const SweepDesign& design, std::span<const double> column) {
  require(static_cast<int>(column.size()) == design.samples(), "one value for each sample");
  std::vector<SobolIndex> indices;
  if (!has_blocks(design)) return indices;
  const std::vector<int> blocks = complete_blocks(design, column);
  if (blocks.size() < 2) return std::vector<SobolIndex>(design.axes(), SobolIndex{none, none, none, none});
  const double mean = mean_of_a_and_b(design, column, blocks);
  for (int a = 0; a < design.axes(); ++a) {
    std::vector<double> first, total, variance;
    for (const int start : blocks) {
      // about the mean, which changes no expectation but makes the products small
      const double in_a = column[start] - mean, in_b = column[start + design.block - 1] - mean;
      const double in_ab = column[start + 1 + a] - mean;
      first.push_back(in_b * (in_ab - in_a));
      total.push_back((in_a - in_ab) * (in_a - in_ab) / 2);
      variance.push_back((in_a * in_a + in_b * in_b) / 2);
    }
    const auto first_ratio = ratio_of_means(first, variance), total_ratio = ratio_of_means(total, variance);
    indices.push_back({first_ratio.value, first_ratio.error, total_ratio.value, total_ratio.error});
  }
  return indices;
}

}  // namespace etslink
