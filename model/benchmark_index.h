// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What one user buys of one good [million USD]; imports of all origins together.
struct GoodUse {
  Sector good;
  double domestic = 0, imported = 0;          // at market price, before use tax
  double domestic_tax = 0, imported_tax = 0;  // use tax

  [[nodiscard]] double value() const { return domestic + imported; }
  [[nodiscard]] double tax() const { return domestic_tax + imported_tax; }
};

// Emissions of one user from one fuel [Mt CO2], where the source tells the origin kept apart.
struct FuelEmissions {
  double any_origin = 0, domestic = 0, imported = 0;
  [[nodiscard]] double total() const { return any_origin + domestic + imported; }
};

// The flows of a benchmark, sorted by who needs them when the graph is built.
class BenchmarkIndex {
 public:
  explicit BenchmarkIndex(const Benchmark& benchmark);

  // All goods a user buys, in the order of the sectors.
  [[nodiscard]] std::vector<GoodUse> uses(Region region, User user) const;

  // Sum over users of what a region buys of a good.
  [[nodiscard]] GoodUse total_use(Region region, Sector good) const;

  [[nodiscard]] FuelEmissions fuel_emissions(Region region, User user, Sector fuel) const;
  [[nodiscard]] double process_emissions(Region region, Sector sector) const;
  [[nodiscard]] const std::vector<FactorFlow>& factors(Region region, Sector sector) const;
  [[nodiscard]] const std::vector<TradeFlow>& imports(Region importer, Sector good) const;
  [[nodiscard]] std::vector<MarginFlow> margins(const TradeFlow& flow) const;
  [[nodiscard]] const std::vector<MakeFlow>& make(Region region, Sector sector) const;
  [[nodiscard]] double output_tax(Region region, Sector sector) const;

  // Output at market prices: the sector's row of make.csv, or all sales of its good that no other sector makes.
  [[nodiscard]] double output(Region region, Sector sector) const;

 private:
  [[nodiscard]] int cell(Region region, Sector sector) const { return region.index * sectors_ + sector.index; }

  int sectors_ = 0;
  std::map<std::tuple<int, User, int>, GoodUse> uses_;  // region, user, good
  std::map<std::tuple<int, User, int>, FuelEmissions> fuel_emissions_;
  std::map<std::tuple<int, int, int>, std::vector<MarginFlow>> margins_;  // exporter, good, importer
  std::vector<GoodUse> total_use_;                                        // per (region, good)
  std::vector<double> process_, output_tax_, good_sales_, made_elsewhere_;
  std::vector<std::vector<FactorFlow>> factors_;
  std::vector<std::vector<TradeFlow>> imports_;
  std::vector<std::vector<MakeFlow>> make_;
};

}  // namespace etslink
