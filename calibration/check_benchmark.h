// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Relative gap accepted in a user's own folder, and in benchmarks we make.
inline constexpr double user_balance_tolerance = 1e-6;
inline constexpr double own_balance_tolerance = 1e-9;

// An identity of the benchmark that does not hold, and where.
struct BenchmarkGap {
  std::string condition;       // "zero profit"
  std::string place;           // "iron and steel, KOR"
  double left = 0, right = 0;  // the two sides [million USD; Mt or PJ for physical flows]
  double relative_gap = 0;     // |left - right| / max(|left|, |right|, 0.001); 1 for a flow that must not exist
  std::string text;  // "zero profit: iron and steel, KOR: costs 105.2, output 104.9 bn USD (gap 0.3, 0.285 %)"
};

// Every identity that fails by more than the tolerance, worst first: zero profit, market clearing (with make.csv),
// import market, transport margins, factor market (with endowments.csv), agent budget (with transfers.csv), current
// accounts, sign of flows, co2 and energy on a flow that does not exist. Tolerance 0 lists even rounding errors.
[[nodiscard]] std::vector<BenchmarkGap> check_benchmark(const Benchmark& benchmark,
                                                        double tolerance = user_balance_tolerance);

// InputError that names the worst gap and how many there are.
void require_balanced(const Benchmark& benchmark, double tolerance = user_balance_tolerance);

}  // namespace etslink
