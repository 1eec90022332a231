// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/technologies/technology_costs.h"

namespace etslink {

// What a unit of a technology buys, item by item.
class TechnologyBill {
 public:
  struct Item {
    ActivityInput input;  // share is not yet known
    double usd = 0;       // per unit, taxes included
  };

  TechnologyBill(const TechnologyCosts& costs, const TechnologyFile& file, const Competitor& competitor)
      : costs_(costs), file_(file), competitor_(competitor) {}

  // A fuel, with the services that deliver it, by role; electricity.
  void add_fuel(const std::string& role, double gj, const SourceLocation& at);
  void add_electricity(double mwh, const SourceLocation& at);
  // Money for an item of the file: labour, capital, or goods.
  void add_money(const std::string& item, double usd, const SourceLocation& at);
  // What the sector needs beside its plants: `usd` for what is no energy, and of its own product what it uses of it.
  void add_delivery(double usd, double price, const SourceLocation& at);

  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  [[nodiscard]] double usd() const;
  // CO2 of fuels [t per unit].
  [[nodiscard]] double fuel_co2() const;

 private:
  // Purchases of one good by one user, or by all who burn it.
  struct FuelUse {
    double value = 0, tax = 0, mt = 0, paid = 0, pj = 0;  // paid: carbon price that the tax contains [million USD]
    std::vector<int> users;
  };
  [[nodiscard]] FuelUse fuel_use(Sector fuel, const std::vector<int>& users) const;
  [[nodiscard]] FuelUse fuel_use(Sector fuel, const SourceLocation& at) const;
  [[nodiscard]] std::vector<int> burners(Sector fuel) const;
  [[nodiscard]] double volume_per_value(Sector good, VolumeUnit unit, const FuelUse& use) const;
  void add_fuel_delivery(const std::string& purpose, const FuelUse& use, double value, const SourceLocation& at);
  [[nodiscard]] bool is_used(Factor factor) const;
  [[nodiscard]] Factor factor_of(const std::string& item, const SourceLocation& at) const;
  void add_factor(Factor factor, double usd, const SourceLocation& at);
  void add_good(Sector good, double usd, const SourceLocation& at);
  void add_in_mix(double usd, const SourceLocation& at);
  void add(ActivityInput input, double usd, const SourceLocation& at);
  [[nodiscard]] std::string place() const;  // "in KOR"

  const TechnologyCosts& costs_;
  const TechnologyFile& file_;
  Competitor competitor_;
  std::vector<Item> items_;
};

}  // namespace etslink
