// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "app/sweep/sweep_plan.h"
#include "model/benchmark.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// Applies drawn values (one for each axis of a plan) to what a study is read from. The order of a sample: benchmark and
// nests, then the study's file is changed and read with them (caps relative to the benchmark follow it), last the
// elasticities of every scenario. Axes are applied in the order of the plan; keys that overlap act one after another.
class SampleApplier {
 public:
  // Checks what every key names: InputError with the nearest valid name.
  SampleApplier(const SweepPlan& plan, const TomlValue& study, const Benchmark& benchmark, const NestSet& nests);

  // Whether a sample changes the part at all.
  [[nodiscard]] bool changes_benchmark() const;
  [[nodiscard]] bool changes_nests() const;
  [[nodiscard]] bool changes_study() const;
  [[nodiscard]] bool changes_elasticities() const;

  void change_benchmark(std::span<const double> sample, Benchmark& benchmark) const;
  void change_nests(std::span<const double> sample, NestSet& nests) const;
  // The study file as if the values stood in it; messages about them name the line of the key.
  void change_study(std::span<const double> sample, TomlValue& study) const;
  // Adds values to options.elasticities, one for each region and sector a key stands for.
  void change_elasticities(std::span<const double> sample, const Benchmark& benchmark, const NestSet& nests,
                           ModelOptions& options) const;

 private:
  enum class Target { study, elasticities, nests, benchmark };
  static Target target_of(const AxisKey& key);
  [[nodiscard]] bool changes(Target target) const;
  void check_key(const AxisKey& key, AxisApply apply, const TomlValue& study) const;

  std::vector<Axis> axes_;
};

}  // namespace etslink
