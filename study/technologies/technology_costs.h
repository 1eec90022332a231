// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/benchmark_index.h"
#include "model/elasticities.h"
#include "model/physical_volumes.h"
#include "study/technologies/technology_file.h"

namespace etslink {

// Least cost of a technology relative to what it earns at the benchmark: one that is cheaper on paper would run there,
// which it does not.
inline constexpr double least_cost_of_price = 1.01;

// Whose product a technology competes with, in one region.
struct Competitor {
  Region region;
  Sector good;      // the sector
  Sector producer;  // one of its technologies, or the sector
};

// What a technology of a file costs at the prices of a benchmark, in one region. Money is per unit of the file.
struct TechnologyFacts {
  Region region;
  std::string code, source, status, unit;
  Sector replaces;                  // the technology or the sector that it competes with
  double cost = 0;                  // on paper, with the delivery of the good where that is part of it [USD]
  double price = 0;                 // what it earns at the benchmark, less output tax [USD]
  double added = 0;                 // to its costs, so that they are `least_cost_of_price` times the price [USD]
  double co2 = 0, captured = 0;     // emitted, negative where biogenic CO2 is captured; captured [t]
  double co2_replaced = 0;          // of what it competes with [t]
  std::optional<double> breakeven;  // carbon price at benchmark prices; none where it emits no less [USD/t]
  double resource_share = 0, resource_elasticity = 0;
};
struct PricedTechnology {
  IdleActivity activity;
  TechnologyFacts facts;
};

// Prices the technologies of files by the flows of a benchmark: fuels at what the plants they compete with pay, with
// taxes and delivery, without a carbon price in these; emission factors and energy are theirs as well.
class TechnologyCosts {
 public:
  // Both outlive this; carbon prices that were paid are parameters.
  TechnologyCosts(const Benchmark& benchmark, const ElasticityTable& parameters)
      : benchmark_(benchmark), parameters_(parameters), flows_(benchmark), volumes_(benchmark, flows_) {}

  // The sector whose good a file is about; InputError where the benchmark has none of those named, or in other units.
  [[nodiscard]] Sector good(const TechnologyFile& file) const;

  // Nothing where the file has no costs for the region, where the region does not make the good, or by none of the
  // technologies that this one replaces. InputError at the cost that can't be priced.
  [[nodiscard]] std::optional<PricedTechnology> price(const TechnologyFile& file, const LatentTechnology& technology,
                                                      Region region) const;

 private:
  friend class TechnologyBill;
  [[nodiscard]] double price_of(const TechnologyFile& file, const Competitor& place) const;  // [USD per unit]

  const Benchmark& benchmark_;
  const ElasticityTable& parameters_;
  BenchmarkIndex flows_;
  PhysicalVolumes volumes_;
};

}  // namespace etslink
