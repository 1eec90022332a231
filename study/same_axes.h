// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.h"

namespace etslink {

// Variants of a study share one results file, and with it its axes: InputError at the table of the variant where it has
// other regions, sectors, households, markets or scenarios than the study as it is written.
void expect_same_axes(const Study& first, const Study& variant, const SourceLocation& at);

}  // namespace etslink
