// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/aggregation/aggregation_map.h"

namespace etslink {

// What a unit of a good costs in one region, before it becomes one with others [million USD per unit of the good].
struct MemberPrice {
  Region region;
  Sector good;
  double price = 0;    // of what the region's producers sell; of its imports where it has no producers
  double imports = 0;  // of its imports, with tariffs; 0 where it has none
};

// What becomes one in a new region and has more than one price.
struct PriceGroup {
  Region region;  // new, as the good is
  Sector good;
  std::vector<MemberPrice> members;
  double price = 0;    // of all: sales of the producers by their volume
  double imports = 0;  // of imports: in relation to it what they were on average; 0 where there are none
  // Taxes and subsidies of the new folder that make up the difference, without their signs [million USD].
  double on_use = 0, on_exports = 0, on_imports = 0;
};

struct GoodWithoutVolumes {
  Sector good;  // new
  std::string reason;
};

// What aggregation does with physical volumes. A volume follows from a value only where all that a region's producers
// sell of a good has one price (output_volumes.csv): where the members of a new region have several, volumes and values
// can't both be added up.
struct VolumePlan {
  // New price by the old one of each old (region, good), in a flat order, of the region's own and of imports; 1: stays.
  std::vector<double> own_factor, import_factor;
  std::vector<PriceGroup> groups;  // of goods that keep their volumes
  std::vector<GoodWithoutVolumes> left_out;
  int good_count = 0;  // old

  [[nodiscard]] std::size_t cell(Region region, Sector good) const {
    return static_cast<std::size_t>(region.index * good_count + good.index);
  }
  [[nodiscard]] double of(Region region, Sector good) const { return own_factor[cell(region, good)]; }
  // Of a purchase; of imports by exporter, which have a price each, as of the region's own.
  [[nodiscard]] double of(const UseFlow& flow) const {
    const bool is_in_sum = flow.origin.kind == Origin::Kind::imported;
    return (is_in_sum ? import_factor : own_factor)[cell(flow.region, flow.good)];
  }
};

// A price as messages have it.
[[nodiscard]] std::string price_text(double price);

[[nodiscard]] VolumePlan volume_plan(const Benchmark& benchmark, const AggregationMap& map);

// The old records at the prices of the plan, without volumes of goods that it leaves out. What users pay with taxes and
// exporters get with export taxes stays, and what imports cost in relation to the region's own goods: use taxes, export
// taxes and tariffs take the differences, which cancel out in a new region. It balances when it is added up.
[[nodiscard]] Benchmark at_one_price(const Benchmark& benchmark, const AggregationMap& map, const VolumePlan& plan);

}  // namespace etslink
