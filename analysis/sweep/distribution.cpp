// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/distribution.h"

#include <algorithm>
#include <numeric>

#include "analysis/sweep/truncated_normal.h"
#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {
namespace {

using Kind = Distribution::Kind;

// normal and log_normal are a normal number y = location + scale z; the value is y or exp(y).
struct NormalScale {
  double location, scale;
  TruncatedNormal z;
};

NormalScale normal_scale(const Distribution& d) {
  const bool is_log = d.kind == Kind::log_normal;
  const double location = is_log ? std::log(d.numbers[0]) : d.numbers[0], scale = d.numbers[1];
  const auto standard = [&](double limit) {
    if (std::isinf(limit)) return limit;
    if (is_log && limit <= 0) return -std::numeric_limits<double>::infinity();
    return ((is_log ? std::log(limit) : limit) - location) / scale;
  };
  return {location, scale, TruncatedNormal(standard(d.least), standard(d.largest))};
}

bool is_normal(const Distribution& d) { return d.kind == Kind::normal || d.kind == Kind::log_normal; }

double weight(const Distribution& d, std::size_t i) {
  return d.weights.empty() ? 1.0 / static_cast<double>(d.numbers.size()) : d.weights[i];
}

double list_quantile(const Distribution& d, double u) {
  double below = 0;
  for (std::size_t i = 0; i + 1 < d.numbers.size(); ++i) {
    below += weight(d, i);
    if (u < below) return d.numbers[i];
  }
  return d.numbers.back();
}

double triangular_quantile(const Distribution& d, double u) {
  const double a = d.numbers[0], mode = d.numbers[1], b = d.numbers[2];
  if (u * (b - a) < mode - a) return a + std::sqrt(u * (b - a) * (mode - a));
  return b - std::sqrt((1 - u) * (b - a) * (b - mode));
}

// Sum of (x - centre)^power over a list, weighted.
double list_moment(const Distribution& d, double centre, int power) {
  double sum = 0;
  for (std::size_t i = 0; i < d.numbers.size(); ++i) sum += weight(d, i) * std::pow(d.numbers[i] - centre, power);
  return sum;
}

double triangular_deviation(const Distribution& d) {
  const double left = d.numbers[1] - d.numbers[0], right = d.numbers[2] - d.numbers[1];
  return std::sqrt((left * left + left * right + right * right) / 18);
}

double log_normal_deviation(const NormalScale& y) {
  const double first = y.z.exponential_mean(y.scale), second = y.z.exponential_mean(2 * y.scale);
  return std::exp(y.location) * std::sqrt(second - first * first);
}

}  // namespace

double quantile(const Distribution& d, double u) {
  require(u > 0 && u < 1, "0 < u < 1");
  switch (d.kind) {
    case Kind::uniform:
      return (1 - u) * d.numbers[0] + u * d.numbers[1];
    case Kind::triangular:
      return triangular_quantile(d, u);
    case Kind::normal:
    case Kind::log_normal: {
      const auto y = normal_scale(d);
      const double value = y.location + y.scale * y.z.quantile(u);
      return std::clamp(d.kind == Kind::normal ? value : std::exp(value), d.least, d.largest);  // against rounding
    }
    case Kind::discrete:
    case Kind::values:
      break;
  }
  return list_quantile(d, u);
}

double mean(const Distribution& d) {
  if (is_list(d)) return list_moment(d, 0, 1);
  if (!is_normal(d))
    return std::accumulate(d.numbers.begin(), d.numbers.end(), 0.0) / static_cast<double>(d.numbers.size());
  const auto y = normal_scale(d);
  if (d.kind == Kind::normal) return y.location + y.scale * y.z.mean();
  return std::exp(y.location) * y.z.exponential_mean(y.scale);
}

double standard_deviation(const Distribution& d) {
  if (is_list(d)) return std::sqrt(list_moment(d, mean(d), 2));
  if (d.kind == Kind::uniform) return (d.numbers[1] - d.numbers[0]) / std::sqrt(12.0);
  if (d.kind == Kind::triangular) return triangular_deviation(d);
  const auto y = normal_scale(d);
  return d.kind == Kind::normal ? y.scale * std::sqrt(y.z.variance()) : log_normal_deviation(y);
}

double kept_probability(const Distribution& d) { return is_normal(d) ? normal_scale(d).z.mass() : 1; }

bool is_list(const Distribution& d) { return d.kind == Kind::discrete || d.kind == Kind::values; }

bool is_symmetric(const Distribution& d) {
  constexpr double rounding = 1e-12;
  if (d.kind == Kind::triangular)
    return std::abs(d.numbers[0] + d.numbers[2] - 2 * d.numbers[1]) <= rounding * (d.numbers[2] - d.numbers[0]);
  if (is_normal(d)) return std::abs(normal_scale(d).z.mean()) <= rounding;
  return d.kind == Kind::uniform;
}

double kurtosis(const Distribution& d) {
  require(is_symmetric(d), "the distribution is symmetric");
  if (d.kind == Kind::uniform) return 9.0 / 5;
  if (d.kind == Kind::triangular) return 12.0 / 5;
  const auto& z = normal_scale(d).z;
  return z.fourth_moment() / (z.variance() * z.variance());
}

double value_at(const Distribution& d, double distance) {
  require(is_symmetric(d), "the distribution is symmetric");
  if (!is_normal(d)) return mean(d) + distance * standard_deviation(d);
  const auto y = normal_scale(d);
  const double value = y.location + y.scale * std::sqrt(y.z.variance()) * distance;
  return d.kind == Kind::normal ? value : std::exp(value);
}

std::string describe(const Distribution& d) {
  static const char* const names[] = {"uniform", "triangular", "normal", "log_normal", "discrete", "values"};
  const auto list = [](const std::vector<double>& numbers) {
    std::string text;
    for (const double number : numbers) text += (text.empty() ? "[" : ", ") + shortest_text(number);
    return text + "]";
  };
  std::string text = names[static_cast<int>(d.kind)] + (" " + list(d.numbers));
  if (!d.weights.empty()) text += " with weights " + list(d.weights);
  if (!std::isinf(d.least)) text += ", min " + shortest_text(d.least);
  if (!std::isinf(d.largest)) text += ", max " + shortest_text(d.largest);
  return text;
}

}  // namespace etslink
