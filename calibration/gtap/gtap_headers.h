// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/gtap/gtap_lists.h"

namespace etslink {

// Who buys in a pair of headers.
enum class GtapBuyer { firms, household, government, investment };

// Purchases of one kind of user, of one origin: at basic (market) and at purchasers' (agents') prices.
struct GtapPurchases {
  const char* value;
  const char* paid;
  GtapBuyer buyer;
  bool is_imported;

  // (good, user, region) of firms, (good, region) of others.
  [[nodiscard]] std::vector<GtapSet> sets() const {
    if (buyer == GtapBuyer::firms) return {GtapSet::good, GtapSet::user, GtapSet::region};
    return {GtapSet::good, GtapSet::region};
  }
};

// Headers of the two versions (Corong et al. 2017, Journal of Global Economic Analysis 2(1), for version 7; Hertel
// 1997, McDougall 2003 for version 6, where investment is the activity CGDS).
[[nodiscard]] const std::vector<GtapPurchases>& gtap_purchases(bool is_version_7);

// The user of a cell of such a header.
[[nodiscard]] User gtap_user(GtapBuyer buyer, const std::array<int, 4>& at);
[[nodiscard]] constexpr std::size_t region_position(GtapBuyer buyer) { return buyer == GtapBuyer::firms ? 2 : 1; }

}  // namespace etslink
