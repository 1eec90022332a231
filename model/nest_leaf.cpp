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

namespace {

// Is a purchase of the good among those that a leaf with a purpose names? What leaves_of says, without its texts: a
// graph asks for each tree and user.
bool names_good(const LeafName& leaf, const SectorInfo& good) {
  if (is_technology(good)) return false;
  return leaf.kind == "purpose" || (leaf.kind == "good" && leaf.name == good.code) ||
         (leaf.kind == "role" && leaf.name == role_name(good.role));
}

}  // namespace

NamedPurposes::NamedPurposes(const Benchmark& benchmark, const NestTree& tree) {
  if (benchmark.purposes.empty()) return;
  for (const Nest& nest : tree.nests) {
    for (const std::string& input : nest.inputs) {
      if (input.find(':') == std::string::npos) continue;
      if (input.find('/') == std::string::npos && !input.starts_with("purpose:")) continue;  // of plain use
      const LeafName leaf = leaf_name(input);
      const Purpose purpose = benchmark.find_purpose(leaf.kind == "purpose" ? leaf.name : *leaf.purpose);
      for (Sector good{0}; purpose.valid() && good.index < benchmark.sector_count(); ++good.index) {
        if (names_good(leaf, benchmark.sectors[good.index])) named_.insert({good, purpose});
      }
    }
  }
}

}  // namespace etslink
