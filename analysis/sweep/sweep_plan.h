// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/sweep/axis.h"
#include "calibration/toml/toml_value.h"

namespace etslink {

// Most samples of a sweep.
inline constexpr int most_samples = 10'000'000;

enum class DesignKind { monte_carlo, latin_hypercube, sobol, grid, quadrature, tornado };

// The section [sweep] of a study, as read and checked.
struct SweepPlan {
  DesignKind design = DesignKind::monte_carlo;
  int samples = 0;         // random designs: wanted; with `indices` the base points, each (axes + 2) samples
  std::uint64_t seed = 1;  // of random designs
  int degree = 3;          // of the quadrature: 3 or 5
  bool indices = false;    // sobol: in blocks that Sobol' indices can be estimated from
  double low_quantile = 0.05, high_quantile = 0.95;  // tornado: of each axis
  std::vector<Axis> axes;
  Eigen::MatrixXd rank_correlation;     // axes x axes; empty: independent
  std::vector<std::string> scenarios;   // names; empty: all of the study
  std::vector<std::string> indicators;  // names; empty: the usual ones
  SourceLocation at, correlation_at;
};

[[nodiscard]] const std::vector<std::string>& design_names();  // in the order of DesignKind

// Reads the table [sweep] of a study file with these scenarios. InputError with file, line, offending value and the
// nearest valid name; what the keys of axes name is checked by SampleApplier.
[[nodiscard]] SweepPlan read_sweep(const TomlValue& table, const std::vector<std::string>& scenarios);

}  // namespace etslink
