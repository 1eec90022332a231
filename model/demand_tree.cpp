// SPDX-License-Identifier: Apache-2.0
#include "model/demand_tree.h"

#include "model/input_error.h"

namespace etslink {

int maker_of(const Economy& economy, int commodity) {
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    if (economy.activities[n].output == commodity) return n;
  }
  throw std::logic_error("a bundle has a maker");
}

std::vector<int> nests_below(const Economy& economy, int activity) {
  std::vector<int> found{activity};
  for (std::size_t next = 0; next < found.size(); ++next) {
    const Activity& node = economy.activities[found[next]];
    for (int e = node.first_edge; e < node.last_edge; ++e) {
      if (economy.edges[e].role == EdgeRole::bundle) found.push_back(maker_of(economy, economy.edges[e].commodity));
    }
  }
  return found;
}

}  // namespace etslink
