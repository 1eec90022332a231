// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/benchmark.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// The simplest nests: every user buys its goods and factors in fixed proportions. Any benchmark fits them.
[[nodiscard]] NestSet plain_nests();

// InputError where a benchmark is no equilibrium of the model without a policy: a household that buys nothing, a good
// that nobody supplies, a condition that its data miss by more than 1 % (those beyond the tolerance of check_benchmark
// are found there), each by name. Of `options` those that shape the graph are used, not the closures.
void require_benchmark_equilibrium(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options);

}  // namespace etslink
