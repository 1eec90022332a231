// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/economy_path.h"
#include "analysis/solve_scenario.h"

namespace etslink {

// The way back to the carbon prices that were paid: the economy of a scenario without its policy, its shocks of full
// size, into whose taxes a part s of the prices is put that the scenario replaces. At s = 0 it is where the scenario's
// path begins, at s = 1, without shocks, the benchmark.
class PaidPricePath final : public EconomyPath {
 public:
  explicit PaidPricePath(const Economy& scenario);

  PaidPricePath(const PaidPricePath&) = delete;  // the system belongs to this economy
  PaidPricePath& operator=(const PaidPricePath&) = delete;

  [[nodiscard]] const SquareSystem& at(double s) override;
  [[nodiscard]] EquilibriumState state(double s, std::span<const double> x) override;
  [[nodiscard]] const Economy& economy() const override { return economy_; }

 private:
  Economy economy_;  // with the taxes of the present s
  EquilibriumSystem system_;
};

// What abatement at the replaced prices had cost already.
struct PaidPriceCost {
  std::vector<double> area, error;  // per region: - int p0_e(s) dE_e(s) over s from 0 to 1 [million USD], and its error
  std::vector<double> x;            // the economy with the prices that were paid and no policy
  std::string missing;              // why there is none; empty: it is known
};

// `begin`: unknowns where the scenario's path begins.
[[nodiscard]] PaidPriceCost cost_of_paid_prices(const Economy& scenario, const std::vector<double>& begin,
                                                const ScenarioTask& task);

}  // namespace etslink
