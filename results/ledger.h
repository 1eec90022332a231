// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Article 6 ledger of each region [Mt], over the markets that are on, each tonne once: formulas in docs/results.md.
[[nodiscard]] Values ledger_emissions(const ScenarioView& view);  // covered, less abatement by projects and offsets
[[nodiscard]] Values ledger_transferred_out(const ScenarioView& view);  // permits and credits
[[nodiscard]] Values ledger_transferred_in(const ScenarioView& view);
[[nodiscard]] Values ledger_adjustment(const ScenarioView& view);           // corresponding adjustment: out - in
[[nodiscard]] Values ledger_adjusted_emissions(const ScenarioView& view);   // emissions + adjustment
[[nodiscard]] Values ledger_target(const ScenarioView& view);               // caps, standards at benchmark output
[[nodiscard]] Values ledger_benchmark_emissions(const ScenarioView& view);  // what it covers, at the benchmark
[[nodiscard]] Values ledger_balance(const ScenarioView& view);              // target - adjusted emissions

}  // namespace etslink
