// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>

namespace etslink {

// Typed indices: a region can't be passed where a sector belongs. -1 means "none".
template <class Tag>
struct Index {
  int index = -1;
  friend auto operator<=>(const Index&, const Index&) = default;
  [[nodiscard]] bool valid() const { return index >= 0; }
};

using Region = Index<struct RegionTag>;
using Sector = Index<struct SectorTag>;  // also a good: sector s makes good s unless make.csv says otherwise
using Factor = Index<struct FactorTag>;
using Agent = Index<struct AgentTag>;
using Purpose = Index<struct PurposeTag>;  // what a good is bought for; none: plain use

enum class SectorRole { coal, crude_oil, gas, refined_oil, electricity, other, international_transport };
enum class FactorMobility { mobile, sluggish, specific };
enum class FactorRole { labour, capital, land, resource, other };
enum class AgentKind { household, government, investment };

}  // namespace etslink
