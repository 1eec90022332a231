// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/sensitivity/model_parameter.h"

namespace etslink {

// A number of the benchmark that a direction changes.
struct FlowChange {
  std::function<double&(Benchmark& benchmark)> flow;
  double amount = 0;    // per unit of the direction [million USD, or Mt]
  double value = 0;     // at the benchmark
  bool is_tax = false;  // may be zero at the benchmark, and change sign
  SourceLocation at;
};

// A change of several benchmark flows at a time that keeps all identities of the benchmark.
struct FlowDirection {
  std::string name;
  std::vector<FlowChange> changes;  // in the order of the file
};

// Reads the directions of a CSV file (docs/sensitivity.md): rows of benchmark files with the change of their numbers,
// grouped by the column `name`; without it all rows are one direction with the name of the file. InputError for a row
// that the benchmark does not have, and for a direction that does not balance, with the identity that fails.
[[nodiscard]] std::vector<FlowDirection> read_directions(const std::string& path, const Benchmark& benchmark);

// A direction as a parameter of group "directions". Its value is the number of units in which the first flow would
// double, so that one per cent of it is one per cent of that flow.
[[nodiscard]] ModelParameter direction_parameter(const FlowDirection& direction);

}  // namespace etslink
