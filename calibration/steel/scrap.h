// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/report_table.h"
#include "calibration/steel/steel_sources.h"
#include "model/benchmark.h"

namespace etslink {

// Makes scrap a good with trade, as the last sector: households sell old products (a specific factor of their own) to
// those who collect them; steel buys scrap at the published price instead of goods that the table has for it. The sale
// was counted as less consumption: households buy what steel bought instead, and what collecting takes is bought from
// their purchases; scrap that is exported was counted as exports of another good, which households buy now, as those of
// the importing region buy less of it. No other column, no tax and no net trade changes. Before technologies.
// InputError where steel or households buy less of a good than scrap is worth.
[[nodiscard]] ReportTable add_scrap(Benchmark& benchmark, const SteelRecipe& recipe,
                                    const std::map<std::string, PublishedSteel>& published);

}  // namespace etslink
