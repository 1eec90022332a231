// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Makes the activities that were marked (BuildContext::additive) additive CES: physical volumes of their inputs add up
// to that of their output, in every equilibrium (van der Mensbrugghe and Peters 2016). An activity in fixed proportion
// or with one input adds up as it is. InputError where an input has no volume, or another unit than others.
void add_additive_ces(BuildContext& context);

}  // namespace etslink
