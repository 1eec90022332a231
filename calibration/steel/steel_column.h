// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/fuels/fuel.h"
#include "calibration/technologies/split_records.h"
#include "model/benchmark.h"

namespace etslink {

// What the steel sector of a region pays, taxes included [million USD], burns and emits.
struct SteelColumn {
  std::map<Bought, double> spent;
  std::map<Bought, double> pj;   // fuels and electricity
  std::map<Bought, double> co2;  // of fuels [Mt]
  double process = 0;            // CO2 [Mt]
  double labour = 0, capital = 0;
  double output = 0;  // with the tax on output

  // Energy of a purchase [PJ]; 0 where there is none.
  [[nodiscard]] double energy(const Bought& bought) const;
};

[[nodiscard]] SteelColumn steel_column(const Benchmark& benchmark, Region region, Sector steel);

// The purchases of the steel sector that routes share.
class SteelPurchases {
 public:
  SteelPurchases(const Benchmark& benchmark, const SteelColumn& column) : benchmark_(benchmark), column_(column) {}

  [[nodiscard]] Bought fuel(Fuel fuel) const { return {FuelSectors(benchmark_).sector(fuel), {}}; }
  [[nodiscard]] Bought coking_coal() const;
  [[nodiscard]] Bought electricity() const { return {sector_with_role(benchmark_, SectorRole::electricity), {}}; }
  // Purchases for a purpose, of any good: deliveries, the making of coke. None where the benchmark has no such purpose.
  [[nodiscard]] std::vector<Bought> with_purpose(const std::string& purpose) const;
  // Goods for plain use.
  [[nodiscard]] std::vector<Bought> goods(const std::vector<std::string>& codes) const;

 private:
  const Benchmark& benchmark_;
  const SteelColumn& column_;
};

}  // namespace etslink
