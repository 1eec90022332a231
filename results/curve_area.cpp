// SPDX-License-Identifier: Apache-2.0
#include "results/curve_area.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace etslink {
namespace {

// Values at three points as a parabola in s; at two, equal ones included, as a straight line.
class Parabola {
 public:
  Parabola(const std::array<double, 3>& s, const std::array<double, 3>& value)
      : s0_(s[0]), s1_(s[1]), value0_(value[0]) {
    first_ = (value[1] - value[0]) / (s[1] - s[0]);
    if (s[2] != s[1]) second_ = ((value[2] - value[1]) / (s[2] - s[1]) - first_) / (s[2] - s[0]);
  }
  [[nodiscard]] double at(double s) const { return value0_ + (s - s0_) * (first_ + (s - s1_) * second_); }
  [[nodiscard]] double slope(double s) const { return first_ + (2 * s - s0_ - s1_) * second_; }

 private:
  double s0_, s1_, value0_, first_, second_ = 0;
};

// Integral of p de over [a, b]: exact by Simpson's rule, as p e' is a cubic.
double integral(const Parabola& p, const Parabola& e, double a, double b) {
  const auto integrand = [&](double s) { return p.at(s) * e.slope(s); };
  return (b - a) / 6 * (integrand(a) + 4 * integrand((a + b) / 2) + integrand(b));
}

class AreaCounter {
 public:
  AreaCounter(std::span<const double> s, std::span<const CapPathPoint> points)
      : s_(s),
        points_(points),
        regions_(points.front().emissions.empty() ? 0 : points.front().emissions.front().size()) {}

  CurveAreas count() const {
    CurveAreas areas{{std::vector<double>(regions_, 0)}, {}};
    for (std::size_t i = 0; i + 1 < s_.size(); ++i) {
      std::vector<double> area = interval(i, near(i)), other = interval(i, far(i));
      const bool is_inside = i > 0 && i + 2 < s_.size();
      double doubt = 0;
      for (std::size_t r = 0; r < regions_; ++r) {
        doubt = std::max(doubt, std::abs(area[r] - other[r]));
        area[r] = areas.from_first.back()[r] + (is_inside ? (area[r] + other[r]) / 2 : area[r]);
      }
      areas.doubt.push_back(doubt);
      areas.from_first.push_back(std::move(area));
    }
    return areas;
  }

 private:
  // First points of the two parabolas of an interval: left and right of it; at an end the nearest and the next one.
  [[nodiscard]] std::size_t near(std::size_t i) const { return i == 0 ? 0 : std::min(i - 1, last_begin()); }
  [[nodiscard]] std::size_t far(std::size_t i) const {
    if (i == 0) return std::min<std::size_t>(1, last_begin());
    return i >= last_begin() + 1 ? std::max<std::size_t>(last_begin(), 1) - 1 : i;
  }
  [[nodiscard]] std::size_t last_begin() const { return s_.size() < 3 ? 0 : s_.size() - 3; }

  // - int tau dE per region over [s_i, s_i+1], by the parabolas that begin at a point.
  [[nodiscard]] std::vector<double> interval(std::size_t i, std::size_t begin) const {
    const std::array<std::size_t, 3> at{begin, begin + 1, std::min(begin + 2, s_.size() - 1)};
    const std::array<double, 3> s{s_[at[0]], s_[at[1]], s_[at[2]]};
    std::vector<double> area(regions_, 0);
    for (std::size_t m = 0; m < points_.front().price.size(); ++m) {
      const Parabola price(s, {points_[at[0]].price[m], points_[at[1]].price[m], points_[at[2]].price[m]});
      for (std::size_t r = 0; r < regions_; ++r) {
        const auto mt = [&](std::size_t k) { return points_[at[k]].emissions[m][r]; };
        area[r] -= integral(price, Parabola(s, {mt(0), mt(1), mt(2)}), s_[i], s_[i + 1]);
      }
    }
    return area;
  }

  std::span<const double> s_;
  std::span<const CapPathPoint> points_;
  std::size_t regions_;
};

}  // namespace

int CurveAreas::worst_interval(double tolerance) const {
  double whole = 0;
  for (const double area : from_first.back()) whole += std::abs(area);
  const auto worst = std::max_element(doubt.begin(), doubt.end());
  return worst == doubt.end() || *worst <= tolerance * whole ? -1 : static_cast<int>(worst - doubt.begin());
}

CurveAreas curve_areas(std::span<const double> s, std::span<const CapPathPoint> points) {
  if (points.empty()) return {};
  return AreaCounter(s, points).count();
}

}  // namespace etslink
