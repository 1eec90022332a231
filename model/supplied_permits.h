// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/conditions.h"

namespace etslink {

// Sets the permits beyond the caps, an unknown of each pool that has some, to what the unknowns x come to by its rule.
// The benchmark has permits of standards, which the start of a solve does not know.
void sum_up_permits(const Economy& economy, const TableOfContents& table, std::vector<double>& x);

}  // namespace etslink
