// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"
#include "model/benchmark_equilibrium.h"
#include "model/nest.h"

namespace etslink {

// What is stated, but changes nothing: each a sentence with file, line and, where a name looks misspelt, the nearest
// one that is used.

// Parameters of a study and of the benchmark's elasticities.csv that the model of the study never asks for.
[[nodiscard]] std::vector<std::string> unused_parameters(const BenchmarkTrial& trial);

// Keys of a study, which has been read, that find nothing to act on in its benchmark and nests.
[[nodiscard]] std::vector<std::string> unused_keys(const TomlValue& root, const Benchmark& benchmark,
                                                   const NestSet& nests);

// Parameters of elasticities.csv that neither the model nor the usual nests have, as a nest file may use them; and rows
// for places that have nothing of what the parameter is about.
[[nodiscard]] std::vector<std::string> unusual_parameters(const Benchmark& benchmark);

}  // namespace etslink
