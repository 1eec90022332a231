// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace etslink {

// A part of a sum that is known: what it should be, and the relative error of that.
struct Wanted {
  double value = 0;  // 0 or more; 0 stays 0
  double error = 1;  // above 0
};

// The parts x of `total` (0 or more) nearest to what is wanted,
//   minimise  sum (x log(x / wanted) - x + wanted) / error^2  subject to  sum x = total:
//   x = wanted exp(lambda error^2),
// so that the less is known of a part, the more of the difference it takes (minimum cross entropy with errors: Golan,
// Judge and Robinson 1994). Where nothing is wanted, all parts are 0.
[[nodiscard]] std::vector<double> share_out(double total, const std::vector<Wanted>& wanted);

}  // namespace etslink
