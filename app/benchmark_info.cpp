// SPDX-License-Identifier: Apache-2.0
#include "app/benchmark_info.h"

#include <map>
#include <utility>
#include <vector>

#include "app/world_sums.h"
#include "calibration/read_technologies.h"
#include "model/number_text.h"
#include "model/physical_volumes.h"
#include "model/price_unit.h"
#include "model/technology.h"
#include "results/text_layout.h"

namespace etslink {
namespace {

// ", 2 purposes (bunkers, feedstock)"; empty where there is none.
std::string purposes(const Benchmark& data) {
  if (data.purposes.empty()) return "";
  std::string codes;
  for (const auto& code : data.purposes) codes += (codes.empty() ? "" : ", ") + code;
  const std::string count = std::to_string(data.purposes.size());
  return ", " + count + (data.purposes.size() == 1 ? " purpose (" : " purposes (") + codes + ")";
}

double emissions_of(const Benchmark& benchmark, Region region, Sector producer) {
  double mt = 0;
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.region == region && flow.user == User{User::Kind::sector, producer.index}) mt += co2_equivalent(flow);
  }
  return mt;
}

}  // namespace

std::string benchmark_lists(const Benchmark& benchmark) {
  const int sectors = count_of_sectors(benchmark.sectors), technologies = benchmark.sector_count() - sectors;
  return std::to_string(benchmark.regions.size()) + " regions, " + std::to_string(sectors) + " sectors, " +
         (technologies > 0 ? std::to_string(technologies) + " technologies, " : "") +
         std::to_string(benchmark.factors.size()) + " factors";
}

std::string benchmark_summary(const Benchmark& data) {
  const auto sum = world_sums(data);
  return data.folder + ": " + benchmark_lists(data) + purposes(data) + ", year " + std::to_string(data.year) +
         "; value added " + rounded_text(sum.value_added / 1000, 6) + " billion USD, CO2 " + rounded_text(sum.co2, 6) +
         " Mt" + (sum.co2_outside > 0 ? ", of which international transport " + rounded_text(sum.co2_outside, 6) : "") +
         "\n";
}

std::string technology_table(const Benchmark& benchmark) {
  std::map<std::pair<Region, Sector>, double> all;  // of region and sector
  std::vector<OutputVolume> made;
  for (const OutputVolume& volume : benchmark.output_volumes) {
    if (!is_technology(benchmark.sectors[volume.good.index])) continue;
    made.push_back(volume);
    all[{volume.region, sector_of(benchmark.sectors, volume.good)}] += volume.quantity;
  }
  if (made.empty()) return "";
  std::vector<std::vector<std::string>> rows{
      {"region", "technology", "quantity", "unit", "%", "cost", "unit of cost", "CO2, Mt", "t per unit"}};
  for (const OutputVolume& volume : made) {
    const double mt = emissions_of(benchmark, volume.region, volume.good);
    const double total = all.at({volume.region, sector_of(benchmark.sectors, volume.good)});
    rows.push_back({benchmark.regions[volume.region.index].code, benchmark.sectors[volume.good.index].code,
                    fixed_text(volume.quantity, 2), to_string(volume.unit),
                    fixed_text(100 * volume.quantity / total, 1),
                    fixed_text(costs_of(benchmark, volume.region, volume.good) / volume.quantity, 2),
                    price_unit(volume.unit), fixed_text(mt, 2), fixed_text(mt / volume.quantity, 3)});
  }
  const TextColumn left{TextColumn::Align::left}, right{};
  return aligned_rows(rows, {left, left, right, left, right, right, left, right, right});
}

}  // namespace etslink
