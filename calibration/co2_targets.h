// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <map>
#include <string>
#include <vector>

#include "calibration/adjustment.h"
#include "calibration/concordance.h"
#include "calibration/recipe.h"
#include "calibration/use_table.h"

namespace etslink {

enum class Co2Source { coal, oil, gas, process };
inline constexpr int co2_source_count = 4;
[[nodiscard]] const std::vector<std::string>& co2_source_names();

// CO2 by region, user (sectors, then HH) and source [Mt], and physical consumption of the fuels.
struct Co2Targets {
  std::vector<std::string> regions, users;
  std::vector<Eigen::MatrixXd> mt;                   // one matrix users x co2_source_count per region
  Eigen::MatrixXd totals_mt;                         // regions x co2_source_count, published
  Eigen::MatrixXd consumption_pj;                    // regions x 3: coal, oil, gas
  Eigen::MatrixXd production_pj;                     // regions x 3
  std::vector<SourceLocation> totals_at, energy_at;  // first line of each region in those files
  Adjustments adjustments;

  [[nodiscard]] int user(const std::string& code) const { return position_of(users, code); }
  // Energy of a fuel by user: shares of CO2 times consumption, so that each region keeps its own emission factor [PJ].
  // Zero where the region uses none of it.
  [[nodiscard]] Eigen::VectorXd energy_pj(int region, Co2Source fuel) const;
};

// Prior CO2 of the recipe, scaled to the national totals by fuel. InputError where a number is negative, a region has
// no row, a total has no prior to be shared out by, a fuel is burnt without CO2 or emits without being burnt, or is
// burnt but produced nowhere.
[[nodiscard]] Co2Targets read_co2_targets(const Recipe& recipe, const SectorConcordance& concordance);

// Mining sectors whose prior CO2 exceeds the recipe's limit per USD of output give the excess to the other users.
void limit_mining_co2(Co2Targets& targets, const UseTable& groups, const Recipe& recipe);

// Shares the CO2 of oil of the pool users (transport, services, households) out by their purchases of refined oil.
void pool_oil_co2(Co2Targets& targets, const UseTable& groups, const Recipe& recipe);

}  // namespace etslink
