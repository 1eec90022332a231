// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "analysis/economy_path.h"

namespace etslink {

// The systems along the cap path cap_m(s) = from_m + s (cap_m - from_m) of an economy, all markets together; s = 1 is
// the scenario. From the benchmark, limits, standards and prices of instruments grow with s too, and so do shocks that
// are not kept.
class CapPathSystem final : public EconomyPath {
 public:
  // From the benchmark, from_m = E0_m.
  explicit CapPathSystem(const Economy& economy, int threads = 1);
  // From another economy without policy, whose unknowns are `begin`: that with shocks that are kept.
  CapPathSystem(const Economy& economy, const std::vector<double>& begin, int threads);
  // From other caps, per market and region [Mt].
  CapPathSystem(const Economy& economy, std::vector<std::vector<double>> from, int threads);

  CapPathSystem(const CapPathSystem&) = delete;  // the system belongs to this economy
  CapPathSystem& operator=(const CapPathSystem&) = delete;

  [[nodiscard]] const SquareSystem& at(double s) override;

  // The solution at s = 0 of a path that does not begin at other caps: the benchmark.
  [[nodiscard]] const std::vector<double>& start() const { return start_; }
  [[nodiscard]] EquilibriumState state(double s, std::span<const double> x) override;
  // With the caps of the last s asked for.
  [[nodiscard]] const Economy& economy() const override { return economy_; }

 private:
  void move_caps(double s);

  Economy economy_;                               // with the caps of the present s
  EquilibriumSystem system_;                      // of economy_, whatever its caps
  std::vector<std::vector<double>> from_, caps_;  // per market, per region [Mt]
  std::vector<double> start_;
  bool from_benchmark_ = false;  // then instruments grow with s as well
};

}  // namespace etslink
