// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/energy_tables.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "model/number_text.h"

namespace etslink {
namespace {

class EnergyBooks {
 public:
  EnergyBooks(const Benchmark& benchmark, const Co2Targets& targets, const PhysicalRecipe& recipe,
              const std::vector<MovedPurchase>& moved)
      : benchmark_(benchmark), targets_(targets), recipe_(recipe), moved_(moved), fuels_(benchmark) {
    for (const Fuel fuel : all_fuels) tables_.use_pj[fuel] = tables_.production_pj[fuel] = zero();
    tables_.other_oil = {zero(), zero()};
  }

  EnergyTables build() {
    enter_energy();
    enter_money();
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) add_other_oil(region);
    tables_.use_pj = sums();
    refine_crude();
    tables_.use_pj = sums();
    produce();
    for (auto& [key, entry] : use_) {
      entry.wanted_musd = entry.value_musd;
      if (entry.pj() > 0) tables_.use.push_back(entry);
      if (entry.pj() <= 0 && entry.value_musd + entry.tax_musd != 0) tables_.without_energy.push_back(entry);
    }
    return std::move(tables_);
  }

 private:
  using Key = std::tuple<Region, Fuel, User>;

  [[nodiscard]] Eigen::VectorXd zero() const { return Eigen::VectorXd::Zero(benchmark_.region_count()); }
  [[nodiscard]] User user_of(Sector sector) const { return {User::Kind::sector, sector.index}; }

  FuelUse& use(Region region, Fuel fuel, User user) {
    FuelUse& entry = use_[{region, fuel, user}];
    entry.region = region;
    entry.fuel = fuel;
    entry.user = user;
    return entry;
  }

  void enter_energy() {
    for (const EnergyFlow& flow : benchmark_.energy)
      if (const auto fuel = fuels_.fuel(flow.fuel)) use(flow.region, *fuel, flow.user).burnt_pj += flow.pj;
  }

  void enter_money() {
    for (const UseFlow& flow : benchmark_.use) {
      const auto fuel = fuels_.fuel(flow.good);
      if (!fuel || flow.user.kind == User::Kind::stock_change) continue;
      FuelUse& entry = use(flow.region, *fuel, flow.user);
      entry.value_musd += flow.value_musd;
      entry.tax_musd += flow.tax_musd;
    }
    for (const MovedPurchase& purchase : moved_) {
      FuelUse& entry = use(purchase.region, *fuels_.fuel(purchase.fuel), purchase.user);
      entry.value_musd += purchase.value_musd;
      entry.tax_musd += purchase.tax_musd;
      entry.moved_musd += purchase.value_musd + purchase.tax_musd;
    }
  }

  // Users of the recipe have feedstock or bunkers as far as their money buys more refined oil than they burn, in total
  // no more than the published consumption less what is burnt.
  void add_other_oil(Region region) {
    double burnt = 0;
    for (const auto& [key, entry] : use_)
      if (entry.region == region && entry.fuel == Fuel::oil) burnt += entry.burnt_pj;
    const double published =
        std::max(0.0, targets_.consumption_pj(region.index, static_cast<int>(Co2Source::oil)) - burnt);
    std::map<std::string, double> affordable;
    double sum = 0;
    for (const auto& [code, word] : recipe_.other_use) {
      const FuelUse& entry = use(region, Fuel::oil, user_of(benchmark_.find_sector(code)));
      sum += affordable[code] = std::max(0.0, entry.value_musd / recipe_.price.oil - entry.burnt_pj);
    }
    tables_.other_oil.published(region.index) = published;
    if (sum <= 0) return;
    for (const auto& [code, word] : recipe_.other_use) {
      FuelUse& entry = use(region, Fuel::oil, user_of(benchmark_.find_sector(code)));
      entry.other_pj = affordable[code] * std::min(1.0, published / sum);
      if (entry.other_pj > 0) entry.other = word;
    }
    tables_.other_oil.carried(region.index) = std::min(published, sum);
  }

