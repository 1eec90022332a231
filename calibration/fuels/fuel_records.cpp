// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/fuel_records.h"

#include <algorithm>
#include <map>

#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

// A part of what a user has of a fuel.
struct PurposePart {
  Purpose purpose;
  double pj = 0, tax = 0;
};

class RecordMaker {
 public:
  RecordMaker(const FuelAccounts& accounts, const Benchmark& benchmark, const PhysicalRecipe& recipe)
      : accounts_(accounts),
        benchmark_(benchmark),
        recipe_(recipe),
        fuels_(benchmark),
        coking_(coking_coal(benchmark, recipe)) {}

  FuelRecords build() {
    for (const DeliveredFuel& delivered : accounts_.delivered) {
      for (const PurposePart& part : parts(delivered)) add_purchase(delivered.use, part);
      add_services(delivered);
    }
    add_trade();
    add_volumes();
    return std::move(records_);
  }

 private:
  [[nodiscard]] Purpose purpose_of(const std::string& code) const { return benchmark_.find_purpose(code); }
  [[nodiscard]] Sector sector_of(const std::string& code) const { return benchmark_.find_sector(code); }

  [[nodiscard]] std::vector<PurposePart> parts(const DeliveredFuel& delivered) const {
    const FuelUse& use = delivered.use;
    std::vector<PurposePart> result;
    double plain = use.burnt_pj;
    if (use.user == User{User::Kind::sector, fuels_.sector(use.fuel).index}) {
      result.push_back({purpose_of(purpose::own_use), plain, 0});
      plain = 0;
    } else if (use.fuel == Fuel::coal && find_position(recipe_.coke.users, user_class(benchmark_, use.user)) >= 0) {
      const double coking = std::min(plain, coking_(use.region.index));
      if (coking > 0) result.push_back({purpose_of(purpose::coking), coking, 0});
      plain -= coking;
    }
    if (plain > 0) result.push_back({{}, plain, 0});
    for (PurposePart& part : result) part.tax = delivered.tax * part.pj / use.burnt_pj;
    if (use.other_pj > 0) result.push_back({purpose_of(use.other), use.other_pj, use.burnt_pj > 0 ? 0 : delivered.tax});
    return result;
  }

  // Every purchase has the region's mix of domestic and imported energy.
  void add_purchase(const FuelUse& use, const PurposePart& part) {
    const int region = use.region.index;
    const double domestic = accounts_.trade.pj[use.fuel](region, region) / accounts_.tables.use_pj[use.fuel](region);
    const Sector good = fuels_.sector(use.fuel);
    const double value = accounts_.prices.basic[use.fuel](region) * part.pj;
    for (const auto& [kind, share] :
         {std::pair(Origin::Kind::domestic, domestic), std::pair(Origin::Kind::imported, 1 - domestic)}) {
      if (share < 1e-12) continue;
      records_.use.push_back(
          {use.region, good, use.user, {kind, {}}, value * share, part.tax * share, {}, part.purpose});
    }
    records_.energy.push_back({use.region, use.user, good, part.pj, {}, part.purpose});
  }

  void add_services(const DeliveredFuel& delivered) {
    for (const auto& [code, share] : recipe_.delivery.services[delivered.use.fuel])
      add_service(delivered.use, sector_of(code), delivered.margin * share, purpose::delivery(delivered.use.fuel));
    if (delivered.coke > 0)
      add_service(delivered.use, sector_of(recipe_.coke.service), delivered.coke, purpose::coke_making);
  }

  void add_service(const FuelUse& use, Sector service, double value, const std::string& code) {
    if (value <= 0) return;
    records_.use.push_back(
        {use.region, service, use.user, {Origin::Kind::domestic, {}}, value, 0, {}, purpose_of(code)});
  }

  void add_trade() {
    const Sector service = sector_of(recipe_.trade.service);
    std::map<Region, double> supplied;
    for (const TradedFuel& flow : accounts_.traded) {
      const Sector good = fuels_.sector(flow.fuel);
      records_.trade.push_back({flow.exporter, good, flow.importer, flow.value, flow.export_tax, flow.tariff, {}});
      if (flow.margin <= 0) continue;
      records_.margins.push_back({flow.exporter, good, flow.importer, service, flow.margin, {}});
      supplied[flow.exporter] += flow.margin;
    }
    for (const auto& [region, value] : supplied) records_.margin_supply.push_back({region, service, value, {}});
  }

  void add_volumes() {
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index)
      for (const Fuel fuel : all_fuels)
        if (const double pj = accounts_.tables.production_pj[fuel](region.index); pj > 0)
          records_.volumes.push_back({region, fuels_.sector(fuel), VolumeUnit::petajoule, pj, {}});
  }

  const FuelAccounts& accounts_;
  const Benchmark& benchmark_;
  const PhysicalRecipe& recipe_;
  FuelSectors fuels_;
  Eigen::VectorXd coking_;
  FuelRecords records_;
};

}  // namespace

Eigen::VectorXd coking_coal(const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  const CokeRecipe& coke = recipe.coke;
  Eigen::VectorXd pj = Eigen::VectorXd::Zero(benchmark.region_count());
  if (coke.file.empty()) return pj;
  const CsvTable csv = read_csv(recipe.source(coke.file));
  KeyedRows once(csv, {"region", "route"});
  std::map<std::string, double> by_region;
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.text(row, "route") != coke.route) continue;
    once.take(row);
    by_region[csv.text(row, "region")] =
        number_between(csv, row, "mt", {0, 1e5}) * number_between(csv, row, "coal_gj_per_t", {0, 1000});
  }
  for (int region = 0; region < benchmark.region_count(); ++region)
    pj(region) = look_up(by_region, benchmark.regions[region].code,
                         {"no row of route " + coke.route + " for region", end_of(csv)});
  return pj;
}

FuelRecords fuel_records(const FuelAccounts& accounts, const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  return RecordMaker(accounts, benchmark, recipe).build();
}

}  // namespace etslink
