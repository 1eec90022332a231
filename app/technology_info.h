// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "study/technologies/add_technologies.h"

namespace etslink {

// Table of technologies that nobody uses at a benchmark, with what a unit costs and emits, the carbon price at which it
// breaks even at the prices of the benchmark, and the source of each; and the notes about them.
[[nodiscard]] std::string latent_technology_table(const NamedTechnologies& named, const Benchmark& benchmark);

}  // namespace etslink
