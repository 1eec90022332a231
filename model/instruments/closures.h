// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Closures of ModelOptions other than the default: saving as a fixed share, government demand as a fixed share, a tax
// that balances the government, the current account in another price. Formulas: docs/instruments.md, M3 and M4.
void add_closures(BuildContext& context);

// Current accounts in units of a consumer price, when nothing looks at benchmark incomes any more.
void fix_current_accounts(BuildContext& context);

}  // namespace etslink
