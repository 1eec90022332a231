// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_records.h"

#include <algorithm>

#include "calibration/fuels/physical_recipe.h"

namespace etslink {
namespace {

constexpr double pj_per_twh = 3.6;
constexpr double largest_rent = 0.9;  // export tax over the exporter's price

class Maker {
 public:
  Maker(FuelRecords& records, const ElectricityAccounts& accounts, const Benchmark& benchmark)
      : records_(records),
        accounts_(accounts),
        benchmark_(benchmark),
        power_(sector_with_role(benchmark, SectorRole::electricity)) {}

  void add_buyer(const ElectricityBuyer& buyer, const ElectricityAccountsRecipe& recipe) {
    if (buyer.twh <= 0) return;
    const double basic = price(buyer.region), delivery = accounts_.prices.delivery[at(buyer.region)][buyer.kind];
    add_purchase({buyer.region, buyer.user, {}, buyer.twh, (basic + delivery) * buyer.tax_rate() * buyer.twh});
    for (const auto& [code, part] : recipe.services)
      if (delivery * part > 0)
        records_.use.push_back({buyer.region,
                                benchmark_.find_sector(code),
                                buyer.user,
                                {Origin::Kind::domestic, {}},
                                delivery * part * buyer.twh,
                                0,
                                {},
                                benchmark_.find_purpose(purpose::electricity_delivery)});
  }

  void add_own(Region region) {
    const Generation& made = accounts_.generation[at(region)];
    const User itself{User::Kind::sector, power_.index};
    add_purchase({region, itself, benchmark_.find_purpose(purpose::own_use), made.own_use, 0});
    add_purchase({region, itself, benchmark_.find_purpose(purpose::losses), made.losses, 0});
    if (made.generated > 0) records_.volumes.push_back({region, power_, VolumeUnit::terawatt_hour, made.generated, {}});
  }

  void add_trade() {
    for (Region from{0}; from.index < benchmark_.region_count(); ++from.index) {
      for (Region to{0}; to.index < benchmark_.region_count(); ++to.index) {
        const double twh = accounts_.trade_twh(from.index, to.index);
        if (twh <= 0) continue;
        const double wedge = price(to) - price(from), rent = std::min(wedge, largest_rent * price(from));
        records_.trade.push_back({from, power_, to, price(from) * twh, rent * twh, (wedge - rent) * twh, {}});
      }
    }
  }

 private:
  struct Purchase {
    Region region;
    User user;
    Purpose purpose;
    double twh, tax;
  };

  void add_purchase(const Purchase& bought) {
    if (bought.twh <= 0) return;
    const double imported = accounts_.imports(bought.region) / accounts_.used(bought.region);
    for (const auto& [kind, share] :
         {std::pair(Origin::Kind::domestic, 1 - imported), std::pair(Origin::Kind::imported, imported)}) {
      if (share < 1e-12) continue;
      records_.use.push_back({bought.region,
                              power_,
                              bought.user,
                              {kind, {}},
                              price(bought.region) * bought.twh * share,
                              bought.tax * share,
                              {},
                              bought.purpose});
    }
    records_.energy.push_back({bought.region, bought.user, power_, pj_per_twh * bought.twh, {}, bought.purpose});
  }

  [[nodiscard]] static std::size_t at(Region region) { return static_cast<std::size_t>(region.index); }
  [[nodiscard]] double price(Region region) const { return accounts_.prices.basic[at(region)]; }

  FuelRecords& records_;
  const ElectricityAccounts& accounts_;
  const Benchmark& benchmark_;
  Sector power_;
};

// Costs of the power sector of a region that belong to one part of its networks.
class PowerCosts {
 public:
  PowerCosts(Benchmark& benchmark, Region region) : benchmark_(benchmark), region_(region) {
    power_ = sector_with_role(benchmark, SectorRole::electricity);
  }

  template <class Change>
  void visit(const std::string& code, const Change& change) {
    for (UseFlow& flow : benchmark_.use)
      if (flow.region == region_ && flow.user == User{User::Kind::sector, power_.index} &&
          (code.empty() || benchmark_.sectors[static_cast<std::size_t>(flow.good.index)].code == code))
        change(flow.value_musd, flow.tax_musd);
    for (FactorFlow& flow : benchmark_.value_added)
      if (flow.region == region_ && flow.sector == power_ &&
          (code.empty() || benchmark_.factors[static_cast<std::size_t>(flow.factor.index)].code == code))
        change(flow.value_musd, flow.tax_musd);
  }

  [[nodiscard]] double sum(const std::string& code = "") {
    double total = 0;
    visit(code, [&](double& value, double& tax) { total += value + tax; });
    return total;
  }

  void scale(const std::string& code, double factor) {
    visit(code, [&](double& value, double& tax) {
      value *= factor;
      tax *= factor;
    });
  }

 private:
  Benchmark& benchmark_;
  Region region_;
  Sector power_;
};

}  // namespace

void add_electricity_records(FuelRecords& records, const ElectricityAccounts& accounts, const Benchmark& benchmark,
                             const ElectricityAccountsRecipe& recipe) {
  if (accounts.empty()) return;
  Maker maker(records, accounts, benchmark);
  for (const ElectricityBuyer& buyer : accounts.buyers) maker.add_buyer(buyer, recipe);
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) maker.add_own(region);
  maker.add_trade();
}

bool set_power_costs(Benchmark& benchmark, Region region, double left, const ElectricityAccountsRecipe& recipe) {
  PowerCosts costs(benchmark, region);
  const double now = costs.sum();
  if (left <= 0 || now <= 0) return false;
  if (left > now) {
    double possible = 0;
    for (const auto& [code, part] : recipe.networks)
      if (costs.sum(code) > 0) possible += part;
    for (const auto& [code, part] : recipe.networks)
      if (const double sum = costs.sum(code); sum > 0) costs.scale(code, 1 + (left - now) * part / possible / sum);
  }
  costs.scale("", left / costs.sum());
  return true;
}

}  // namespace etslink
