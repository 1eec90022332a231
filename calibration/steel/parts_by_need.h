// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace etslink {

// How much of what there is goes to those who need it.
struct NeedRule {
  double tolerance = 0;  // all of it where it is up to this part above the need
  double most = 1;       // this part of it at the most, 0 to 1
};

// The parts of `available` (0 or more) that go to each by its need (0 or more, in the same unit): the need, or less of
// each in proportion where there is not enough; nothing where there is nothing to divide.
[[nodiscard]] std::vector<double> parts_by_need(double available, const std::vector<double>& need,
                                                const NeedRule& rule);

}  // namespace etslink
