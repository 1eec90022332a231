// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/equilibrium.h"

namespace etslink {

// Natural scale of a permit price in its complementarity pair [USD/t]; that of the slack is the pool's benchmark
// emissions.
inline constexpr double permit_price_scale = 100;

// Smoothing of complementarity pairs, in their natural scales (docs/model.md). It leaves a residual of 1.4 mu where
// both sides are zero, as at the benchmark: far enough below 1e-9 for that to be a solution.
inline constexpr double complementarity_smoothing = 1e-10;

// The table of contents of the model: every condition beside the unknown it determines, and where to find both by what
// they are of. A condition and its unknown have the same index. -1 where there is none.
struct TableOfContents {
  std::vector<ConditionEntry> entries;

  // Unknowns.
  std::vector<int> price;  // per commodity: log price
  std::vector<int> level;  // per activity: log level (level for latent ones)
  std::vector<int>
      balancing;  // per agent: lump sum of a government, saving of an investor, in units of income0; -1 household
  std::vector<int> emissions;     // per pool: covered emissions / benchmark
  std::vector<int> permit_price;  // per pool: tau [USD/t]
  std::vector<int> availability;  // per fossil resource: log factor on the endowment
  std::vector<int> variable;      // per variable of an instrument
  int numeraire_price = -1;       // log
  int walras_slack = -1;          // in units of income0 of the numeraire's household

  // Conditions.
  std::vector<int> zero_profit;      // per activity
  std::vector<int> unit_revenue;     // per activity with several outputs
  std::vector<int> market_clearing;  // per commodity that is traded between activities
  std::vector<int> income_balance;   // per agent
  std::vector<int> rule;             // per rule of an instrument or closure

  std::vector<double> pool_scale;  // per pool: benchmark covered emissions [Mt]
};

// Throws std::logic_error where an unknown has no condition or two.
[[nodiscard]] TableOfContents list_conditions(const Economy& economy);

// Index of the unknown that a symbol stands for, -1 for a function of some, and whether it is the logarithm of the
// symbol.
struct SymbolPlace {
  int unknown = -1;
  bool is_logarithm = false;
};
[[nodiscard]] SymbolPlace place_of(const Economy& economy, const TableOfContents& table, const Symbol& symbol);

// Value of a formula at the unknowns x.
[[nodiscard]] double value_of(const Economy& economy, const TableOfContents& table, const Expression& formula,
                              std::span<const double> x);

// Quantity of each commodity at the benchmark: supplies and endowments [million USD].
[[nodiscard]] std::vector<double> benchmark_quantities(const Economy& economy);

}  // namespace etslink
