// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// Looks elasticities up by parameter, region and sector. Values of the study go before those of the benchmark, and
// these before the defaults of the nest file; within one source the more specific value (region and sector, sector,
// region, any) is taken.
class ElasticityTable {
 public:
  ElasticityTable(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options);

  // Value of a parameter >= 0. `at` names the rule that asks, for the InputError where no value is given.
  [[nodiscard]] double value(const std::string& parameter, Region region, Sector sector,
                             const SourceLocation& at) const;

  // Value of a rule other than resource_supply.
  [[nodiscard]] double value(const ElasticityRule& rule, Region region, Sector sector) const;

  // Value of a parameter, or a default where none is given.
  [[nodiscard]] double value_or(const std::string& parameter, Region region, Sector sector, double otherwise) const;

 private:
  using Key = std::pair<int, int>;  // region, sector; -1 = any
  using Source = std::map<std::string, std::map<Key, double>>;
  [[nodiscard]] const double* find(const std::string& parameter, Region region, Sector sector) const;
  void add(Source& source, const Benchmark& benchmark, const ParameterValue& entry);

  std::vector<Source> sources_;  // in order of precedence
  std::string benchmark_folder_;
};

}  // namespace etslink
