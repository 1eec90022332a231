// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/build_context.h"

namespace etslink {

// What a swap may fix (endogenous in the model) and set free (exogenous), as a study names it. The words say which
// codes follow: S sector, R region, F factor, M market.
struct QuantityForm {
  QuantityKind kind = QuantityKind::output;
  std::string codes;  // "S R"
  std::string meaning;
};
[[nodiscard]] const std::vector<QuantityForm>& fixable_quantities();
[[nodiscard]] const std::vector<QuantityForm>& freeable_quantities();

// Fixes one quantity and frees another for each swap of the policy. Throws InputError where a quantity does not exist.
// Formula: docs/instruments.md, M6.
void add_swaps(BuildContext& context);

// Throws InputError where the swaps leave a condition that nothing can meet or an unknown that nothing determines: the
// Jacobian is structurally singular. Names both.
void check_swaps(const Economy& economy, const Policy& policy);

}  // namespace etslink
