// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "model/graph.h"

namespace etslink {

// An equilibrium that a search has found, and how.
struct FoundEquilibrium {
  std::string how;
  double residual = 0;
  double highest_permit_price = 0;  // [USD/t]
};

// Looks for an equilibrium of an economy by other ways than the program does: caps tightened market by market instead
// of all together, in two orders; random starts around points of every branch met; Ipopt from these points. Takes
// seconds. Finding none proves nothing, finding one proves a verdict of "none was found" premature.
[[nodiscard]] std::optional<FoundEquilibrium> search_equilibrium(const Economy& economy);

}  // namespace etslink
