// SPDX-License-Identifier: Apache-2.0
#include "results/cost_curve.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "results/curve_cost.h"
#include "results/emissions.h"
#include "results/gdp.h"
#include "results/leakage.h"
#include "results/permits.h"
#include "results/text_layout.h"
#include "results/welfare.h"

namespace etslink {
namespace {

constexpr std::size_t smallest_column = 10;

double largest(const std::vector<double>& values) {
  double result = 0;
  for (const double value : values) result = std::max(result, std::abs(value));
  return result;
}

void add_abatement(CurvePoint& point, const ScenarioView& view, const PermitPool& pool) {
  const auto benchmark = covered_benchmark_emissions(view.economy);
  const auto priced = priced_emissions(view.economy, view.state).emissions;
  double base = 0;
  point.abatement = 0;
  point.abatement_by_region.assign(view.region_count(), 0);
  for (const int m : pool.markets) {
    for (int r = 0; r < view.region_count(); ++r) {
      point.abatement_by_region[r] += benchmark[m][r] - priced[m][r];
      point.abatement += benchmark[m][r] - priced[m][r];
      base += benchmark[m][r];
    }
  }
  if (base > 0) point.cut_percent = 100 * point.abatement / base;
}

// Five of the points, as far as there are so many, the last of them the end of the path.
std::vector<std::size_t> shown_points(const CostCurves& curves) {
  constexpr std::size_t columns = 5;
  const std::size_t last = curves.path_percent.size() - 1, count = std::min(columns, last);
  std::vector<std::size_t> points;
  for (std::size_t i = 1; i <= count; ++i) points.push_back((2 * i * last + count) / (2 * count));  // rounded
  return points;
}

// Is the cut everywhere the position on the path?
bool cuts_are_positions(const CostCurves& curves) {
  for (const auto& curve : curves.curves) {
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
      if (!(std::abs(curve.points[i].cut_percent - curves.path_percent[i]) <= 1e-6 * curves.path_percent.back()))
        return false;
    }
  }
  return true;
}

using TableRows = std::vector<std::vector<std::string>>;

// A row for each curve with a value of its shown points, below their positions on the path.
void add_block(TableRows& rows, const CostCurves& curves, const std::string& head, double CurvePoint::*value) {
  std::vector<std::string> positions{head};
  for (const std::size_t i : shown_points(curves)) positions.push_back(rounded_text(curves.path_percent[i], 4));
  rows.push_back(std::move(positions));
  for (const auto& curve : curves.curves) {
    std::vector<std::string> row{curve.label};
    for (const std::size_t i : shown_points(curves))
      row.push_back(fixed_text(i < curve.points.size() ? curve.points[i].*value : missing_value, 2));
    rows.push_back(std::move(row));
  }
}

}  // namespace

CurvePoint curve_point(const ScenarioView& view, int pool_index, bool has_reference) {
  const PermitPool& pool = view.economy.pools[pool_index];
  CurvePoint point;
  point.carbon_price = view.state.permit_price[pool.markets.front()];
  point.residual = largest(view.state.residual);
  add_abatement(point, view, pool);
  point.permit_import_value = permit_import_value(view);
  point.abatement_cost_macc = abatement_cost_macc(view);
  point.gdp_change = has_reference ? gdp_change(view) : Values(view.region_count(), missing_value);
  point.welfare_change = has_reference ? welfare_change(view) : Values(view.region_count(), missing_value);
  if (has_reference) point.leakage_rate = leakage_rate(view).front();
  return point;
}

std::string price_table(const CostCurves& curves) {
  const bool is_cut = cuts_are_positions(curves);
  const std::string head = is_cut ? "cut of covered emissions [%]" : "path from the benchmark [%]";
  TableRows rows{{"carbon price [USD/t]"}};
  add_block(rows, curves, head, &CurvePoint::carbon_price);
  if (!is_cut) {
    rows.insert(rows.end(), {{""}, {"cut of covered emissions [%]"}});
    add_block(rows, curves, head, &CurvePoint::cut_percent);
  }
  std::vector<TextColumn> columns(rows[1].size(), {TextColumn::Align::right, smallest_column});
  columns.front() = {TextColumn::Align::left, 0};
  return aligned_rows(rows, columns);
}

}  // namespace etslink
