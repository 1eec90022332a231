// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/equilibrium.h"
#include "solvers/continuation.h"

namespace etslink {

// The systems along the cap path cap_m(s) = E0_m + s (cap_m - E0_m) of an economy, all markets together: s = 0 is the
// benchmark, s = 1 the scenario.
class CapPathSystem final : public PathSystem {
 public:
  explicit CapPathSystem(const Economy& economy, int threads = 1);

  [[nodiscard]] const SquareSystem& at(double s) override;

  // The solution at s = 0.
  [[nodiscard]] const std::vector<double>& start() const { return start_; }
  // Everything that follows from a solution at s.
  [[nodiscard]] EquilibriumState state(double s, std::span<const double> x);

 private:
  void move_caps(double s);

  Economy economy_;                                              // with the caps of the present s
  EquilibriumSystem system_;                                     // of economy_, whatever its caps
  std::vector<std::vector<double>> benchmark_emissions_, caps_;  // per market, per region [Mt]
  std::vector<double> start_;
};

}  // namespace etslink
