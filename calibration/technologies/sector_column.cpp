// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/sector_column.h"

#include "calibration/fuels/physical_recipe.h"

namespace etslink {
namespace {

// That a technology can burn.
constexpr std::array<Fuel, 3> burnt_fuels{Fuel::coal, Fuel::gas, Fuel::oil};

}  // namespace

double SectorColumn::all_goods() const {
  double sum = 0;
  for (const auto& [good, value] : goods) sum += value;
  return sum;
}

SectorColumns::SectorColumns(const Benchmark& benchmark)
    : benchmark_(benchmark), fuels_(benchmark), power_(sector_with_role(benchmark, SectorRole::electricity)) {}

std::optional<Fuel> SectorColumns::burnt(Sector good, Purpose purpose) const {
  const std::optional<Fuel> fuel = fuels_.fuel(good);
  return purpose.valid() || fuel == Fuel::crude ? std::nullopt : fuel;
}

PurchaseKind SectorColumns::kind_of(const UseFlow& flow) const {
  if (flow.good == power_) return {PurchaseKind::Kind::common, {}};
  if (const auto fuel = burnt(flow.good, flow.purpose)) return {PurchaseKind::Kind::fuel, *fuel};
  if (fuels_.is_fuel(flow.good)) return {PurchaseKind::Kind::common, {}};
  for (const Fuel fuel : burnt_fuels) {
    const Purpose delivery = benchmark_.find_purpose(purpose::delivery(fuel));
    if (delivery.valid() && flow.purpose == delivery) return {PurchaseKind::Kind::fuel, fuel};
  }
  return {};
}

void SectorColumns::add_use(Region region, SectorColumn& column) const {
  const Purpose delivery = benchmark_.find_purpose(purpose::electricity_delivery);
  for (const UseFlow& flow : benchmark_.use) {
    const double value = flow.value_musd + flow.tax_musd;
    if (flow.region == region && delivery.valid() && flow.purpose == delivery) column.deliveries += value;
    if (flow.region != region || !is_power(flow.user)) continue;
    const PurchaseKind kind = kind_of(flow);
    if (kind.kind == PurchaseKind::Kind::fuel)
      column.fuel[kind.fuel] += value;
    else if (kind.kind == PurchaseKind::Kind::common)
      column.common += value;
    else
      column.goods[flow.good] += value;
    column.output += value;
  }
}

SectorColumn SectorColumns::column(Region region) const {
  SectorColumn column;
  add_use(region, column);
  for (const EnergyFlow& flow : benchmark_.energy) {
    if (flow.region != region || !is_power(flow.user)) continue;
    if (const auto fuel = burnt(flow.fuel, flow.purpose)) column.pj[*fuel] += flow.pj;
  }
  for (const FactorFlow& flow : benchmark_.value_added) {
    if (flow.region != region || flow.sector != power_) continue;
    const double value = flow.value_musd + flow.tax_musd;
    const FactorRole role = benchmark_.factors[static_cast<std::size_t>(flow.factor.index)].role;
    if (role == FactorRole::labour) column.labour += value;
    if (role == FactorRole::capital) column.capital += value;
    column.output += value;
  }
  for (const OutputTax& tax : benchmark_.output_tax)
    if (tax.region == region && tax.sector == power_) column.output += tax.tax_musd;
  return column;
}

}  // namespace etslink
