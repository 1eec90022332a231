// SPDX-License-Identifier: Apache-2.0
#include "analysis/cap_path.h"

#include <utility>

#include "model/shocked_economy.h"
#include "results/permit_trade.h"

namespace etslink {

CapPathSystem::CapPathSystem(const Economy& economy, int threads)
    : CapPathSystem(economy, std::vector<double>(), threads) {}

CapPathSystem::CapPathSystem(const Economy& economy, const std::vector<double>& begin, int threads)
    : CapPathSystem(economy, std::vector<std::vector<double>>(), threads) {
  from_benchmark_ = true;
  if (!begin.empty()) start_ = begin;
  // Where the caps and all other permits are the emissions without a policy.
  move_along_path(economy_, 0);
  const EquilibriumState benchmark = evaluate_state(economy_, system_, start_);
  from_ = benchmark.market_emissions_by_region;
  for (std::size_t m = 0; m < from_.size(); ++m) {
    // A carbon tax has no allowances that could move, and nobody's income is their value.
    if (!has_permits(economy_, static_cast<int>(m))) {
      from_[m] = caps_[m];
      continue;
    }
    for (std::size_t r = 0; r < from_[m].size(); ++r)
      from_[m][r] += caps_[m][r] - benchmark.market_allowances_by_region[m][r];
  }
}

CapPathSystem::CapPathSystem(const Economy& economy, std::vector<std::vector<double>> from, int threads)
    : economy_(economy), system_(economy_), from_(std::move(from)) {
  system_.set_threads(threads);
  for (const auto& market : economy.markets) caps_.push_back(market.cap_by_region);
  start_.assign(system_.start().begin(), system_.start().end());
}

void CapPathSystem::move_caps(double s) {
  move_along_path(economy_, from_benchmark_ ? s : 1);
  for (std::size_t m = 0; m < caps_.size(); ++m) {
    for (std::size_t r = 0; r < caps_[m].size(); ++r) {
      const double from = from_[m][r], to = caps_[m][r];
      // The end of the path is the scenario itself, to the last digit.
      economy_.markets[m].cap_by_region[r] = s == 1 ? to : from + s * (to - from);
    }
  }
}

const SquareSystem& CapPathSystem::at(double s) {
  move_caps(s);
  return system_;
}

EquilibriumState CapPathSystem::state(double s, std::span<const double> x) {
  move_caps(s);
  return evaluate_state(economy_, system_, x);
}

}  // namespace etslink
