// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/sweep/journal.h"
#include "analysis/sweep/sweep_description.h"

namespace etslink {

// What a journal says of its sweep. FileError where its checksums are right and its content is none of this version of
// the program: the description has parts that do not fit together, or a unit is not one of this shard or has other
// samples, scenarios or values.
[[nodiscard]] SweepDescription checked_description(const JournalContent& content, const std::string& path);

}  // namespace etslink
