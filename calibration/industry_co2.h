// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/co2_targets.h"
#include "calibration/concordance.h"
#include "calibration/recipe.h"

namespace etslink {

// Prior CO2 by fuel for a classification of its own: CO2 of industries (region, nace2, year, co2_kt) times the mix of
// fuels and processes that the recipe's prior file gives for the coarse region and sector they belong to.
void read_industry_prior(const Recipe& recipe, const SectorConcordance& concordance, Co2Targets& targets);

}  // namespace etslink
