// SPDX-License-Identifier: Apache-2.0
#include "model/sector_roles.h"

#include "model/technology.h"

namespace etslink {

const std::vector<std::string>& role_names() {
  static const std::vector<std::string> names{
      "coal", "crude_oil", "gas", "refined_oil", "electricity", "other", "international_transport"};
  return names;
}

const std::string& role_name(SectorRole role) { return role_names()[static_cast<std::size_t>(role)]; }

std::vector<std::string> sectors_with_role(const Benchmark& benchmark, const std::string& role) {
  std::vector<std::string> codes;
  for (const auto& sector : benchmark.sectors) {
    if (role_name(sector.role) == role && !is_technology(sector)) codes.push_back(sector.code);
  }
  return codes;
}

}  // namespace etslink
