// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// Names of the technologies that stand idle at the benchmark, each once, in the order of the benchmark and then of the
// technology files: the labels of the axis latent_technology.
[[nodiscard]] std::vector<std::string> latent_technology_names(const Economy& economy);

// Carbon price at which a technology breaks even at the prices of the benchmark [USD/t], in relation to the producer
// whose good it makes; missing where it emits no less than that.
[[nodiscard]] double entry_price(const Economy& economy, const IdleTechnology& technology);

// Appends what each of them makes, costs, captures and earns, and entry_price; nothing where there are none.
void add_latent_accounts(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
