// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/measure.h"

#include "calibration/fuels/physical_recipe.h"

namespace etslink {
namespace {

constexpr double pj_per_twh = 3.6;

// A ratio; empty where there is none of what it is of.
std::optional<double> positive(double value, double of) {
  return of > 0 && value > 0 ? std::optional(value / of) : std::nullopt;
}

// Records of the region and users of a target.
class Measure {
 public:
  Measure(const Benchmark& benchmark, const Target& target)
      : benchmark_(benchmark), target_(target), fuels_(benchmark), region_(benchmark.find_region(target.region)) {}

  [[nodiscard]] std::optional<double> emissions() const {
    double mt = 0;
    for (const EmissionFlow& flow : benchmark_.emissions)
      if (flow.fuel && flow.gas == Gas::co2 && is_about(flow.region, flow.user) && is_fuel(*flow.fuel)) mt += flow.mt;
    return positive(mt, 1);
  }

  // Feedstock and bunkers are bought, but not burnt in the region.
  [[nodiscard]] std::optional<double> energy_burnt() const {
    double pj = 0;
    for (const EnergyFlow& flow : benchmark_.energy)
      if (is_about(flow.region, flow.user) && is_fuel(flow.fuel) && !has(flow.purpose, purpose::feedstock) &&
          !has(flow.purpose, purpose::bunkers))
        pj += flow.pj;
    return positive(pj, 1);
  }

  // Million USD per PJ = USD/GJ. What a fuel's own sector uses passes through and is left out.
  [[nodiscard]] std::optional<double> fuel_price() const {
    double value = 0, pj = 0;
    for (const UseFlow& flow : benchmark_.use)
      if (is_about(flow.region, flow.user) && !makes(flow.user) && pays_for_fuel(flow)) value += flow.value_musd;
    for (const EnergyFlow& flow : benchmark_.energy)
      if (is_about(flow.region, flow.user) && !makes(flow.user) && is_fuel(flow.fuel)) pj += flow.pj;
    return positive(value, pj);
  }

  // USD/MWh with deliveries and taxes, own use and losses apart; empty without accounts of electricity.
  [[nodiscard]] std::optional<double> electricity_price() const {
    const Sector power = sector_with_role(benchmark_, SectorRole::electricity);
    const User itself{User::Kind::sector, power.index};
    double value = 0, twh = 0;
    for (const UseFlow& flow : benchmark_.use)
      if (is_about(flow.region, flow.user) && flow.user != itself && flow.user.kind != User::Kind::stock_change &&
          (flow.good == power || has(flow.purpose, purpose::electricity_delivery)))
        value += flow.value_musd + flow.tax_musd;
    for (const EnergyFlow& flow : benchmark_.energy)
      if (is_about(flow.region, flow.user) && flow.user != itself && flow.fuel == power) twh += flow.pj / pj_per_twh;
    return positive(value, twh);
  }

  [[nodiscard]] std::optional<double> fuel_cost_share() const {
    double fuels = 0, all = 0;
    for (const UseFlow& flow : benchmark_.use) {
      if (flow.user.kind != User::Kind::sector || !is_about(flow.region, flow.user)) continue;
      all += flow.value_musd + flow.tax_musd;
      if (pays_for_fuel(flow)) fuels += flow.value_musd + flow.tax_musd;
    }
    for (const FactorFlow& flow : benchmark_.value_added)
      if (is_about(flow.region, {User::Kind::sector, flow.sector.index})) all += flow.value_musd + flow.tax_musd;
    return positive(fuels, all);
  }

 private:
  [[nodiscard]] bool is_about(Region region, const User& user) const {
    return region == region_ && target_.is_about(user_class(benchmark_, user));
  }
  [[nodiscard]] bool is_fuel(Sector good) const {
    const auto fuel = fuels_.fuel(good);
    return fuel && target_.is_about(*fuel);
  }
  [[nodiscard]] bool makes(const User& user) const {
    return user.kind == User::Kind::sector && is_fuel(Sector{user.index});
  }
  [[nodiscard]] bool has(Purpose of_flow, const std::string& code) const {
    return of_flow.valid() && benchmark_.purposes[static_cast<std::size_t>(of_flow.index)] == code;
  }
  [[nodiscard]] bool pays_for_fuel(const UseFlow& flow) const {
    if (is_fuel(flow.good)) return true;
    for (const Fuel fuel : all_fuels)
      if (target_.is_about(fuel) && has(flow.purpose, purpose::delivery(fuel))) return true;
    return false;
  }

  const Benchmark& benchmark_;
  const Target& target_;
  FuelSectors fuels_;
  Region region_;
};

}  // namespace

std::optional<double> measured(const Benchmark& benchmark, const Target& target) {
  const Measure measure(benchmark, target);
  switch (target.kind) {
    case TargetKind::fuel_price:
      return measure.fuel_price();
    case TargetKind::fuel_cost_share:
      return measure.fuel_cost_share();
    case TargetKind::emissions:
      return measure.emissions();
    case TargetKind::electricity_price:
      return measure.electricity_price();
    case TargetKind::energy:
      break;
  }
  return measure.energy_burnt();
}

}  // namespace etslink
