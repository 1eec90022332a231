// SPDX-License-Identifier: Apache-2.0
#include "results/cost_curve.h"

#include <algorithm>
#include <cmath>

#include "results/emissions.h"
#include "results/gdp.h"
#include "results/leakage.h"
#include "results/permit_trade.h"
#include "results/text_layout.h"
#include "results/welfare.h"

namespace etslink {
namespace {

// - integral of tau dE over [1, 2], with parabolas through the points at 0, 1 and 2; exact by Simpson's rule.
Values area_to_last(const CurvePoint& a, const CurvePoint& b, const CurvePoint& c) {
  Values area;
  const double middle_price = (-a.carbon_price + 6 * b.carbon_price + 3 * c.carbon_price) / 8;
  for (std::size_t r = 0; r < a.abatement_by_region.size(); ++r) {
    const double a0 = a.abatement_by_region[r], a1 = b.abatement_by_region[r], a2 = c.abatement_by_region[r];
    const double slope1 = (a2 - a0) / 2, middle_slope = a2 - a1, slope2 = (a0 - 4 * a1 + 3 * a2) / 2;
    area.push_back((b.carbon_price * slope1 + 4 * middle_price * middle_slope + c.carbon_price * slope2) / 6);
  }
  return area;
}

// The same over [0, 1].
Values area_from_first(const CurvePoint& a, const CurvePoint& b, const CurvePoint& c) {
  Values area = area_to_last(c, b, a);
  for (double& value : area) value = -value;
  return area;
}

Values straight_area(const CurvePoint& a, const CurvePoint& b) {
  Values area;
  for (std::size_t r = 0; r < a.abatement_by_region.size(); ++r) {
    area.push_back((a.carbon_price + b.carbon_price) / 2 * (b.abatement_by_region[r] - a.abatement_by_region[r]));
  }
  return area;
}

Values area_of_interval(const std::vector<CurvePoint>& points, std::size_t end) {
  if (points.size() == 2) return straight_area(points[0], points[1]);
  if (end == 1) return area_from_first(points[0], points[1], points[2]);
  return area_to_last(points[end - 2], points[end - 1], points[end]);
}

double largest(const std::vector<double>& values) {
  double result = 0;
  for (const double value : values) result = std::max(result, std::abs(value));
  return result;
}

// Price at a cut; missing beyond the end of the curve.
double price_at(const CostCurves& curves, const CostCurve& curve, double percent) {
  const auto& cuts = curves.cut_percent;
  const double tolerance = 1e-9 * cuts.back();
  const auto above = std::lower_bound(cuts.begin(), cuts.end(), percent - tolerance) - cuts.begin();
  if (above >= static_cast<std::ptrdiff_t>(curve.points.size())) return missing_value;
  const double high = curve.points[above].carbon_price;
  if (above == 0 || cuts[above] <= percent + tolerance) return high;
  const double low = curve.points[above - 1].carbon_price;
  return low + (high - low) * (percent - cuts[above - 1]) / (cuts[above] - cuts[above - 1]);
}

}  // namespace

CurvePoint curve_point(const ScenarioView& view, int pool_index, bool has_reference) {
  const PermitPool& pool = view.economy.pools[pool_index];
  const auto benchmark = covered_benchmark_emissions(view.economy);
  CurvePoint point;
  point.carbon_price = view.state.permit_price[pool.markets.front()];
  point.residual = largest(view.state.residual);
  point.abatement = 0;
  point.abatement_by_region.assign(view.region_count(), 0);
  for (const int m : pool.markets) {
    for (int r = 0; r < view.region_count(); ++r) {
      point.abatement_by_region[r] += benchmark[m][r] - view.state.market_emissions_by_region[m][r];
    }
    point.abatement += view.economy.markets[m].benchmark_emissions - view.state.market_emissions[m];
  }
  point.permit_import_value = permit_trade(view.economy, view.state).imports[pool_index];
  for (double& value : point.permit_import_value) value *= point.carbon_price;
  point.gdp_change = has_reference ? gdp_change(view) : Values(view.region_count(), missing_value);
  point.welfare_change = has_reference ? welfare_change(view) : Values(view.region_count(), missing_value);
  if (has_reference) point.leakage_rate = leakage_rate(view).front();
  return point;
}

void add_abatement_cost(std::vector<CurvePoint>& points) {
  if (points.empty()) return;
  Values area(points.front().abatement_by_region.size(), 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Values step = i == 0 ? area : area_of_interval(points, i);
    points[i].abatement_cost_macc = points[i].permit_import_value;
    for (std::size_t r = 0; r < area.size(); ++r) {
      area[r] += step[r];
      points[i].abatement_cost_macc[r] += area[r];
    }
  }
}

std::string price_table(const CostCurves& curves) {
  constexpr int columns = 5;
  constexpr std::size_t column_width = 10;
  std::size_t label_width = std::string("cut of covered emissions [%]").size();
  for (const auto& curve : curves.curves) label_width = std::max(label_width, curve.label.size());
  const auto padded = [&](const std::string& label) { return label + std::string(label_width - label.size(), ' '); };

  std::string text = "carbon price [USD/t]\n" + padded("cut of covered emissions [%]");
  const auto cut = [&](int column) { return curves.cut_percent.back() * (column + 1) / columns; };
  for (int i = 0; i < columns; ++i) text += padded_left(rounded_text(cut(i), 4), column_width);
  for (const auto& curve : curves.curves) {
    text += "\n" + padded(curve.label);
    for (int i = 0; i < columns; ++i) text += padded_left(fixed_text(price_at(curves, curve, cut(i)), 2), column_width);
  }
  return text + "\n";
}

}  // namespace etslink
