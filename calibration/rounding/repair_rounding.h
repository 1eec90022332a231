// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Gap of an identity up to which it counts as rounding of the source, where the user says nothing, and at most: flows
// in single precision have 7 digits, sums of them miss by 1e-6 to 1e-5.
inline constexpr double rounding_tolerance = 1e-4, largest_rounding_tolerance = 0.01;

// One flow that was changed so that an identity holds.
struct RoundingRepair {
  std::string what;                        // "output tax"
  std::string place;                       // "coal, KOR"
  double before = 0, after = 0;            // of the flow [million USD]
  double part = 0;                         // |after - before| / the larger side of the identity, >= 0
  [[nodiscard]] std::string text() const;  // "output tax: coal, KOR: 12.3 -> 12.30004 million USD (1.2e-07)"
};

struct RepairedBenchmark {
  Benchmark benchmark;                  // holds own_balance_tolerance
  std::vector<RoundingRepair> repairs;  // largest part first; empty where nothing had to be done
};

// Closes the gaps that rounding leaves in a benchmark (docs/benchmark.md, "Rounding"): sales of transport services are
// scaled to their use, goods made to their use, import gaps go into the tariff of the largest exporter, profit gaps
// into the output tax, endowments are scaled to factor payments, budgets are closed by the largest transfers of each
// agent. Gaps up to a tenth of own_balance_tolerance stay as they are, so that a repaired benchmark is not changed
// again. InputError that names the worst gap where one is larger than `tolerance` (0 to largest_rounding_tolerance), or
// where there is no flow that could close it.
[[nodiscard]] RepairedBenchmark repair_rounding(Benchmark benchmark, double tolerance);

}  // namespace etslink
