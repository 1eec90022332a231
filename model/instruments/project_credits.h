// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Credits of projects (JCM, CDM, Article 6.4): an abatement curve of a host whose credits a market accepts, with an
// approval cost, a discount for additionality, the host's share, a levy, cancellation and a limit with its rent. Throws
// InputError for a market that is off or whose price is fixed. Formula: docs/instruments.md, C2 and C5.
void add_project_credits(BuildContext& context);

// No limit of zero keeps the credits of a project out: its own, or the credit limit of its market.
[[nodiscard]] bool brings_credits(const Policy& policy, const ProjectCrediting& project);

}  // namespace etslink
