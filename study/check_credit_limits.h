// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/study.h"

namespace etslink {

// InputError where a credit limit of the scenarios names something that is no link or project of the study, or that
// leads elsewhere, or where nothing counts against it in any scenario. `flows` are the names of all links and projects.
void check_credit_limits(const std::vector<Scenario>& scenarios, const std::vector<std::string>& flows);

}  // namespace etslink
