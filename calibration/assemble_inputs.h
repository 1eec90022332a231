// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/assemble.h"
#include "calibration/co2_targets.h"
#include "calibration/concordance.h"
#include "calibration/emissions.h"
#include "calibration/factor_shares.h"
#include "calibration/fuel_values.h"
#include "calibration/recipe.h"
#include "calibration/tax_rates.h"
#include "calibration/use_table.h"

namespace etslink {

// Resource shares of the recipe times the part of a sector that is extraction: physical production times price over
// output, for gas over value added, because output of gas holds the gas that its distribution bought.
[[nodiscard]] std::vector<ResourceShare> fuel_resource_shares(const Recipe& recipe, const Co2Targets& targets,
                                                              const FuelPrices& prices, const IoTable& table);

// Where value added by industry comes from: the source table summed over regions only, and the balanced table of units.
struct FactorSources {
  const IoTable& industries;
  const IoTable& units;
  std::vector<ResourceShare> resource;
};

// Factor shares of the benchmark sectors; value added of an industry by sector is the weight of its labour share.
[[nodiscard]] FactorShares recipe_factor_shares(const Recipe& recipe, const SectorConcordance& concordance,
                                                const FactorSources& sources);

// Tax rates on a table from the sources and assumptions of the recipe; no rates where taxes are switched off.
[[nodiscard]] TaxRates recipe_tax_rates(const Recipe& recipe, const SectorConcordance& concordance,
                                        const IoTable& table, const FactorShares& shares);

// The taxed table with the value-added taxes of the recipe, where taxes are switched on.
[[nodiscard]] TaxedTable recipe_value_added_taxes(const Recipe& recipe, const TaxRates& rates, TaxedTable taxed);

// CO2 and energy to be attached to the flows of a table.
[[nodiscard]] EmissionInput recipe_emissions(const Recipe& recipe, const Co2Targets& targets);

[[nodiscard]] BenchmarkNames recipe_names(const Recipe& recipe);

// Elasticities of trade, value added and fossil supply, by sector.
[[nodiscard]] std::vector<ElasticityEntry> recipe_elasticities(const Recipe& recipe);

}  // namespace etslink
