// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"
#include "model/nest.h"

namespace etslink {

// An elasticity in a nest file: 0.5, "esubd", "2 * esubd" or "resource_supply".
[[nodiscard]] ElasticityRule read_elasticity(const TomlValue& value);

// One tree: `top = "NAME"` and a table { sigma, inputs } per nest; the top comes first in the result. Keys in `others`
// are left to the caller. Factors are allowed in production only, leisure in the household's tree only.
struct TreeRules {
  bool has_factors = false, has_leisure = false;
  std::vector<std::string> others;
};
[[nodiscard]] NestTree read_nest_tree(const TomlValue& table, const TreeRules& rules, const Benchmark& benchmark);

}  // namespace etslink
