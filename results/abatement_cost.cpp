// SPDX-License-Identifier: Apache-2.0
#include "results/abatement_cost.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace etslink {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// - int tau dE per region over an interval with parabolas in s through three equally spaced points: Simpson's rule for
// tau E'(s).
std::vector<double> simpson(const CapPathPoint& a, const CapPathPoint& middle, const CapPathPoint& b) {
  std::vector<double> area(a.emissions.empty() ? 0 : a.emissions.front().size(), 0);
  for (std::size_t m = 0; m < a.price.size(); ++m) {
    for (std::size_t r = 0; r < area.size(); ++r) {
      const double e0 = a.emissions[m][r], e1 = middle.emissions[m][r], e2 = b.emissions[m][r];
      const double slope0 = -3 * e0 + 4 * e1 - e2, slope1 = e2 - e0, slope2 = e0 - 4 * e1 + 3 * e2;
      area[r] -= (a.price[m] * slope0 + 4 * middle.price[m] * slope1 + b.price[m] * slope2) / 6;
    }
  }
  return area;
}

// An interval of the path, its integral in two halves, and the change against one piece: a cautious estimate of the
// error.
struct Panel {
  double begin = 0, end = 1;
  std::vector<double> area, change;
};

class Quadrature {
 public:
  Quadrature(const CapPath& path, const QuadratureOptions& options) : path_(path), options_(options) {}

  std::optional<AbatementCost> integrate() {
    if (!point(0) || !point(1) || !add_panel(0, 1)) return std::nullopt;
    AbatementCost cost = total();
    while (!cost.is_accurate && evaluations() + 4 <= options_.max_evaluations) {
      const auto worst = std::max_element(panels_.begin(), panels_.end(), [&](const Panel& a, const Panel& b) {
        return badness(a, cost) < badness(b, cost);
      });
      const Panel panel = *worst;
      panels_.erase(worst);
      const double middle = (panel.begin + panel.end) / 2;
      if (!add_panel(panel.begin, middle) || !add_panel(middle, panel.end)) return std::nullopt;
      cost = total();
    }
    return cost;
  }

 private:
  [[nodiscard]] int evaluations() const { return static_cast<int>(points_.size()); }

  const CapPathPoint* point(double s) {
    const auto known = points_.find(s);
    if (known != points_.end()) return &known->second;
    std::optional<CapPathPoint> solved = path_(s);
    return solved ? &points_.emplace(s, std::move(*solved)).first->second : nullptr;
  }

  bool add_panel(double begin, double end) {
    const double middle = (begin + end) / 2;
    const CapPathPoint* half = point(middle);
    const CapPathPoint* first = half ? point((begin + middle) / 2) : nullptr;
    const CapPathPoint* last = first ? point((middle + end) / 2) : nullptr;
    if (!last) return false;
    const CapPathPoint &a = *point(begin), &b = *point(end);
    Panel panel{begin, end, simpson(a, *first, *half), simpson(a, *half, b)};
    const std::vector<double> right = simpson(*half, *last, b);
    for (std::size_t r = 0; r < right.size(); ++r) {
      panel.area[r] += right[r];
      panel.change[r] -= panel.area[r];
    }
    panels_.push_back(std::move(panel));
    return true;
  }

  [[nodiscard]] AbatementCost total() const {
    const std::size_t regions = panels_.front().area.size();
    AbatementCost cost{std::vector<double>(regions, 0), std::vector<double>(regions, 0)};
    for (const Panel& panel : panels_) {
      for (std::size_t r = 0; r < regions; ++r) {
        cost.area[r] += panel.area[r];
        cost.error[r] += std::abs(panel.change[r]);
      }
      cost.total_error += std::abs(sum(panel.change));
    }
    cost.evaluations = evaluations();
    double negligible = 0;
    for (std::size_t r = 0; r < regions; ++r) negligible += negligible_error(r);
    cost.is_accurate = cost.total_error <= std::max(options_.tolerance * std::abs(sum(cost.area)), negligible);
    for (std::size_t r = 0; r < regions; ++r) cost.is_accurate &= cost.error[r] <= limit(cost, r);
    return cost;
  }

  // Accepted error of a region's cost; the floor keeps regions whose gains and costs cancel from asking for the
  // impossible.
  [[nodiscard]] double limit(const AbatementCost& cost, std::size_t region) const {
    const auto& other = options_.beside_area;
    const double own_cost = cost.area[region] + (other.empty() ? 0 : other[region]);
    double scale = 0;
    for (const double area : cost.area) scale += std::abs(area);
    return std::max({options_.tolerance * std::abs(own_cost), options_.floor * scale, negligible_error(region)});
  }

  [[nodiscard]] double negligible_error(std::size_t region) const {
    double emissions = 0;
    for (const auto& market : points_.begin()->second.emissions) emissions += std::abs(market[region]);
    return options_.price_floor * emissions;
  }

  [[nodiscard]] double badness(const Panel& panel, const AbatementCost& cost) const {
    double worst = 0;
    for (std::size_t r = 0; r < panel.change.size(); ++r) {
      if (panel.change[r] != 0) worst = std::max(worst, std::abs(panel.change[r]) / limit(cost, r));
    }
    return worst;
  }

  const CapPath& path_;
  const QuadratureOptions& options_;
  std::map<double, CapPathPoint> points_;
  std::vector<Panel> panels_;
};

}  // namespace

std::optional<AbatementCost> integrate_abatement_cost(const CapPath& path, const QuadratureOptions& options) {
  return Quadrature(path, options).integrate();
}

}  // namespace etslink
