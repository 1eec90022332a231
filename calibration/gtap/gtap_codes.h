// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What the codes of GTAP say, whatever their case. Codes of sectors: GTAP 6 to 11, GTAP-E, GTAP-Power.
[[nodiscard]] std::optional<SectorRole> role_of_gtap_sector(const std::string& code);

// An endowment: its role, and how it moves where the parameters don't say it.
struct GtapEndowment {
  FactorRole role = FactorRole::other;
  FactorMobility mobility = FactorMobility::mobile;
};
[[nodiscard]] GtapEndowment gtap_endowment(const std::string& code);

// A code of the folder: what is no letter, digit, '_', '-' or '.' becomes '_'.
[[nodiscard]] std::string folder_code(const std::string& code);
[[nodiscard]] std::string lower_case(std::string text);

}  // namespace etslink
