// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"

namespace etslink {

// Notes about markets of a study, which has been read, that find nothing to act on: markets that no scenario has on,
// and sectors named in `sectors` or `share` that emit nothing a market covers in any of its regions.
[[nodiscard]] std::vector<std::string> notes_on_idle_markets(const TomlValue& root, const Benchmark& benchmark);

}  // namespace etslink
