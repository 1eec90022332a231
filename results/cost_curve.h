// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// The equilibrium at one point of a marginal abatement cost curve. Price, cut and abatement are those of one pool; all
// else is of the whole policy, the same for all pools of a scenario. Values per region have an entry for every region.
struct CurvePoint {
  double carbon_price = missing_value;  // [USD/t, numeraire = 1]
  double cut_percent = missing_value;   // 100 abatement / E0; missing where the pool covers nothing at the benchmark
  double abatement = missing_value;     // E0 - E of covered emissions, of credits emissions beyond the baseline [Mt]
  double leakage_rate = missing_value;  // of the study's coalition [%]
  double residual = missing_value;      // largest scaled residual
  Values abatement_by_region;           // the same per region [Mt]
  Values permit_import_value;           // payment for permits bought from other regions [million USD]
  Values abatement_cost_macc;           // [million USD]
  Values gdp_change, welfare_change;    // [%]; missing where the reference scenario was not solved
};

// A curve: its points from the benchmark on, as many as could be solved.
struct CostCurve {
  std::string label;           // "CHN alone", "linked: CHN+KOR"
  std::vector<int> is_member;  // per region: 1 where the pool covers emissions of it
  std::vector<CurvePoint> points;
};

// The curves of a study at common positions on their paths.
struct CostCurves {
  std::vector<double> path_percent;  // 100 s, equally spaced from 0
  std::vector<CostCurve> curves;
  std::string incomplete = {};  // what an interruption has left undone; empty: nothing
};

// A point from a solution whose economy has the caps of that point and whose result has the area of abatement cost up
// to it. Without a solved reference scenario there are no changes of GDP and welfare and no leakage.
[[nodiscard]] CurvePoint curve_point(const ScenarioView& view, int pool, bool has_reference);

// Table of carbon prices at five solved points of the path, and of the cuts there where they are not those of the path;
// "-" beyond the end of a curve.
[[nodiscard]] std::string price_table(const CostCurves& curves);

}  // namespace etslink
