// SPDX-License-Identifier: Apache-2.0
#include "model/nest_leaf.h"

#include <algorithm>

#include "model/sector_roles.h"
#include "model/technology.h"

namespace etslink {

LeafName leaf_name(const std::string& leaf) {
  const auto colon = leaf.find(':');
  require(colon != std::string::npos, "a leaf has a kind");
  const auto slash = leaf.find('/', colon);
  LeafName result{leaf.substr(0, colon), leaf.substr(colon + 1, slash - colon - 1), std::nullopt};
  if (slash != std::string::npos) result.purpose = leaf.substr(slash + 1);
  return result;
}

std::vector<std::string> leaves_of(const Benchmark& benchmark, Sector good, Purpose purpose) {
  const SectorInfo& info = benchmark.sectors[good.index];
  if (is_technology(info)) return {"technology:" + technology_name(info)};
  if (!purpose.valid()) return {"good:" + info.code, "role:" + role_name(info.role)};
  const std::string& code = benchmark.purposes[purpose.index];
  return {"good:" + info.code + "/" + code, "role:" + role_name(info.role) + "/" + code, "purpose:" + code};
}

NamedPurposes::NamedPurposes(const Benchmark& benchmark, const NestTree& tree) {
  if (benchmark.purposes.empty()) return;
  for (const Nest& nest : tree.nests) {
    for (const std::string& input : nest.inputs) {
      if (input.find(':') == std::string::npos) continue;
      const LeafName leaf = leaf_name(input);
      const auto word = leaf.kind == "purpose" ? leaf.name : leaf.purpose.value_or("");
      const Purpose purpose = word.empty() ? Purpose{} : benchmark.find_purpose(word);
      for (Sector good{0}; purpose.valid() && good.index < benchmark.sector_count(); ++good.index) {
        const std::vector<std::string> leaves = leaves_of(benchmark, good, purpose);
        if (std::find(leaves.begin(), leaves.end(), input) != leaves.end()) named_.insert({good, purpose});
      }
    }
  }
}

}  // namespace etslink
