// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/check_benchmark.h"
#include "results/report/json_value.h"

namespace etslink {

// What 'etslink check' finds, as JSON (docs/results.md): the size of a benchmark and the identities that do not hold to
// `tolerance`; and, of one that holds, notes, plausibility and taxes.
[[nodiscard]] JsonValue gaps_json(const Benchmark& benchmark, const std::vector<BenchmarkGap>& gaps, double tolerance);
void add_findings(JsonValue& json, const Benchmark& benchmark);

// Folder, year, codes and totals of a benchmark [million USD, Mt].
[[nodiscard]] JsonValue benchmark_json(const Benchmark& benchmark);

}  // namespace etslink
