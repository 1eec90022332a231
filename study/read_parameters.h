// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"
#include "model/nest.h"
#include "study/named_sets.h"

namespace etslink {

// Values of a table of parameters: parameter = number, or a table with values by sector, set of sectors, role
// ("role:coal") and `default`, or by region or set of regions, of which each has a number or such a table of its own.
// Every value is finite and not negative. `allowed` empty: any name of a parameter.
[[nodiscard]] std::vector<ParameterValue> read_parameters(const TomlValue& table, const NamedSets& sets,
                                                          const std::vector<std::string>& allowed);

// Parameters that a study may set: those of the model, of the nests and of the benchmark.
[[nodiscard]] std::vector<std::string> known_parameters(const Benchmark& benchmark, const NestSet& nests);

}  // namespace etslink
