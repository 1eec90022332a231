// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

inline constexpr const char* export_transformation = "export_transformation_elasticity";

// Lets producers tell sales at home and abroad apart, where the parameter export_transformation has a value: constant
// elasticity of transformation (Powell and Gruen 1968). Comes when all that buys goods is there. Formula:
// docs/model.md, section 5.
void split_exports(BuildContext& context);

}  // namespace etslink
