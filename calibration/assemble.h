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

// Benchmark records of a taxed, balanced table: factors LAB, CAP and, where any, the sector-specific RES; agents HH_R,
// GOV_R, INV_R. Trade inside a region, also of an aggregate of countries, is domestic use. Zero profit and all markets
// hold to rounding. InputError where a flow outside stock changes is negative.
[[nodiscard]] AssembledBenchmark assemble_benchmark(const TaxedTable& taxed, const EmissionResult& emissions,
                                                    const BenchmarkNames& names);

}  // namespace etslink
