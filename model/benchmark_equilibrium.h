// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/elasticities.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// The simplest nests: every user buys its goods and factors in fixed proportions. Any benchmark fits them.
[[nodiscard]] NestSet plain_nests();

// What a trial of a benchmark finds beside errors.
struct BenchmarkTrial {
  std::vector<UnusedParameter> unused_parameters;
  std::vector<std::string> parameters;  // that nests and model ask for
};

// Builds the model of a benchmark without a policy. InputError where the benchmark is no equilibrium of it: a household
// that buys nothing, a good that nobody supplies, a condition that its data miss by more than 1 % (those beyond the
// tolerance of check_benchmark are found there), each by name.
BenchmarkTrial try_benchmark(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options);

}  // namespace etslink
