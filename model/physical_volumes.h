// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

class BenchmarkIndex;

// Physical volume in a million benchmark USD of a good, by where it is bought [VolumeUnit per million USD].
struct VolumeContent {
  double output = 0;   // of what the region's producers sell, at their price
  double imports = 0;  // of imports, at the price of the importing region with tariffs
};

// Physical volumes of goods at the benchmark. All that a region's producers sell of a good has one price, so that a
// volume follows from a value.
class PhysicalVolumes {
 public:
  PhysicalVolumes() = default;
  // InputError where a good has a volume in one region and sales without one in another (output_volumes.csv).
  PhysicalVolumes(const Benchmark& benchmark, const BenchmarkIndex& flows);

  [[nodiscard]] bool empty() const { return content_.empty(); }
  // Empty for a good without volumes.
  [[nodiscard]] std::optional<VolumeUnit> unit(Sector good) const;
  // Zeros for a good without volumes.
  [[nodiscard]] VolumeContent content(Region region, Sector good) const;

 private:
  void set_outputs(const Benchmark& benchmark, const BenchmarkIndex& flows);
  void require_outputs(const Benchmark& benchmark, const BenchmarkIndex& flows) const;
  void set_imports(const Benchmark& benchmark, const BenchmarkIndex& flows);

  std::vector<std::optional<VolumeUnit>> units_;  // per good
  std::vector<VolumeContent> content_;            // per (region, good)
};

// "PJ".
[[nodiscard]] const std::string& to_string(VolumeUnit unit);

}  // namespace etslink
