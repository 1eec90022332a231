// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace etslink {

// Parameters of the model that no nest needs to mention: supply_elasticity, process_xhat, ...
[[nodiscard]] const std::vector<std::string>& model_parameters();

// These and the parameters of the usual nests: esubd, esubm, esubva (docs/study_format.md).
[[nodiscard]] const std::vector<std::string>& usual_parameters();
[[nodiscard]] bool is_of_usual_nests(const std::string& parameter);

}  // namespace etslink
