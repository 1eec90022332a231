// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

// Activities that may stop: their level may be zero, and where it is they may make a loss. Formula: docs/model.md,
// section 3.
namespace etslink {

// The bundles of the graph, as it is when this is made, that one activity alone buys.
class OwnBundles {
 public:
  explicit OwnBundles(const BuildContext& context);

  // A nest, or the composite of one user?
  [[nodiscard]] bool is_own(int commodity) const;
  // An activity that makes a commodity; -1: none.
  [[nodiscard]] int maker(int commodity) const { return maker_[commodity]; }

 private:
  const BuildContext& context_;
  std::vector<int> maker_, buyers_;  // per commodity: an activity that makes it, and how many edges buy it
};

// Lets an activity run only where it makes no loss: log u - log C + loss = 0, 0 <= loss _|_ level >= 0. Its level must
// be in levels. loss0: its loss at the benchmark, in logs of revenue. Nothing changes where it may stop already.
void let_stop(BuildContext& context, int activity, double loss0);

// The same for an activity that runs at the benchmark, and the bundles that are its own with it.
void let_stop_with_bundles(BuildContext& context, const OwnBundles& bundles, int activity);

}  // namespace etslink
