// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/graph.h"

namespace etslink {

// The activity that makes a bundle. std::logic_error where there is none.
[[nodiscard]] int maker_of(const Economy& economy, int commodity);

// An activity and all nests that it consists of.
[[nodiscard]] std::vector<int> nests_below(const Economy& economy, int activity);

// Purchase of a good, not of a factor or a bundle.
[[nodiscard]] inline bool buys_good(const Edge& edge) {
  return edge.role == EdgeRole::good || edge.role == EdgeRole::domestic || edge.role == EdgeRole::imports;
}

}  // namespace etslink
