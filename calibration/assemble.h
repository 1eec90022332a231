// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/emissions.h"
#include "calibration/taxes.h"
#include "model/benchmark.h"

namespace etslink {

// Names and roles that an input-output table does not have.
struct BenchmarkNames {
  std::map<std::string, std::string> region, sector;  // code -> name
  std::map<std::string, SectorRole> role;             // sector code -> role; absent = other
  int year = 0;
  std::string sources, licence, citation;
};

struct AssembledBenchmark {
  Benchmark benchmark;
  Adjustments adjustments;
};

// Benchmark records of a taxed, balanced table: factors labour, capital and, where any, a specific resource; agents
// HH_R, GOV_R, INV_R. Trade inside a region, also of an aggregate of countries, is domestic use. Every zero-profit and
// market identity holds to rounding: capital income is the residual of zero profit and stock change that of the market.
[[nodiscard]] AssembledBenchmark assemble_benchmark(const TaxedTable& taxed, const EmissionResult& emissions,
                                                    const BenchmarkNames& names);

}  // namespace etslink
