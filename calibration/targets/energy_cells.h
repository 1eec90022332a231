// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "calibration/fuels/entropy_newton.h"
#include "calibration/fuels/physical_recipe.h"
#include "model/benchmark.h"

namespace etslink {

// What one user burns of a fuel in a region.
struct EnergyCell {
  Region region;
  Sector fuel;
  User user;
  double mt = 0, pj = 0;
};

// Cells of a benchmark with CO2 and energy, in the order of its energy.
[[nodiscard]] std::vector<EnergyCell> energy_cells(const Benchmark& benchmark);

// CO2 of cells nearest to the targets [Mt]: the problem of move_energy_to_targets.
class EnergyEntropy {
 public:
  EnergyEntropy(const Benchmark& benchmark, const PhysicalRecipe& recipe, const std::vector<EnergyCell>& cells);

  // Those of kind emissions and energy.
  [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }
  // What the cells have of a target when their CO2 is `mt`, in the unit of the target.
  [[nodiscard]] double reached(const Target& target, const Eigen::VectorXd& mt) const;
  // InputError where no step comes nearer to the targets together.
  [[nodiscard]] Eigen::VectorXd solve() const;

 private:
  [[nodiscard]] Eigen::VectorXd solve(const std::vector<bool>& active) const;
  [[noreturn]] void refuse(const std::vector<bool>& active) const;
  [[nodiscard]] std::vector<std::pair<int, double>> terms(const Target& target) const;
  [[nodiscard]] double error(const EnergyCell& cell) const;
  void add_totals(EntropyTask& task) const;

  const Benchmark& benchmark_;
  const PhysicalRecipe& recipe_;
  const std::vector<EnergyCell>& cells_;
  std::vector<Target> targets_;
};

}  // namespace etslink
