// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "calibration/fuels/fuel.h"
#include "model/benchmark.h"

namespace etslink {

// What a purchase of the electricity sector is for: what plants burn, what stays with the sector as a whole
// (electricity, energy for a purpose), or another good, which plants and networks buy.
struct PurchaseKind {
  enum class Kind { fuel, common, other_good };
  Kind kind = Kind::other_good;
  Fuel fuel{};  // of Kind::fuel
};

// What the electricity sector of a region pays, taxes included [million USD].
struct SectorColumn {
  ByFuel<double> fuel;             // coal, gas and oil, with what is delivered with them
  ByFuel<double> pj;               // the energy of these
  std::map<Sector, double> goods;  // all others, apart from electricity
  double common = 0;               // stays with the sector: own use, losses
  double labour = 0, capital = 0;
  double output = 0;      // with the tax on output
  double deliveries = 0;  // of electricity, which users pay to services

  [[nodiscard]] double all_goods() const;
};

class SectorColumns {
 public:
  // The benchmark must outlive it.
  explicit SectorColumns(const Benchmark& benchmark);

  [[nodiscard]] SectorColumn column(Region region) const;
  [[nodiscard]] PurchaseKind kind_of(const UseFlow& flow) const;
  // Coal, gas or oil that is burnt, as kind_of has it: not for a purpose, such as own use.
  [[nodiscard]] std::optional<Fuel> burnt(Sector good, Purpose purpose) const;
  [[nodiscard]] bool is_power(const User& user) const { return user == User{User::Kind::sector, power_.index}; }
  [[nodiscard]] Sector power() const { return power_; }

 private:
  void add_use(Region region, SectorColumn& column) const;

  const Benchmark& benchmark_;
  FuelSectors fuels_;
  Sector power_;
};

}  // namespace etslink
