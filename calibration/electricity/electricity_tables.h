// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "calibration/csv.h"
#include "calibration/electricity/electricity_recipe.h"
#include "model/benchmark.h"

namespace etslink {

// A row of the recipe's file: what power plants of a region generate, use themselves and lose in the grid [TWh].
struct Generation {
  double generated = 0, own_use = 0, losses = 0;
  [[nodiscard]] double sold() const { return generated - own_use - losses; }
};
// By region of the benchmark. InputError for a bad file or a region without a row.
[[nodiscard]] std::vector<Generation> read_generation(const CsvTable& csv, const Benchmark& benchmark);

// What one user buys of electricity; the sector that makes it apart.
struct ElectricityBuyer {
  Region region;
  User user;
  ElectricityClass kind = ElectricityClass::services;
  double twh = 0;
  double value_musd = 0, tax_musd = 0;  // in the money benchmark
  [[nodiscard]] double tax_rate() const { return value_musd > 0 ? tax_musd / value_musd : 0; }
};

// Class of a user by the recipe.
[[nodiscard]] ElectricityClass class_of(const Benchmark& benchmark, const User& user,
                                        const ElectricityAccountsRecipe& recipe);

// Buyers with what power plants sell at home, by the proportions of classes that the recipe states, inside a class and
// where it states none by the money that users pay. InputError where a class uses electricity and nobody buys any.
[[nodiscard]] std::vector<ElectricityBuyer> electricity_buyers(const Benchmark& benchmark,
                                                               const std::vector<Generation>& generation,
                                                               const ElectricityAccountsRecipe& recipe);

}  // namespace etslink
