// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"

namespace etslink {

// Regions and sectors of a benchmark by code, and the sets of them that a study names under [sets].
class NamedSets {
 public:
  // `sets` may be null. InputError for an unknown or repeated code, an empty set, a set named like a code.
  NamedSets(const Benchmark& benchmark, const TomlValue* sets);

  [[nodiscard]] const Benchmark& benchmark() const { return benchmark_; }

  // A list of codes, the name of a set, or "all". Not empty, each once.
  [[nodiscard]] std::vector<Region> regions(const TomlValue& value) const;
  // Without technologies, which have no goods and no output of their own: InputError where one is named.
  [[nodiscard]] std::vector<Sector> sectors(const TomlValue& value) const;
  // With technologies: a sector stands for its own as well, each may be named alone.
  [[nodiscard]] std::vector<Sector> producers(const TomlValue& value) const;

  // Is it "all", or the name of a set?
  [[nodiscard]] bool has_region_set(const std::string& name) const { return has_set("region", name); }
  [[nodiscard]] bool has_sector_set(const std::string& name) const { return has_set("sector", name); }

  [[nodiscard]] Region region(const std::string& code, const SourceLocation& at) const;
  [[nodiscard]] Sector sector(const std::string& code, const SourceLocation& at) const;

 private:
  using Sets = std::map<std::string, std::vector<std::string>>;
  // The codes a value stands for; `what` is "region" or "sector".
  [[nodiscard]] std::vector<std::string> codes(const TomlValue& value, const std::string& what) const;
  [[nodiscard]] bool has_set(const std::string& what, const std::string& name) const;
  void add_sets(const TomlValue& table, const std::string& what);

  const Benchmark& benchmark_;
  std::map<std::string, Sets> sets_;  // by "region" and "sector"
};

}  // namespace etslink
