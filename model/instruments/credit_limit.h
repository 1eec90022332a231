// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/build_context.h"

// One limit on all that flows into a market over restricted links and from projects and offsets, or on a part of it,
// with one shadow price. What flows out over a two-way link that counts is deducted. Formula: docs/instruments.md, L9.
namespace etslink {

// Adds the shadow price of every limit that something counts against, before what flows is built. Throws InputError for
// a market whose price is fixed, and for a limit by an effort that no cap states.
void declare_credit_limits(BuildContext& context);

// limit - counted >= 0 _|_ rent >= 0, when all that flows is there.
void close_credit_limits(BuildContext& context);

// Shadow price of a market's limit [USD/t] for a flow that counts against it, else nothing. `flow` is the name of a
// link or a project.
[[nodiscard]] Expression credit_limit_rent(const BuildContext& context, int market, const std::string& flow);
[[nodiscard]] Expression credit_limit_rent_of_offsets(const BuildContext& context, int market);

// What flows into a market [Mt of its permits] over a link or from a project, by name.
struct CountedFlow {
  PermitSource source;
  std::string name;
  Expression mt;
};
// Counts it against the limit of the market, where there is one for it.
void count_credits(BuildContext& context, int market, const CountedFlow& flow);
void count_offsets(BuildContext& context, int market, const Expression& mt);

// The limit is zero, and nothing that flows out makes room: what counts against it is not there.
[[nodiscard]] bool takes_no_credits(const Policy& policy, int market);

}  // namespace etslink
