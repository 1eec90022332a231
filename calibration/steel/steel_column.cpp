// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/steel_column.h"

#include "calibration/fuels/physical_recipe.h"

namespace etslink {

double SteelColumn::energy(const Bought& bought) const {
  const auto found = pj.find(bought);
  return found == pj.end() ? 0 : found->second;
}

SteelColumn steel_column(const Benchmark& benchmark, Region region, Sector steel) {
  SteelColumn column;
  const User user{User::Kind::sector, steel.index};
  for (const UseFlow& flow : benchmark.use) {
    if (flow.region != region || flow.user != user) continue;
    column.spent[{flow.good, flow.purpose}] += flow.value_musd + flow.tax_musd;
    column.output += flow.value_musd + flow.tax_musd;
  }
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.region == region && flow.user == user) column.pj[{flow.fuel, flow.purpose}] += flow.pj;
  for (const EmissionFlow& flow : benchmark.emissions)
    if (flow.region == region && flow.user == user)
      (flow.fuel ? column.co2[{*flow.fuel, flow.purpose}] : column.process) += co2_equivalent(flow);
  for (const FactorFlow& flow : benchmark.value_added) {
    if (flow.region != region || flow.sector != steel) continue;
    const double value = flow.value_musd + flow.tax_musd;
    const FactorRole role = benchmark.factors[static_cast<std::size_t>(flow.factor.index)].role;
    if (role == FactorRole::labour) column.labour += value;
    if (role == FactorRole::capital) column.capital += value;
    column.output += value;
  }
  for (const OutputTax& tax : benchmark.output_tax)
    if (tax.region == region && tax.sector == steel) column.output += tax.tax_musd;
  return column;
}

Bought SteelPurchases::coking_coal() const {
  return {FuelSectors(benchmark_).sector(Fuel::coal), benchmark_.find_purpose(purpose::coking)};
}

std::vector<Bought> SteelPurchases::with_purpose(const std::string& purpose) const {
  const Purpose wanted = benchmark_.find_purpose(purpose);
  std::vector<Bought> result;
  for (const auto& [bought, value] : column_.spent)
    if (wanted.valid() && bought.purpose == wanted) result.push_back(bought);
  return result;
}

std::vector<Bought> SteelPurchases::goods(const std::vector<std::string>& codes) const {
  std::vector<Bought> result;
  for (const std::string& code : codes) {
    const Bought bought{benchmark_.find_sector(code), {}};
    if (bought.good.valid() && column_.spent.contains(bought)) result.push_back(bought);
  }
  return result;
}

}  // namespace etslink
