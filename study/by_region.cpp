// SPDX-License-Identifier: Apache-2.0
#include "study/by_region.h"

namespace etslink {
namespace {

// What a key comprises: the less, the later it is applied.
enum class Breadth { all, set, region };

Breadth breadth_of(const std::string& key, const Benchmark& benchmark) {
  if (benchmark.find_region(key).valid()) return Breadth::region;
  return key == "all" ? Breadth::all : Breadth::set;
}

}  // namespace

std::vector<Region> regions_of_key(const std::string& key, const TomlValue& value, const NamedSets& sets,
                                   const std::vector<std::string>& other_keys) {
  const Benchmark& benchmark = sets.benchmark();
  if (const Region region = benchmark.find_region(key); region.valid()) return {region};
  if (sets.has_region_set(key)) return sets.regions(TomlValue::of_text(key, value.name(), value.at()));
  auto names = benchmark.region_codes();
  names.emplace_back("all");
  names.insert(names.end(), other_keys.begin(), other_keys.end());
  value.fail("unknown region, or set of regions, '" + key + "' in '" + value.name() + "'" + suggestion(key, names));
}

std::vector<const TomlValue*> values_by_region(const TomlValue& table, const NamedSets& sets,
                                               const std::vector<std::string>& other_keys) {
  const Benchmark& benchmark = sets.benchmark();
  std::vector<const TomlValue*> values(benchmark.regions.size(), nullptr);
  for (const Breadth breadth : {Breadth::all, Breadth::set, Breadth::region}) {
    std::vector<const TomlValue*> of_breadth(values.size(), nullptr);
    for (const auto& [key, value] : table.entries()) {
      const auto regions = regions_of_key(key, value, sets, other_keys);
      if (breadth_of(key, benchmark) != breadth) continue;
      for (const Region region : regions) {
        const TomlValue*& first = of_breadth[region.index];
        if (first != nullptr)
          value.fail("'" + value.name() + "' and '" + first->name() + "' both speak of " +
                     benchmark.regions[region.index].code + "; write what holds for the region itself");
        values[region.index] = first = &value;
      }
    }
  }
  return values;
}

}  // namespace etslink
