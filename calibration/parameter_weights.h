// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What the mean of a parameter is weighted by, of each region and sector at the benchmark [million USD; Mt].
enum class ParameterWeight {
  use,          // of the good, domestic and imported, with taxes
  imports,      // of the good
  consumption,  // of the good, by households
  output,       // of the sector: its costs
  value_added,  // of the sector
  resource,     // payments of the sector for specific factors
  process_co2,  // of the sector
  fuel_co2,     // of the fuels that the sector burns
  equal
};

// What a parameter is about, and its mean is weighted by where a map does not say it.
[[nodiscard]] ParameterWeight usual_weight(const std::string& parameter);
// "nobody there imports it": of a place without any.
[[nodiscard]] std::string what_is_missing(ParameterWeight weight);

// Weights of one kind for each region and sector.
class ParameterWeights {
 public:
  ParameterWeights(const Benchmark& benchmark, ParameterWeight kind);

  // Sum over all regions or sectors where one is not given.
  [[nodiscard]] double sum(Region region, Sector sector) const;

 private:
  double& at(Region region, Sector sector) {
    return cell_[static_cast<std::size_t>(region.index * sectors_ + sector.index)];
  }
  void add_use(const Benchmark& benchmark, ParameterWeight kind);
  void add_emissions(const Benchmark& benchmark, bool of_fuels);
  void add_inputs(const Benchmark& benchmark);
  void add_factors(const Benchmark& benchmark, bool specific_only);

  int sectors_;
  std::vector<double> cell_;
};

// The parameter of the model or of the usual nests that a name is meant for, which has another spelling. Empty for
// their own names, and for those of nest files.
[[nodiscard]] std::optional<std::string> misspelt_parameter(const std::string& name);

// InputError at the row of a misspelt parameter.
void refuse_misspelt_parameters(const std::vector<ElasticityEntry>& entries);

// Rows of the usual parameters for places that have nothing of what the parameter is about.
[[nodiscard]] std::vector<ElasticityEntry> entries_without_reach(const Benchmark& benchmark);

}  // namespace etslink
