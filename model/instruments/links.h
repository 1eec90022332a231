// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Links between markets that keep their own prices: limits, exchange rates, fees, one direction or two, price
// corridors. A link without any restriction merges its markets instead. Throws InputError for a link of a market to
// itself, to its own pool, to one that is off or to one that is no market of permits. Formula: docs/instruments.md,
// L3-L7.
void add_restricted_links(BuildContext& context);

// The credits that links sell, when all permits have been supplied.
void count_credits_sold(BuildContext& context);

// A flow of permits into a market with its limit; used by links and by project credits.
struct PermitFlow {
  std::string name;
  int to = -1;                                // market that takes the permits
  Symbol flow;                                // [Mt]
  VariableOwner owner = VariableOwner::link;  // a link or a project
  int index = -1;

  [[nodiscard]] VariableId id(VariableRole role) const { return {role, owner, index}; }
};

// Nothing may flow over a link: its markets are apart.
[[nodiscard]] bool is_closed(const Policy& policy, const RestrictedLink& link);

// A link is an arc of the economy: it is not closed, and its markets don't share a price already, by a full link or by
// this one without restrictions.
[[nodiscard]] bool carries_permits(const BuildContext& context, const RestrictedLink& link);

// Nothing may flow: what is limited is not there.
[[nodiscard]] bool is_zero(const PermitLimit& limit);

// Limit on a flow as a formula [Mt], empty where there is none.
[[nodiscard]] Expression flow_limit(const BuildContext& context, const PermitLimit& limit, int to);

// limit - flow >= 0 _|_ rent >= 0; the rent per permit [USD/t], which `sign` = -1 puts on a flow backwards.
[[nodiscard]] Symbol add_limit_rent(Economy& economy, const PermitFlow& flow, const Expression& limit, double sign);

}  // namespace etslink
