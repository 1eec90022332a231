// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/rest_of_economy.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "calibration/electricity/electricity_records.h"
#include "calibration/fuels/rest_conditions.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

User user_of(Sector sector) { return {User::Kind::sector, sector.index}; }

class Rest {
 public:
  Rest(Benchmark& benchmark, const FuelRecords& fixed, const PhysicalRecipe& recipe)
      : benchmark_(benchmark), recipe_(recipe), fuels_(benchmark), fixed_(fixed), fixed_sums_(fixed) {
    require(benchmark.margins.empty() && benchmark.make.empty(), "a benchmark of the calibration");
    kept_ = economy_totals(benchmark);
    for (const OutputVolume& volume : fixed.volumes) fixed_goods_.insert(volume.good);
    for (const Fuel fuel : all_fuels) fixed_goods_.insert(fuels_.sector(fuel));
  }

  RestBalance balance(const FuelAccounts& accounts) {
    remove_fuels();
    std::map<std::pair<Region, User>, double> freed;
    for (const DeliveredFuel& entry : accounts.delivered) freed[{entry.use.region, entry.use.user}] += entry.freed();
    for (const FuelUse& entry : accounts.tables.without_energy)
      freed[{entry.region, entry.user}] += entry.value_musd + entry.tax_musd;
    before_ = values();
    scale_fuel_sectors();
    spend(freed, recipe_.other_goods, {});
    if (!accounts.electricity.empty()) {
      scale_power_sectors();
      spend(accounts.electricity.freed(), recipe_.electricity.accounts.holders, recipe_.electricity.accounts.holders);
    }
    drop_empty_rows();
    const EntropySolution solution =
        minimise_entropy(rest_problem({benchmark_, fixed_, fixed_sums_, kept_, recipe_.value_added_weight}));
    if (solution.largest_gap > 1e-11)
      throw InputError(recipe_.at("physical_accounts"),
                       "no economy beside these fuels keeps its totals; farthest: " + solution.worst + " (gap " +
                           rounded_text(solution.largest_gap, 3) + ")");
    set_flows(benchmark_, solution.value);
    RestBalance result{solution.iterations, solution.largest_gap, moved()};
    set_output_taxes();
    return result;
  }

 private:
  using FlowValues = std::map<std::string, double>;

  [[nodiscard]] std::string region_code(Region region) const { return benchmark_.regions[region.index].code; }
  [[nodiscard]] std::string sector_code(Sector sector) const { return benchmark_.sectors[sector.index].code; }

  // Fuels, and electricity where it has accounts: their flows are the records.
  [[nodiscard]] bool is_fixed(Sector good) const { return fixed_goods_.count(good) > 0; }

  [[nodiscard]] bool is_closed(Region region, const User& user) const {
    if (user.kind != User::Kind::sector || !is_fixed(Sector{user.index})) return false;
    return fixed_sums_.sales_of(region, Sector{user.index}) <= 0;
  }

  void remove_fuels() {
    std::erase_if(benchmark_.use,
                  [&](const UseFlow& flow) { return is_fixed(flow.good) || is_closed(flow.region, flow.user); });
    std::erase_if(benchmark_.trade, [&](const TradeFlow& flow) { return is_fixed(flow.good); });
    std::erase_if(benchmark_.value_added,
                  [&](const FactorFlow& flow) { return is_closed(flow.region, user_of(flow.sector)); });
  }

  void drop_empty_rows() {
    std::erase_if(benchmark_.use, [](const UseFlow& flow) { return flow.value_musd == 0; });
    std::erase_if(benchmark_.trade, [](const TradeFlow& flow) { return flow.value_musd <= 0; });
    std::erase_if(benchmark_.value_added, [](const FactorFlow& flow) { return flow.value_musd <= 0; });
  }

