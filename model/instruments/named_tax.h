// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/build_context.h"

namespace etslink {

// Makes the rate of a tax of one region an unknown: a change of the rate, the same for all who pay it, in points of the
// price they pay it on. Its revenue goes where the tax goes. Throws InputError where nobody pays the tax, or another
// instrument determines what one of them pays.
[[nodiscard]] Symbol free_tax(BuildContext& context, Region region, const NamedTax& tax, const Claimant& by);

// "tax on labour, KOR".
[[nodiscard]] std::string name_of(const BuildContext& context, Region region, const NamedTax& tax);

}  // namespace etslink
