// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "model/graph.h"

namespace etslink {

// Physical volume of an input at the benchmark; 0 and no unit where it has none.
struct InputVolume {
  double quantity = 0;
  std::optional<VolumeUnit> unit;
  bool is_mixed = false;  // parts are in different units, the quantity means nothing
};

// Physical volumes of the inputs of an economy, which outlives this: of goods by what their origins hold, of bundles
// the sum of their inputs; services that deliver a fuel add none.
class InputVolumes {
 public:
  explicit InputVolumes(const Economy& economy);

  [[nodiscard]] InputVolume of(const Edge& edge) const;
  // The activity that makes what an input buys; -1 where there is none or several do.
  [[nodiscard]] int maker(const Edge& edge) const { return maker_[edge.commodity]; }

 private:
  [[nodiscard]] InputVolume of_good(const Edge& edge, double content) const;
  [[nodiscard]] InputVolume of_bundle(const Edge& edge) const;

  const Economy& economy_;
  std::vector<int> maker_;  // per commodity
};

}  // namespace etslink