  // Inputs and factors of a fuel sector share what its output leaves after fuels.
  void scale_fuel_sectors() {
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) {
      for (const Fuel fuel : all_fuels) {
        const Sector sector = fuels_.sector(fuel);
        const double output = fixed_sums_.sales_of(region, sector);
        if (output <= 0) continue;
        const double left =
            output * kept_.net_of_output_tax(region, sector) - fixed_sums_.cost_of(region, user_of(sector));
        double now = 0;
        for_costs(region, sector, [&](double& value, double& tax) { now += value + tax; });
        if (left <= 0 || now <= 0) refuse(region, sector, {output, left});
        for_costs(region, sector, [&](double& value, double& tax) {
          value *= left / now;
          tax *= left / now;
        });
      }
    }
  }

  void scale_power_sectors() {
    const Sector power = sector_with_role(benchmark_, SectorRole::electricity);
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) {
      const double output = fixed_sums_.sales_of(region, power);
      const double left = output * kept_.net_of_output_tax(region, power) - fixed_sums_.cost_of(region, user_of(power));
      if (!set_power_costs(benchmark_, region, left, recipe_.electricity.accounts))
        refuse(region, power, {output, left});
    }
  }

  struct Output {
    double value, left;
  };
  [[noreturn]] void refuse(Region region, Sector sector, Output output) const {
    throw InputError(recipe_.at("physical_accounts.price"),
                     "output of " + sector_code(sector) + ", " + region_code(region) + " is worth " +
                         rounded_text(output.value, 6) + " million USD; after its fuels and taxes " +
                         rounded_text(output.left, 6) + " are left for other inputs and factors");
  }

  template <class Change>
  void for_costs(Region region, Sector sector, const Change& change) {
    for (UseFlow& flow : benchmark_.use)
      if (flow.region == region && flow.user == user_of(sector)) change(flow.value_musd, flow.tax_musd);
    for (FactorFlow& flow : benchmark_.value_added)
      if (flow.region == region && flow.sector == sector) change(flow.value_musd, flow.tax_musd);
  }

  // What a user pays less is spent on goods of the first list; what it pays more is saved on those of the second, or on
  // all goods where it is empty.
  void spend(const std::map<std::pair<Region, User>, double>& freed, const std::vector<std::string>& gaining,
             const std::vector<std::string>& paying) {
    for (const auto& [who, amount] : freed) {
      if (who.second.kind == User::Kind::sector && is_fixed(Sector{who.second.index})) continue;
      const std::vector<std::string>& goods = amount > 0 ? gaining : paying;
      std::vector<UseFlow*> rows;
      double sum = 0;
      for (UseFlow& flow : benchmark_.use) {
        const bool takes = (amount < 0 && goods.empty()) || find_position(goods, sector_code(flow.good)) >= 0;
        if (flow.region != who.first || flow.user != who.second || !takes) continue;
        rows.push_back(&flow);
        sum += flow.value_musd;
      }
      const double factor = sum > 0 ? std::max(recipe_.least_factor, 1 + amount / sum) : 1;
      for (UseFlow* row : rows) {
        row->value_musd *= factor;
        row->tax_musd *= factor;
      }
    }
  }

  [[nodiscard]] FlowValues values() const {
    FlowValues result;
    for (const UseFlow& flow : benchmark_.use)
      result["purchase: " + benchmark_.purchase_code(flow.good, flow.purpose) + ", " + benchmark_.user_code(flow.user) +
             ", " + region_code(flow.region) +
             (flow.origin.kind == Origin::Kind::domestic ? ", domestic" : ", imported")] += flow.value_musd;
    for (const FactorFlow& flow : benchmark_.value_added)
      result["value added: " + sector_code(flow.sector) + ", " + benchmark_.factors[flow.factor.index].code + ", " +
             region_code(flow.region)] += flow.value_musd;
    for (const TradeFlow& flow : benchmark_.trade)
      result["trade: " + sector_code(flow.good) + ", " + region_code(flow.exporter) + " to " +
             region_code(flow.importer)] += flow.value_musd;
    return result;
  }

  [[nodiscard]] std::vector<MovedFlow> moved() const {
    const FlowValues after = values();
    std::vector<MovedFlow> result;
    for (const auto& [name, value] : before_) {
      const auto now = after.find(name);
      result.push_back({name, value, now == after.end() ? 0 : now->second});
    }
    std::stable_sort(result.begin(), result.end(), [](const MovedFlow& a, const MovedFlow& b) {
      return std::abs(a.after - a.before) > std::abs(b.after - b.before);
    });
    return result;
  }

  void set_output_taxes() {
    std::map<std::pair<Region, Sector>, double> output = fixed_sums_.sales;
    for (const UseFlow& flow : benchmark_.use)
      if (flow.origin.kind == Origin::Kind::domestic) output[{flow.region, flow.good}] += flow.value_musd;
    for (const TradeFlow& flow : benchmark_.trade) output[{flow.exporter, flow.good}] += flow.value_musd;
    for (OutputTax& tax : benchmark_.output_tax)
      tax.tax_musd = kept_.output_tax_rate[{tax.region, tax.sector}] * output[{tax.region, tax.sector}];
    std::erase_if(benchmark_.output_tax, [](const OutputTax& tax) { return tax.tax_musd == 0; });
  }

  Benchmark& benchmark_;
  const PhysicalRecipe& recipe_;
  FuelSectors fuels_;
  std::set<Sector> fixed_goods_;
  const FuelRecords& fixed_;
  FixedSums fixed_sums_;
  EconomyTotals kept_;
  FlowValues before_;
};

auto row_key(const UseFlow& flow) { return std::tuple(flow.region, flow.good, flow.user, flow.origin, flow.purpose); }

}  // namespace

RestBalance balance_rest(Benchmark& benchmark, const FuelAccounts& accounts, const FuelRecords& fixed,
                         const PhysicalRecipe& recipe) {
  return Rest(benchmark, fixed, recipe).balance(accounts);
}

void add_fuel_records(Benchmark& benchmark, const FuelRecords& fixed) {
  benchmark.use.insert(benchmark.use.end(), fixed.use.begin(), fixed.use.end());
  std::stable_sort(benchmark.use.begin(), benchmark.use.end(),
                   [](const UseFlow& a, const UseFlow& b) { return row_key(a) < row_key(b); });
  benchmark.trade.insert(benchmark.trade.end(), fixed.trade.begin(), fixed.trade.end());
  std::stable_sort(benchmark.trade.begin(), benchmark.trade.end(), [](const TradeFlow& a, const TradeFlow& b) {
    return std::tuple(a.exporter, a.good, a.importer) < std::tuple(b.exporter, b.good, b.importer);
  });
  benchmark.margins = fixed.margins;
  benchmark.margin_supply = fixed.margin_supply;
  benchmark.energy = fixed.energy;
  benchmark.output_volumes = fixed.volumes;
}

}  // namespace etslink
