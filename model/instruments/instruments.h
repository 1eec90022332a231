// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Adds what the policy and the options ask for beyond caps and full links: the table of contents of instruments and
// closures. An economy without them stays as it is.
void add_instruments(BuildContext& context);

}  // namespace etslink
