// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "model/conditions.h"
#include "model/technology.h"
#include "results/accounts_index.h"
#include "results/permit_trade.h"
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
  std::vector<Region> coalition;               // that the study names; none: those regulated
  const Economy* reference_economy = nullptr;  // that the reference is an equilibrium of; null: of `economy`

  // Computed once, when first asked for; not by two threads at a time.
  [[nodiscard]] const TableOfContents& contents() const {
    if (!contents_) contents_ = list_conditions(economy);
    return *contents_;
  }
  [[nodiscard]] const PermitTrade& trade() const {
    if (!trade_) trade_ = permit_trade(economy, contents(), state);
    return *trade_;
  }

  // That a state, the scenario's or the reference, is an equilibrium of: unknowns of instruments differ.
  [[nodiscard]] const Economy& economy_of(const EquilibriumState& of) const {
    return &of == &reference && reference_economy != nullptr ? *reference_economy : economy;
  }

  [[nodiscard]] int region_count() const { return static_cast<int>(economy.regions.size()); }
  // Without technologies, which stand in results in the name of their sector.
  [[nodiscard]] int sector_count() const { return count_of_sectors(economy.sectors); }
  [[nodiscard]] int market_count() const { return static_cast<int>(economy.markets.size()); }

  mutable std::optional<TableOfContents> contents_ = std::nullopt;  // for contents() and trade()
  mutable std::optional<PermitTrade> trade_ = std::nullopt;
};

// Values of an indicator in one scenario, over its axes after `scenario`, row-major.
using Values = std::vector<double>;

inline constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();

// 100 (a - b) / b; missing where b is zero.
[[nodiscard]] inline double percent_change(double a, double b) { return b == 0 ? missing_value : 100 * (a - b) / b; }

}  // namespace etslink
