// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "results/hdf5_file.h"
#include "results/study_result.h"

namespace etslink {

// One variable of the root group: labelled axes (first of them scenario), unit, formula, and values in row-major order.
struct Indicator {
  VariableInfo info;
  std::vector<double> values;  // NaN: missing
};

// The root group of a results file in memory: made from solved scenarios by compute_indicators, or read back from a
// file.
struct IndicatorSet {
  std::vector<std::string> scenarios, regions, sectors, users, markets;  // labels of the axes
  std::vector<std::string> links;                                        // restricted links and projects, mostly none
  std::vector<std::string> fuels;  // goods with a volume in PJ, none where the benchmark has no volumes
  std::vector<std::string> factors;
  std::vector<std::string> households;  // of regions with several, mostly none
  std::vector<std::string> region_names, sector_names;
  std::vector<SolverStatus> solver_status;  // per scenario
  std::vector<std::string> solver_message;  // per scenario: one line
  std::vector<std::string>
      worst_conditions;  // per scenario: "market clearing: steel, KOR (3e-4); ...", empty where solved
  std::vector<Indicator> indicators;
  std::vector<std::string> technologies;         // "ELE.coal", mostly none
  std::vector<std::string> latent_technologies;  // that stand idle at the benchmark, mostly none

  [[nodiscard]] bool has(const std::string& name) const;
  // Is a market on in a scenario? Where the carbon price is known; false where the scenario was not solved.
  [[nodiscard]] bool is_on(int scenario, int market) const;
  // The same of a market that has members in a region.
  [[nodiscard]] bool is_on(int scenario, int market, int region) const;
  // Values of one indicator, which exists, in one scenario, over its other axes.
  [[nodiscard]] std::vector<double> slice(const std::string& name, int scenario) const;
};

// All indicators of a study; each has its unit and formula in `info` and in docs/results.md.
// Throws InputError where scenarios differ in more than permit coverage, caps and links (a results file has one set of
// axes).
[[nodiscard]] IndicatorSet compute_indicators(const StudyResult& study);

}  // namespace etslink
