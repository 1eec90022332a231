// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "model/build_context.h"

// Labour-leisure choice: a household's time is labour or leisure, and leisure stands beside the goods in its utility.
namespace etslink {

// Parameter: benchmark leisure relative to the region's labour supply, both at the net wage.
inline constexpr const char* leisure_ratio = "leisure_ratio";

// What the top nest of a household's tree says where it has the leaf `leisure:FACTOR`.
struct LeisureChoice {
  Factor labour;
  ElasticityRule sigma;  // between leisure and the bundle of all goods
  NestTree goods;        // the tree below the top
  SourceLocation at;
  int agent = -1;  // who chooses
};

// The choice a household's tree offers, none without the leaf. InputError at the nest where the leaf stands anywhere
// but in the top nest beside one other nest, or names a factor that can't move between sectors.
[[nodiscard]] std::optional<LeisureChoice> find_leisure(const NestTree& household, const Benchmark& benchmark);

// Benchmark leisure of a household [million USD at the net wage]; 0 where labour has no use. The only household of a
// region chooses for all labour there, one of several for its own.
[[nodiscard]] double benchmark_leisure(const BuildContext& context, Region region, const LeisureChoice& choice);

// Adds utility, made of the goods (an activity) and of leisure > 0, and gives the household the time it takes; returns
// the activity.
int add_utility(BuildContext& context, int goods_activity, double leisure, const LeisureChoice& choice);

// The goods that a household consumes, whether or not it chooses its leisure; the demand of other agents is theirs.
struct ConsumedGoods {
  int commodity = -1;
  int activity = -1;     // makes it
  double quantity0 = 0;  // [million USD]
  int edge = -1;         // of utility, which buys them; -1 where the household buys them itself
};
[[nodiscard]] ConsumedGoods consumed_goods(const Economy& economy, const EconomicAgent& agent);

}  // namespace etslink
