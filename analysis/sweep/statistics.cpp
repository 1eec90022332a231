// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/sweep/ranks.h"

namespace etslink {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Values with their weights, scaled to the sum 1.
struct WeightedValues {
  std::vector<double> values, weights;

  [[nodiscard]] bool empty() const { return values.empty(); }
  [[nodiscard]] bool is_weighted_evenly() const {
    return std::all_of(weights.begin(), weights.end(), [&](double w) { return w == weights.front(); });
  }
};

bool is_random(const SweepDesign& design) { return design.kind <= DesignKind::sobol; }

// The samples that stand for the distributions and have a value; empty where they can't stand for them without the
// others.
WeightedValues weighted_values(const SweepDesign& design, std::span<const double> column) {
  WeightedValues result;
  double sum = 0;
  for (int i = 0; i < design.samples(); ++i) {
    if (design.weights[i] == 0) continue;
    if (std::isnan(column[i])) {
      if (design.kind == DesignKind::quadrature) return {};
      continue;
    }
    result.values.push_back(column[i]);
    result.weights.push_back(design.weights[i]);
    sum += design.weights[i];
  }
  for (double& weight : result.weights) weight /= sum;
  return result;
}

double weighted_mean(const WeightedValues& data) {
  if (data.empty()) return none;
  // about the first value, so that a column that does not vary has exactly this mean
  double sum = 0;
  for (std::size_t i = 0; i < data.values.size(); ++i) sum += data.weights[i] * (data.values[i] - data.values[0]);
  return data.values[0] + sum;
}

// Random designs: of the sample, with n - 1. Others: of the distribution; missing where negative weights make the
// variance negative.
double weighted_deviation(const WeightedValues& data, double mean, bool is_sample) {
  const auto n = static_cast<double>(data.values.size());
  if (data.empty() || (is_sample && n < 2)) return none;
  double sum = 0;
  for (std::size_t i = 0; i < data.values.size(); ++i)
    sum += data.weights[i] * (data.values[i] - mean) * (data.values[i] - mean);
  return std::sqrt(is_sample ? sum * n / (n - 1) : sum);
}

// Of sorted values: with even weights linear between the order statistics at (n - 1) p (NumPy's default, type 7 of
// Hyndman and Fan 1996), else the least value with at least the probability p below or at it.
double quantile_of(const WeightedValues& sorted, double p) {
  if (sorted.empty()) return none;
  if (sorted.is_weighted_evenly()) {
    const double place = p * static_cast<double>(sorted.values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.values.size() - 1);
    return sorted.values[below] + (place - std::floor(place)) * (sorted.values[above] - sorted.values[below]);
  }
  constexpr double rounding = 1e-12;
  double probability = 0;
  for (std::size_t i = 0; i < sorted.values.size(); ++i) {
    probability += sorted.weights[i];
    if (probability >= p - rounding) return sorted.values[i];
  }
  return sorted.values.back();
}

WeightedValues sorted(const WeightedValues& data) {
  WeightedValues result;
  for (const auto i : ascending_order(data.values)) {
    result.values.push_back(data.values[i]);
    result.weights.push_back(data.weights[i]);
  }
  return result;
}

void add_counts(std::span<const double> column, ColumnStatistics& statistics) {
  statistics.least = statistics.largest = none;
  for (const double value : column) {
    if (std::isnan(value)) {
      ++statistics.missing;
      continue;
    }
    ++statistics.count;
    statistics.least = std::fmin(statistics.least, value);  // fmin passes over the NaN it starts from
    statistics.largest = std::fmax(statistics.largest, value);
  }
}

void add_running_mean(const SweepDesign& design, std::span<const double> column, ColumnStatistics& statistics) {
  statistics.running_mean.fill(none);
  if (!is_random(design)) return;
  const int blocks = design.samples() / design.block;
  double sum = 0;
  int count = 0, i = 0;
  for (int point = 1; point <= convergence_checkpoints; ++point) {
    const auto end = static_cast<int>(static_cast<long long>(blocks) * point / convergence_checkpoints) * design.block;
    for (; i < end; ++i) {
      if (design.weights[i] == 0 || std::isnan(column[i])) continue;
      sum += column[i];
      ++count;
    }
    if (count > 0) statistics.running_mean[point - 1] = sum / count;
  }
}

double correlation(const WeightedValues& x, const WeightedValues& y) {
  const double mean_x = weighted_mean(x), mean_y = weighted_mean(y);
  double xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < x.values.size(); ++i) {
    const double dx = x.values[i] - mean_x, dy = y.values[i] - mean_y;
    xx += x.weights[i] * dx * dx;
    xy += x.weights[i] * dx * dy;
    yy += x.weights[i] * dy * dy;
  }
  if (xx == 0 || yy == 0) return none;
  return std::clamp(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0);
}

WeightedValues ranked(const WeightedValues& data) { return {mean_ranks(data.values), data.weights}; }

}  // namespace

ColumnStatistics column_statistics(const SweepDesign& design, std::span<const double> column) {
  require(static_cast<int>(column.size()) == design.samples(), "one value for each sample");
  ColumnStatistics statistics{};
  add_counts(column, statistics);
  const auto data = weighted_values(design, column);
  statistics.averaged = static_cast<int>(data.values.size());
  statistics.mean = weighted_mean(data);
  statistics.deviation = weighted_deviation(data, statistics.mean, is_random(design));
  statistics.standard_error =
      is_random(design) ? statistics.deviation / std::sqrt(static_cast<double>(data.values.size())) : none;
  statistics.quantiles.fill(none);
  if (design.kind != DesignKind::quadrature) {
    const auto in_order = sorted(data);
    for (std::size_t q = 0; q < sweep_quantiles.size(); ++q)
      statistics.quantiles[q] = quantile_of(in_order, sweep_quantiles[q]);
  }
  add_running_mean(design, column, statistics);
  return statistics;
}

std::vector<AxisCorrelation> axis_correlations(const SweepDesign& design, std::span<const double> column) {
  require(static_cast<int>(column.size()) == design.samples(), "one value for each sample");
  std::vector<AxisCorrelation> correlations(design.axes(), AxisCorrelation{none, none});
  if (design.kind == DesignKind::quadrature) return correlations;
  const auto data = weighted_values(design, column), ranks = ranked(data);
  std::vector<double> axis(column.size());
  for (int a = 0; a < design.axes(); ++a) {
    for (int i = 0; i < design.samples(); ++i) axis[i] = std::isnan(column[i]) ? none : design.values(i, a);
    const auto values = weighted_values(design, axis);
    correlations[a] = {correlation(values, data), correlation(ranked(values), ranks)};
  }
  return correlations;
}

std::vector<TornadoSwing> tornado_swings(const SweepDesign& design, std::span<const double> column) {
  require(static_cast<int>(column.size()) == design.samples(), "one value for each sample");
  std::vector<TornadoSwing> swings;
  if (design.kind != DesignKind::tornado) return swings;
  for (int a = 0; a < design.axes(); ++a) {
    const double low = column[1 + 2 * a], high = column[2 + 2 * a];
    swings.push_back({low, high, high - low});
  }
  return swings;
}

}  // namespace etslink
