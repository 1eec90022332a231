// SPDX-License-Identifier: Apache-2.0
// Equivalent variation in its parts, which sum to it exactly: definitions in docs/results.md, "Welfare in its parts".
// Sources: Bennet (1920), The theory of measurement of changes in cost of living, Journal of the Royal Statistical
// Society 83, 455-462 (changes of value by mean prices and mean quantities); Huff and Hertel (2000), Decomposing
// welfare changes in the GTAP model, GTAP Technical Paper 5 (wedges times changes of quantities, terms of trade);
// Böhringer and Rutherford (2002), Carbon abatement and international spillovers, Environmental and Resource Economics
// 22, 391-417.
#pragma once

#include "results/indicators.h"

namespace etslink {

// Adds welfare_abatement, welfare_tax_use, ... (scenario, region) [million benchmark USD] and welfare_price_weight;
// missing where a scenario or the reference was not solved, and in regions without a household that buys.
void add_welfare_parts(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
