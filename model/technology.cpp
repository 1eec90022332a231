// SPDX-License-Identifier: Apache-2.0
#include "model/technology.h"

#include <algorithm>

#include "model/sector_roles.h"

namespace etslink {

Sector sector_of(const std::vector<SectorInfo>& producers, Sector producer) {
  return producer.valid() && is_technology(producers[producer.index]) ? producers[producer.index].parent : producer;
}

int count_of_sectors(const std::vector<SectorInfo>& producers) {
  return static_cast<int>(std::find_if(producers.begin(), producers.end(), is_technology) - producers.begin());
}

std::vector<Sector> technologies(const std::vector<SectorInfo>& producers) {
  std::vector<Sector> result;
  for (int s = count_of_sectors(producers); s < static_cast<int>(producers.size()); ++s) result.push_back({s});
  return result;
}

std::vector<Sector> technologies_of(const std::vector<SectorInfo>& producers, Sector sector) {
  std::vector<Sector> result = technologies(producers);
  std::erase_if(result, [&](Sector technology) { return producers[technology.index].parent != sector; });
  return result;
}

std::string technology_name(const SectorInfo& technology) {
  return technology.code.substr(technology.code.rfind('.') + 1);
}

SectorInfo technology_info(const SectorInfo& sector, Sector parent, const std::string& name) {
  return {sector.code + "." + name, sector.name + " by " + name, sector.role, parent};
}

std::vector<std::string> tree_patterns(const SectorInfo& producer) {
  if (!is_technology(producer)) return {producer.code, "role:" + role_name(producer.role), "*"};
  const std::string prefix = "technology:", &code = producer.code, name = technology_name(producer);
  const std::string sector = code.substr(0, code.size() - name.size() - 1);
  return {code, prefix + code, prefix + sector + ".*", prefix + "*." + name, prefix + "*", "*"};
}

}  // namespace etslink
