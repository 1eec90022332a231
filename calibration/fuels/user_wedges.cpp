// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/user_wedges.h"

#include <algorithm>

#include "calibration/use_table.h"

namespace etslink {
namespace {

class Wedges {
 public:
  Wedges(const Benchmark& benchmark, const PhysicalRecipe& recipe) : benchmark_(benchmark), recipe_(recipe) {}

  [[nodiscard]] DeliveredFuel deliver(const FuelUse& use, double price) const {
    DeliveredFuel result{use, price * use.pj(), 0, 0, use.tax_musd};
    const double wedge = use.wanted_musd - result.base;
    if (use.fuel == Fuel::crude) return result;
    if (wedge >= 0) {
      result.margin = std::min(wedge, margin_limit(use) * use.pj());
      const double added = std::min(wedge - result.margin, recipe_.delivery.tax[use.fuel] * result.base);
      result.tax = tax_on(use, result.base + result.margin + added) + added;
    } else {
      result.tax = std::max(use.tax_musd + wedge, std::min(use.tax_musd, least_tax(use, result.base)));
    }
    return result;
  }

 private:
  // Money beyond what the fuel costs with delivery buys something else, which takes its part of the tax along.
  [[nodiscard]] static double tax_on(const FuelUse& use, double cost) {
    return use.value_musd > cost ? use.tax_musd * cost / use.value_musd : use.tax_musd;
  }

  [[nodiscard]] double margin_limit(const FuelUse& use) const {
    const DeliveryRecipe& delivery = recipe_.delivery;
    const bool small = find_position(delivery.small_users, user_class(benchmark_, use.user)) >= 0;
    return small ? delivery.small_margin[use.fuel] : delivery.margin[use.fuel];
  }

  [[nodiscard]] double least_tax(const FuelUse& use, double base) const {
    const std::string& region = benchmark_.regions[use.region.index].code;
    const bool real = find_position(recipe_.delivery.subsidised[use.fuel], region) >= 0;
    return real ? -recipe_.delivery.subsidy * base : 0;
  }

  const Benchmark& benchmark_;
  const PhysicalRecipe& recipe_;
};

// Coke that a steel maker buys from refining goes with the coal that it burns.
void attach_coke(std::vector<DeliveredFuel>& all, const Benchmark& benchmark, const CokeRecipe& recipe) {
  for (DeliveredFuel& oil : all) {
    if (oil.use.fuel != Fuel::oil || find_position(recipe.users, user_class(benchmark, oil.use.user)) < 0) continue;
    const double freed = oil.freed() + oil.use.moved_musd;  // money that went with oil is not for coke
    if (freed <= 0) continue;
    for (DeliveredFuel& coal : all)
      if (coal.use.fuel == Fuel::coal && coal.use.region == oil.use.region && coal.use.user == oil.use.user)
        coal.coke = freed;
  }
}

}  // namespace

std::vector<DeliveredFuel> user_wedges(const EnergyTables& tables, const PriceLevels& prices,
                                       const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  const Wedges wedges(benchmark, recipe);
  std::vector<DeliveredFuel> result;
  for (const FuelUse& use : tables.use) result.push_back(wedges.deliver(use, prices.basic[use.fuel](use.region.index)));
  attach_coke(result, benchmark, recipe.coke);
  return result;
}

}  // namespace etslink
