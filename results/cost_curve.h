// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// The equilibrium at one point of a marginal abatement cost curve. Of the pool whose emissions are cut: price,
// abatement, permits, cost; the rest of the whole economy. Values per region have an entry for every region.
struct CurvePoint {
  double carbon_price = missing_value;  // [USD/t, numeraire = 1]
  double abatement = missing_value;     // of covered emissions [Mt]
  double leakage_rate = missing_value;  // of the study's coalition [%]
  double residual = missing_value;      // largest scaled residual
  Values abatement_by_region;           // E0_r - E_r of covered emissions, 0 outside the pool [Mt]
  Values permit_import_value;           // tau x permits bought from other regions of the pool [million USD]
  Values abatement_cost_macc;           // by add_abatement_cost [million USD]
  Values gdp_change, welfare_change;    // [%]; missing where the reference scenario was not solved
};

// A curve: its points from cut 0 on, as many as could be solved.
struct CostCurve {
  std::string label;           // "CHN alone", "linked: CHN+KOR"
  std::vector<int> is_member;  // per region: 1 where the pool covers emissions of it
  std::vector<CurvePoint> points;
};

// The curves of a study at common, equally spaced cuts.
struct CostCurves {
  std::vector<double> cut_percent;  // of covered benchmark emissions, ascending from 0
  std::vector<CostCurve> curves;
  std::string incomplete = {};  // what an interruption has left undone; empty: nothing
};

// A point from a solution whose economy has the caps of that point; abatement cost not yet included. Without a solved
// reference scenario there are no changes of GDP and welfare and no leakage.
[[nodiscard]] CurvePoint curve_point(const ScenarioView& view, int pool, bool has_reference);

// Fills abatement_cost_macc of points at equally spaced cuts: - integral of tau dE_r from cut 0, by parabolas through
// three neighbouring points (a straight line where there are but two), + permit_import_value.
void add_abatement_cost(std::vector<CurvePoint>& points);

// Table of carbon prices at five cuts, interpolated where none of the points lies there; "-" beyond the end of a curve.
[[nodiscard]] std::string price_table(const CostCurves& curves);

}  // namespace etslink
