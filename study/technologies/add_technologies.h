// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/study.h"
#include "study/technologies/technology_costs.h"

namespace etslink {

// Technology files that somebody names, and the year of their costs.
struct NamedTechnologies {
  std::vector<std::string> paths;
  CostYear year;
};

// Prices all technologies of files in all regions of a benchmark; those that a region can't have are left out.
// InputError for what is wrong in a file, or in it for this benchmark, and for two technologies of one name.
[[nodiscard]] std::vector<PricedTechnology> price_technologies(const NamedTechnologies& named,
                                                               const Benchmark& benchmark,
                                                               const ElasticityTable& parameters);

// What a user should know of them: costs that were raised, money of another year than the benchmark's.
[[nodiscard]] std::vector<std::string> technology_notes(const std::vector<PricedTechnology>& priced,
                                                        const NamedTechnologies& named, const Benchmark& benchmark);

// Adds the technologies that [study] names (`technologies`, `technology_year`) to the idle activities of its
// benchmark, with notes.
void add_technologies(const TomlValue& header, const ModelOptions& options, Study& study);

}  // namespace etslink
