// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "analysis/log.h"

namespace etslink {

// The line "1,200 of 10,000 samples, 41.3/s, 3 min 33 s left, 0 failed": often on a terminal, every half minute
// elsewhere.
class SweepProgress {
 public:
  SweepProgress(Log& log, bool is_terminal, int samples, int done);

  void add(int samples, int failed);
  void show();
  [[nodiscard]] double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  Log& log_;
  Clock::duration interval_;
  Clock::time_point began_, shown_;
  int samples_, before_, done_ = 0, failed_ = 0;
};

}  // namespace etslink
