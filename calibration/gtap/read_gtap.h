// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/gtap/gtap_database.h"
#include "calibration/gtap/gtap_lists.h"
#include "calibration/gtap/gtap_table.h"
#include "model/benchmark.h"

namespace etslink {

// What a user says of a GTAP database beside its files.
struct GtapImport {
  std::string folder;      // of the files
  GtapPaths paths;         // of files that are named
  int year = 0;            // of the flows
  GtapLists::Roles roles;  // of sectors whose code does not say it
};

struct ImportedBenchmark {
  Benchmark benchmark;             // as the files have it, in single precision: identities hold to 1e-6 or so
  std::vector<std::string> gaps;   // identities of the headers that do not hold, worst first
  std::vector<std::string> notes;  // what was judged or left out
};

// Reads a GTAP database (docs/own_data.md has the table of headers). InputError with file, header and cell.
// `tolerance`: relative gap of an identity of the headers that is no gap.
[[nodiscard]] ImportedBenchmark read_gtap(const GtapImport& import, double tolerance);

// The parts, in this order.
void read_gtap_flows(const GtapReader& reader, Benchmark& benchmark);
void read_gtap_parameters(const GtapReader& reader, Benchmark& benchmark, std::vector<std::string>& notes);
void read_gtap_incomes(const GtapReader& reader, Benchmark& benchmark);
[[nodiscard]] std::vector<std::string> gtap_gaps(const GtapReader& reader, const Benchmark& benchmark,
                                                 double tolerance);
void read_gtap_fuels(const GtapReader& reader, Benchmark& benchmark, std::vector<std::string>& notes);

}  // namespace etslink
