// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/elasticity_cells.h"

#include <algorithm>

#include "model/sector_roles.h"
#include "study/read_parameters.h"

namespace etslink {
namespace {

const std::string role_prefix = "role:";

template <class Item>
std::vector<Item> all_and_none(int count) {
  std::vector<Item> items;
  for (int i = -1; i < count; ++i) items.push_back({i});
  return items;
}

// Regions and sectors a key chooses from.
class Choice {
 public:
  Choice(const AxisKey& key, const Benchmark& benchmark)
      : key_(key),
        benchmark_(benchmark),
        regions_(all_and_none<Region>(benchmark.region_count())),
        sectors_(all_and_none<Sector>(benchmark.sector_count())) {}

  void choose_sector(const std::string& code) {
    if (code.starts_with(role_prefix)) return choose_role(code.substr(role_prefix.size()));
    sectors_ = {benchmark_.find_sector(code)};
    if (!sectors_.front().valid()) fail("sector", code, benchmark_.sector_codes());
  }

  void choose_region(const std::string& code) {
    regions_ = {benchmark_.find_region(code)};
    if (!regions_.front().valid()) fail("region", code, benchmark_.region_codes());
  }

  void choose_region_or_sector(const std::string& code) {
    if (benchmark_.find_region(code).valid()) return choose_region(code);
    if (benchmark_.find_sector(code).valid() || code.starts_with(role_prefix)) return choose_sector(code);
    auto codes = benchmark_.sector_codes();
    const auto regions = benchmark_.region_codes();
    codes.insert(codes.end(), regions.begin(), regions.end());
    fail("region or sector", code, codes);
  }

  [[nodiscard]] std::vector<ElasticityCells::Cell> cells() const {
    std::vector<ElasticityCells::Cell> cells;
    for (const Region region : regions_) {
      for (const Sector sector : sectors_) cells.push_back({region, sector});
    }
    return cells;
  }

  [[noreturn]] void fail(const std::string& kind, const std::string& name,
                         const std::vector<std::string>& known) const {
    throw InputError(key_.at, "unknown " + kind + " '" + name + "' in '" + key_.text + "'" + suggestion(name, known));
  }

 private:
  void choose_role(const std::string& role) {
    const auto& roles = role_names();
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) fail("role", role, roles);
    sectors_.clear();
    for (const auto& code : sectors_with_role(benchmark_, role)) sectors_.push_back(benchmark_.find_sector(code));
  }

  const AxisKey& key_;
  const Benchmark& benchmark_;
  std::vector<Region> regions_;
  std::vector<Sector> sectors_;
};

}  // namespace

ElasticityCells elasticity_cells(const AxisKey& key, const Benchmark& benchmark, const NestSet& nests) {
  const auto& path = key.path;
  if (path.size() < 2 || path.size() > 4)
    throw InputError(key.at, "'" + key.text + "' must be elasticities.PARAMETER, with a region, a sector or both");
  Choice choice(key, benchmark);
  const auto known = known_parameters(benchmark, nests);
  if (std::find(known.begin(), known.end(), path[1]) == known.end()) choice.fail("parameter", path[1], known);
  if (path.size() == 3) choice.choose_region_or_sector(path[2]);
  if (path.size() == 4) {
    choice.choose_region(path[2]);
    choice.choose_sector(path[3]);
  }
  return {path[1], choice.cells()};
}

}  // namespace etslink
