// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "files/shipped.h"

namespace etslink {

// Path of an argument of the command line that may be the name of something that came with the program
// (files/shipped.h). InputError for a name without folder and ending that is neither here nor there and looks like one
// that is.
[[nodiscard]] std::string shipped_input(const std::string& named, Shipped kind);

}  // namespace etslink
