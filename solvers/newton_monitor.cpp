// SPDX-License-Identifier: Apache-2.0
#include "solvers/newton_monitor.h"

#include <utility>

namespace etslink {

void NewtonMonitor::visit(std::span<const double> x, double residual) {
  if (!(residual < residual_)) return;
  residual_ = residual;
  best_.assign(x.begin(), x.end());
}

bool NewtonMonitor::goes_on() {
  const double previous = std::exchange(previous_, residual_);
  without_progress_ = residual_ < 0.99 * previous ? 0 : without_progress_ + 1;
  if (residual_ <= options_.tolerance || options_.stop_token.stop_requested()) return false;
  // Rounding errors bound what can be reached: once a step does not even halve the residual, more will not help.
  if (residual_ <= options_.accepted_residual && residual_ > 0.5 * previous) return false;
  return without_progress_ < patience_;
}

}  // namespace etslink
