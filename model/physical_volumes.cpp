// SPDX-License-Identifier: Apache-2.0
#include "model/physical_volumes.h"

#include <array>

#include "model/benchmark_index.h"

namespace etslink {
namespace {

// Market value of all that a region's producers sell of a good [million USD].
double sales(const BenchmarkIndex& flows, Region region, Sector good) {
  return flows.total_use(region, good).domestic + flows.exports(region, good);
}

}  // namespace

PhysicalVolumes::PhysicalVolumes(const Benchmark& benchmark, const BenchmarkIndex& flows) {
  if (benchmark.output_volumes.empty()) return;
  units_.resize(benchmark.sectors.size());
  content_.resize(benchmark.regions.size() * benchmark.sectors.size());
  set_outputs(benchmark, flows);
  require_outputs(benchmark, flows);
  set_imports(benchmark, flows);
}

void PhysicalVolumes::set_outputs(const Benchmark& benchmark, const BenchmarkIndex& flows) {
  for (const OutputVolume& volume : benchmark.output_volumes) {
    auto& unit = units_[volume.good.index];
    const std::string what = benchmark.sectors[volume.good.index].code;
    if (unit && *unit != volume.unit)
      throw InputError(volume.at, "unit is " + to_string(volume.unit) + ", other regions have " + what + " in " +
                                      to_string(*unit) + "; allowed: one unit for each good");
    unit = volume.unit;
    const double value = sales(flows, volume.region, volume.good);
    if (volume.quantity == 0) continue;
    if (!(value > 0))
      throw InputError(volume.at, "a volume of " + what + ", of which " + benchmark.regions[volume.region.index].code +
                                      " sells nothing in use.csv and trade.csv; allowed: 0");
    content_[volume.region.index * benchmark.sectors.size() + volume.good.index].output = volume.quantity / value;
  }
}

void PhysicalVolumes::require_outputs(const Benchmark& benchmark, const BenchmarkIndex& flows) const {
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector good{0}; good.index < benchmark.sector_count(); ++good.index) {
      if (!unit(good) || !(sales(flows, region, good) > 0) || content(region, good).output > 0) continue;
      throw InputError({benchmark.folder + "/output_volumes.csv", 0},
                       "no volume of " + benchmark.sectors[good.index].code + " of " +
                           benchmark.regions[region.index].code +
                           ", which sells it; a good has a volume above 0 in every region that sells it");
    }
  }
}

void PhysicalVolumes::set_imports(const Benchmark& benchmark, const BenchmarkIndex& flows) {
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector good{0}; good.index < benchmark.sector_count(); ++good.index) {
      if (!unit(good)) continue;
      VolumeContent& own = content_[region.index * benchmark.sectors.size() + good.index];
      double value = 0, volume = 0;
      for (const TradeFlow& flow : flows.imports(region, good)) {
        value += flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
        for (const MarginFlow& margin : flows.margins(flow)) value += margin.value_musd;
        volume += flow.value_musd * content(flow.exporter, good).output;
      }
      if (value > 0) own.imports = volume / value;
    }
  }
}

std::optional<VolumeUnit> PhysicalVolumes::unit(Sector good) const {
  return units_.empty() ? std::nullopt : units_[good.index];
}

VolumeContent PhysicalVolumes::content(Region region, Sector good) const {
  return content_.empty() ? VolumeContent{} : content_[region.index * units_.size() + good.index];
}

const std::string& to_string(VolumeUnit unit) {
  static const std::array<std::string, 3> words{"PJ", "TWh", "Mt"};
  return words[static_cast<std::size_t>(unit)];
}

}  // namespace etslink
