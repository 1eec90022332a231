// SPDX-License-Identifier: Apache-2.0
#include "model/nest_leaf.h"

#include <algorithm>

#include "model/sector_roles.h"

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
  const std::string ending = purpose.valid() ? "/" + benchmark.purposes[purpose.index] : "";
  return {"good:" + info.code + ending, "role:" + role_name(info.role) + ending};
}

NamedPurposes::NamedPurposes(const Benchmark& benchmark, const NestTree& tree) {
  if (benchmark.purposes.empty()) return;
  for (const Nest& nest : tree.nests) {
    for (const std::string& input : nest.inputs) {
      if (input.find(':') == std::string::npos) continue;
      const auto word = leaf_name(input).purpose;
      const Purpose purpose = word ? benchmark.find_purpose(*word) : Purpose{};
      for (Sector good{0}; purpose.valid() && good.index < benchmark.sector_count(); ++good.index) {
        const std::vector<std::string> leaves = leaves_of(benchmark, good, purpose);
        if (std::find(leaves.begin(), leaves.end(), input) != leaves.end()) named_.insert({good, purpose});
      }
    }
  }
}

}  // namespace etslink
