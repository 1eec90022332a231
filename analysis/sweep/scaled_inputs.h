// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/sweep/axis.h"
#include "model/benchmark.h"
#include "model/graph.h"
#include "model/nest.h"

namespace etslink {

// The elasticities a nest file states that "nests.TREE.NEST.sigma" or "nests.armington.top" names, where * stands for
// any one part. InputError with the nearest name where there is none, or one that is calibrated (resource_supply).
[[nodiscard]] std::vector<ElasticityRule*> find_rules(const AxisKey& key, NestSet& nests);

// Region of "benchmark.emissions.KOR" or "endowments.KOR"; invalid: all. InputError with the nearest name.
[[nodiscard]] Region scaled_region(const AxisKey& key, const Benchmark& benchmark);
[[nodiscard]] bool is_benchmark_size(const AxisKey& key);  // "benchmark.size"

// All CO2 of a region (invalid: of all).
void scale_emissions(Benchmark& benchmark, Region region, double factor);
// All payments, emissions and energy: the same economy of another size.
void scale_size(Benchmark& benchmark, double factor);
// All factors that agents of a region own (invalid: of all).
void scale_endowments(Economy& economy, Region region, double factor);

}  // namespace etslink
