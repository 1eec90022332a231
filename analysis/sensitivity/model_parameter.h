// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/equilibrium.h"

namespace etslink {

// What an economy was built from, and the economy.
struct ModelSource {
  const Benchmark& benchmark;
  const NestSet& nests;
  const Policy& policy;
  const ModelOptions& options;
  const Economy& economy;
};

// A number of the model that results can be differentiated by (docs/sensitivity.md).
struct ModelParameter {
  std::string group, name, unit;  // "elasticities", "esubd of I_S", "1"
  double value = 0;
  double step = 0;        // of difference formulas, > 0
  bool at_limit = false;  // it can't fall below its value
  // The economy with the parameter at value + change. Unknowns and conditions are the same.
  std::function<Economy(const ModelSource& source, double change)> shifted = {};
};

// Groups of parameters by name: caps, standards, limits, prices, shocks, elasticities, taxes, emissions, flows.
[[nodiscard]] const std::vector<std::string>& parameter_groups();

// All parameters of a group that the economy depends on, in the order of the model.
[[nodiscard]] std::vector<ModelParameter> list_parameters(const std::string& group, const ModelSource& source);

// The groups, one file each.
[[nodiscard]] std::vector<ModelParameter> cap_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> standard_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> limit_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> price_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> shock_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> elasticity_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> tax_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> emission_parameters(const ModelSource& source);
[[nodiscard]] std::vector<ModelParameter> flow_parameters(const ModelSource& source);

// Step of differences relative to the size of a parameter: with formulas of the fourth order the error of the formula
// (1e-12) and that of rounding (1e-13 of the function) are about equal.
inline constexpr double relative_step = 1e-3;

}  // namespace etslink