  [[nodiscard]] ByFuel<Eigen::VectorXd> sums() const {
    ByFuel<Eigen::VectorXd> result;
    for (const Fuel fuel : all_fuels) result[fuel] = zero();
    for (const auto& [key, entry] : use_) result[entry.fuel](entry.region.index) += entry.pj();
    return result;
  }

  // Refined oil is made by throughput, and of as much crude oil: what refineries burn themselves is use of their
  // product.
  void refine_crude() {
    for (auto& [key, entry] : use_)
      if (entry.fuel == Fuel::crude) entry.burnt_pj = 0;
    Eigen::VectorXd throughput = zero();
    for (const auto& [code, amount] : recipe_.throughput) throughput(benchmark_.find_region(code).index) = amount;
    tables_.production_pj[Fuel::oil] = throughput;
    drop_missing_sectors(Fuel::oil);
    scale_production(Fuel::oil);
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index)
      use(region, Fuel::crude, user_of(fuels_.sector(Fuel::oil))).burnt_pj =
          tables_.production_pj[Fuel::oil](region.index);
  }

  void produce() {
    const std::pair<Fuel, Co2Source> columns[] = {
        {Fuel::coal, Co2Source::coal}, {Fuel::gas, Co2Source::gas}, {Fuel::crude, Co2Source::oil}};
    for (const auto& [fuel, source] : columns) {
      tables_.production_pj[fuel] = targets_.production_pj.col(static_cast<int>(source));
      drop_missing_sectors(fuel);
      scale_production(fuel);
    }
  }

  [[nodiscard]] bool has_output(Region region, Sector sector) const {
    return std::any_of(benchmark_.value_added.begin(), benchmark_.value_added.end(), [&](const FactorFlow& flow) {
      return flow.region == region && flow.sector == sector && flow.value_musd > 0;
    });
  }

  void drop_missing_sectors(Fuel fuel) {
    Eigen::VectorXd& production = tables_.production_pj[fuel];
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) {
      if (production(region.index) == 0 || has_output(region, fuels_.sector(fuel))) continue;
      list(benchmark_.sectors[fuels_.sector(fuel).index].code + ", " + benchmark_.regions[region.index].code,
           "no such sector in the benchmark: its production is left out", production(region.index),
           fuel == Fuel::oil ? "million barrels a day" : "PJ");
      production(region.index) = 0;
    }
  }

  void scale_production(Fuel fuel) {
    const double produced = tables_.production_pj[fuel].sum(), used = tables_.use_pj[fuel].sum();
    if (used > 0 && produced <= 0)
      throw InputError(recipe_.at("physical_accounts"), "the world uses " + rounded_text(used, 4) + " PJ of " +
                                                            fuel_word(fuel) + ", and no region produces any");
    tables_.scale[fuel] = produced > 0 ? used / produced : 1;
    tables_.production_pj[fuel] *= tables_.scale[fuel];
    if (fuel != Fuel::oil)
      list(fuel_word(fuel) + ", world", "published production is scaled to use by", tables_.scale[fuel], "ratio");
  }

  void list(const std::string& place, const std::string& what, double size, const std::string& unit) {
    tables_.adjustments.push_back({"energy accounts", place, what, size, unit});
  }

  const Benchmark& benchmark_;
  const Co2Targets& targets_;
  const PhysicalRecipe& recipe_;
  const std::vector<MovedPurchase>& moved_;
  FuelSectors fuels_;
  std::map<Key, FuelUse> use_;
  EnergyTables tables_;
};

}  // namespace

EnergyTables energy_tables(const Benchmark& benchmark, const Co2Targets& targets, const PhysicalRecipe& recipe,
                           const std::vector<MovedPurchase>& moved) {
  return EnergyBooks(benchmark, targets, recipe, moved).build();
}

}  // namespace etslink
