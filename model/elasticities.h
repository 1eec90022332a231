// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// Where a value is stated; values of the first go before those of the second, and so on.
enum class ParameterSource { study, benchmark, nests };

// Values that nobody has looked up: of one parameter, stated in one line.
struct UnusedParameter {
  std::string parameter, place;  // place: "sector STEEL", "region A", "sector STEEL, region A", or empty: any
  ParameterSource source = ParameterSource::study;
  bool is_asked_for = false;  // elsewhere: of another sector or region
  SourceLocation at;
};

// Looks elasticities up by parameter, region and sector. Values of the study go before those of the benchmark, and
// these before the defaults of the nest file; within one source the more specific value (region and sector, sector,
// region, any) is taken. A value of a sector holds for its technologies, one of a technology goes before it.
class ElasticityTable {
 public:
  ElasticityTable(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options);

  // Value of a parameter >= 0. `at` names the rule that asks, for the InputError where no value is given.
  [[nodiscard]] double value(const std::string& parameter, Region region, Sector sector,
                             const SourceLocation& at) const;

  // Value of a rule other than resource_supply.
  [[nodiscard]] double value(const ElasticityRule& rule, Region region, Sector sector) const;

  // Where the value of a parameter is stated; the place is empty where none is.
  [[nodiscard]] SourceLocation place(const std::string& parameter, Region region, Sector sector) const;

  // What is stated, but for a place that no look-up so far has asked about. A value that a more specific one or one of
  // another source goes before counts as used: it would be taken without that.
  [[nodiscard]] std::vector<UnusedParameter> unused(const Benchmark& benchmark) const;
  // Names of all parameters that were looked up so far.
  [[nodiscard]] std::vector<std::string> asked_for() const { return {asked_for_.begin(), asked_for_.end()}; }

  // Value of a parameter, or a default where none is given.
  [[nodiscard]] double value_or(const std::string& parameter, Region region, Sector sector, double otherwise) const;

 private:
  using Key = std::pair<int, int>;  // region, sector; -1 = any
  struct Entry {
    double value = 0;
    SourceLocation at;
    mutable bool is_used = false;
  };
  using Entries = std::map<Key, Entry>;
  using Source = std::map<std::string, Entries>;  // by parameter
  [[nodiscard]] const Entry* find(const std::string& parameter, Region region, Sector sector) const;
  void add(Source& source, const Benchmark& benchmark, const ParameterValue& entry);
  static void add_technologies(Source& source, const Benchmark& benchmark);

  std::vector<Source> sources_;              // in the order of ParameterSource
  mutable std::set<std::string> asked_for_;  // parameters
  std::string benchmark_folder_;
};

}  // namespace etslink
