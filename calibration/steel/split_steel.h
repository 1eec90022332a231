// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/steel/steel_sources.h"
#include "calibration/technologies/split_technologies.h"
#include "model/benchmark.h"

namespace etslink {

// Divides the steel sector of every region into routes (model/technology.h), which make crude steel, and a rest, which
// rolls and casts it; docs/calibration.md has the rules. The parts of each record add up to it, and taxes on the output
// of routes, by which cheap ones pay for dear ones, to 0. After scrap (steel/scrap.h) and the technologies of
// electricity. InputError at the source where a route burns coal that the sector does not buy.
[[nodiscard]] TechnologyReport split_steel(Benchmark& benchmark, const SteelRecipe& recipe,
                                           const std::map<std::string, PublishedSteel>& published);

}  // namespace etslink
