// SPDX-License-Identifier: Apache-2.0
#include "model/input_volume.h"

namespace etslink {

InputVolumes::InputVolumes(const Economy& economy) : economy_(economy), maker_(economy.commodities.size(), -1) {
  std::vector<char> has_several(economy.commodities.size(), 0);
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const int output = economy.activities[n].output;
    if (output < 0) continue;
    has_several[output] = maker_[output] >= 0 || has_several[output];
    maker_[output] = has_several[output] ? -1 : n;
  }
}

InputVolume InputVolumes::of(const Edge& edge) const {
  const Region region = economy_.activities[edge.activity].region;
  switch (edge.role) {
    case EdgeRole::origin:
    case EdgeRole::service:
      return of_good(edge, economy_.volumes.content(edge.exporter, edge.good).output);
    case EdgeRole::domestic:
      return of_good(edge, economy_.volumes.content(region, edge.good).output);
    case EdgeRole::imports:
      return of_good(edge, economy_.volumes.content(region, edge.good).imports);
    case EdgeRole::good:
    case EdgeRole::bundle:
      return of_bundle(edge);
    case EdgeRole::factor:
      break;
  }
  return {};
}

InputVolume InputVolumes::of_good(const Edge& edge, double content) const {
  return {content * edge.quantity0, economy_.volumes.unit(edge.good), false};
}

InputVolume InputVolumes::of_bundle(const Edge& edge) const {
  InputVolume sum;
  if (maker(edge) < 0) return sum;
  const Activity& activity = economy_.activities[maker(edge)];
  for (int e = activity.first_edge; e < activity.last_edge; ++e) {
    const InputVolume part = of(economy_.edges[e]);
    if (!part.unit) continue;
    sum.is_mixed = sum.is_mixed || part.is_mixed || (sum.unit && *sum.unit != *part.unit);
    sum.unit = part.unit;
    sum.quantity += part.quantity;
  }
  sum.quantity *= edge.quantity0 / activity.quantity0;
  return sum;
}

}  // namespace etslink
