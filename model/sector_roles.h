// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Names of the roles of sectors in all input files, in the order of SectorRole.
[[nodiscard]] const std::vector<std::string>& role_names();
[[nodiscard]] const std::string& role_name(SectorRole role);

// Coal, crude oil, gas, refined oil and electricity.
[[nodiscard]] constexpr bool is_energy(SectorRole role) {
  return role != SectorRole::other && role != SectorRole::international_transport;
}

// Codes of the sectors with a role of role_names(); their technologies are not named.
[[nodiscard]] std::vector<std::string> sectors_with_role(const Benchmark& benchmark, const std::string& role);

}  // namespace etslink
