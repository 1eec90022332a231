// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/coalition_table.h"
#include "study/study.h"

namespace etslink {

// At most so many markets: they have 203 coalition structures, one more has 877.
inline constexpr int most_coalition_markets = 6;

struct CoalitionRequest {
  std::vector<std::string> markets;  // that may form coalitions; empty: all of the study
  std::string caps_of;               // scenario with the caps; empty: the first in which all these markets are on
};

// A study whose scenarios are the reference and every coalition structure of some markets.
struct CoalitionStudy {
  Study study;
  std::string caps_of;  // scenario that all structures are made from
  std::vector<CoalitionPlayer> players;
};

// Makes it: each structure is the scenario with the caps, with other links. Its other markets stay on and alone.
// InputError where a market or scenario is unknown or off, markets are too many, or two of them share a region, so that
// its gains are neither's.
[[nodiscard]] CoalitionStudy coalition_study(const Study& study, const CoalitionRequest& request);

}  // namespace etslink
