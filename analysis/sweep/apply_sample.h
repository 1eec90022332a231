// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "analysis/sweep/elasticity_cells.h"
#include "analysis/sweep/sweep_plan.h"
#include "model/graph.h"
#include "model/policy.h"

namespace etslink {

// Parts of a study that axes change, in the order in which a sample is applied: benchmark and nests; the file of the
// study, which is then read with them (caps relative to the benchmark follow it); elasticities of every scenario; the
// economy that is built of all.
enum class SweepTarget { benchmark, nests, study, elasticities, economy };

// Applies drawn values (one for each axis of a plan). Axes act in the order of the plan, keys that overlap one after
// another.
class SampleApplier {
 public:
  // Checks what every key names: InputError with the nearest valid name. `study` is the whole file, settings applied.
  SampleApplier(const SweepPlan& plan, const TomlValue& study, const Benchmark& benchmark, const NestSet& nests);

  // Whether a sample changes the target at all.
  [[nodiscard]] bool changes(SweepTarget target) const;

  void change_benchmark(std::span<const double> sample, Benchmark& benchmark) const;
  void change_nests(std::span<const double> sample, NestSet& nests) const;
  // The study file as if the values stood in it; messages about them name the line of the key.
  void change_study(std::span<const double> sample, TomlValue& study) const;
  // Adds values to options.elasticities, one for each region and sector a key stands for. InputError where a carbon
  // price that was paid comes to more than the taxes behind it.
  void change_elasticities(std::span<const double> sample, const Benchmark& benchmark, const NestSet& nests,
                           ModelOptions& options) const;
  void change_economy(std::span<const double> sample, Economy& economy) const;

 private:
  struct Place {
    AxisKey key;
    SweepTarget target;
    AxisApply apply;
    std::size_t axis;
    ElasticityCells cells = {};  // target elasticities
    Region region = {};          // targets benchmark and economy
  };
  [[nodiscard]] bool changes_parameter(const std::string& parameter) const;
  template <class Act>
  void for_each(SweepTarget target, const Act& act) const;
  void resolve(Place& place, const TomlValue& study, const Benchmark& benchmark, const NestSet& nests);

  std::vector<Place> places_;
};

}  // namespace etslink
