// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "results/accounts_index.h"
#include "results/study_result.h"

namespace etslink {

// One scenario beside the reference: what the indicators are computed from. Quantities of the reference are read with
// the scenario's own economy (same graph), so that its coverage applies to both.
struct ScenarioView {
  const Economy& economy;
  const AccountsIndex& accounts;
  const EquilibriumState& reference;
  const EquilibriumState& state;
  const ScenarioResult& result;
  std::vector<Region> coalition;               // C of the leakage rates, ascending: by coalition_of
  const Economy* reference_economy = nullptr;  // that the reference is an equilibrium of; null: of `economy`

  [[nodiscard]] int region_count() const { return static_cast<int>(economy.regions.size()); }
  [[nodiscard]] int sector_count() const { return static_cast<int>(economy.sectors.size()); }
  [[nodiscard]] int market_count() const { return static_cast<int>(economy.markets.size()); }
};

// Values of an indicator in one scenario, over its axes after `scenario`, row-major.
using Values = std::vector<double>;

inline constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();

// 100 (a - b) / b; missing where b is zero.
[[nodiscard]] inline double percent_change(double a, double b) { return b == 0 ? missing_value : 100 * (a - b) / b; }

}  // namespace etslink
