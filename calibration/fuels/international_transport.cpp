// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/international_transport.h"

#include <algorithm>

#include "calibration/benchmark_totals.h"
#include "calibration/csv.h"
#include "calibration/fuels/fuel.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"
#include "model/inventory.h"
#include "model/number_text.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

constexpr double largest_exported_part = 0.95;  // of the exports of the sector that is split
constexpr double largest_part = 0.9;            // of its costs and of its sales

// CO2 of a row of the recipe's file in the year of the table.
double published_mt(const CsvTable& csv, const BunkersRecipe& recipe, const std::string& row_name) {
  KeyedRows once(csv, {"region", "year"});
  double mt = -1;
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.text(row, "region") != row_name) continue;
    if (csv.has_column("year") && csv.integer(row, csv.column("year")) != recipe.year) continue;
    once.take(row);
    mt = nonnegative(csv, row, recipe.column);
  }
  if (mt < 0)
    throw InputError(end_of(csv), "no row for " + row_name +
                                      (csv.has_column("year") ? " in " + std::to_string(recipe.year) : std::string()));
  return mt;
}

// Rows of a sector are divided between it and the new one.
class Split {
 public:
  Split(Benchmark& benchmark, const TransportSplit& split)
      : benchmark_(benchmark),
        fuel_(split.fuel),
        bunkers_(split.recipe),
        oil_price_(split.oil_price),
        from_(benchmark.find_sector(bunkers_.from)),
        to_{benchmark.sector_count()},
        oil_(FuelSectors(benchmark).sector(Fuel::oil)) {
    benchmark_.sectors.push_back({bunkers_.code, bunkers_.name, SectorRole::international_transport});
  }

  void run() {
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) measure(region);
    split_sales();
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) {
      split_costs(region);
      add_fuel(region);
    }
    split_output_taxes();
    copy_elasticities();
  }

  [[nodiscard]] Adjustments adjustments() const { return adjustments_; }

 private:
  // Of one region [million USD].
  struct Size {
    double output = 0;                   // of the new sector, at market price
    double fuel = 0;                     // its bunker fuel
    double of_exports = 0, of_home = 0;  // its parts of the exports and of the sales at home of the old one
    double tax_rate = 0;                 // on output, of both
  };

  [[nodiscard]] std::string code(Region region) const { return benchmark_.regions[region.index].code; }
  [[nodiscard]] static User user(Sector sector) { return {User::Kind::sector, sector.index}; }

  void measure(Region region) {
    Size& size = sizes_.emplace_back();
    size.fuel = fuel_.pj(region.index) * oil_price_;
    if (size.fuel <= 0) return;
    double exports = 0, home = 0, stocks = 0, tax = 0;
    for (const TradeFlow& flow : benchmark_.trade)
      if (flow.exporter == region && flow.good == from_) exports += flow.value_musd;
    for (const UseFlow& flow : benchmark_.use) {
      if (flow.region != region || flow.good != from_ || flow.origin.kind != Origin::Kind::domestic) continue;
      (flow.user.kind == User::Kind::stock_change ? stocks : home) += flow.value_musd;
    }
    for (const OutputTax& row : benchmark_.output_tax)
      if (row.region == region && row.sector == from_) tax += row.tax_musd;
    const double sales = exports + home + stocks;
    size.tax_rate = sales > 0 ? tax / sales : 0;
    size.output = size.fuel / bunkers_.fuel_share / (1 - size.tax_rate);
    const double abroad = std::min(bunkers_.export_share * size.output, largest_exported_part * exports);
    size.of_exports = exports > 0 ? abroad / exports : 0;
    size.of_home = home > 0 ? (size.output - abroad) / home : 1;
    if (size.of_home > largest_part)
      throw InputError(bunkers_.at, "international transport of " + code(region) + " is worth " +
                                        rounded_text(size.output, 6) +
                                        " million USD (bunker fuel / fuel_share), too much of the sales of " +
                                        bunkers_.from + ", " + rounded_text(sales, 6));
  }

  // Users buy of both at home in the same proportion, of imports in that of all exporters to their region.
  void split_sales() {
    std::vector<double> imports(sizes_.size(), 0), taken(sizes_.size(), 0);
    const std::size_t trade_rows = benchmark_.trade.size(), use_rows = benchmark_.use.size();
    for (std::size_t i = 0; i < trade_rows; ++i) {
      if (benchmark_.trade[i].good != from_) continue;
      TradeFlow part = benchmark_.trade[i];
      const double share = sizes_[part.exporter.index].of_exports;
      const double value = part.value_musd + part.export_tax_musd + part.tariff_musd;
      imports[part.importer.index] += value;
      taken[part.importer.index] += share * value;
      part.good = to_;
      for (double TradeFlow::*member : {&TradeFlow::value_musd, &TradeFlow::export_tax_musd, &TradeFlow::tariff_musd}) {
        part.*member *= share;
        benchmark_.trade[i].*member -= part.*member;
      }
      if (share > 0) benchmark_.trade.push_back(part);
    }
    for (std::size_t i = 0; i < use_rows; ++i) {
      UseFlow part = benchmark_.use[i];
      if (part.good != from_) continue;
      const bool is_domestic = part.origin.kind == Origin::Kind::domestic;
      const int r = part.region.index;
      const bool is_stock = part.user.kind == User::Kind::stock_change;
      const double share = !is_domestic ? (imports[r] > 0 ? taken[r] / imports[r] : 0)
                           : is_stock   ? 0
                                        : sizes_[r].of_home;
      part.good = to_;
      divide(i, part, share);
    }
  }

  // The row i keeps what the part, a copy of it for another good or user, does not take.
  void divide(std::size_t i, UseFlow part, double share) {
    if (share == 0) return;
    part.value_musd *= share;
    part.tax_musd *= share;
    benchmark_.use[i].value_musd -= part.value_musd;
    benchmark_.use[i].tax_musd -= part.tax_musd;
    benchmark_.use.push_back(part);
  }

  [[nodiscard]] bool is_energy_good(Sector good) const { return is_energy(benchmark_.sectors[good.index].role); }

  // Other costs than energy, in the same proportions; what the old sector's oil money does not carry is saved on them.
  void split_costs(Region region) {
    const Size& size = sizes_[static_cast<std::size_t>(region.index)];
    if (size.fuel <= 0) return;
    double others = 0;
    for (const UseFlow& flow : benchmark_.use)
      if (flow.region == region && flow.user == user(from_) && !is_energy_good(flow.good))
        others += flow.value_musd + flow.tax_musd;
    for (const FactorFlow& flow : benchmark_.value_added)
      if (flow.region == region && flow.sector == from_) others += flow.value_musd + flow.tax_musd;
    const double carried = take_oil(region, size.fuel), saved = size.fuel - carried;
    const double share = (size.output * (1 - size.tax_rate) - size.fuel) / others, rest = 1 - share - saved / others;
    if (rest < 1 - largest_part)
      throw InputError(bunkers_.at, "international transport of " + code(region) + " takes more than " +
                                        rounded_text(100 * largest_part, 3) + " % of the costs of " + bunkers_.from);
    for (std::size_t i = 0, rows = benchmark_.use.size(); i < rows; ++i) {
      UseFlow& flow = benchmark_.use[i];
      if (flow.region != region || flow.user != user(from_) || is_energy_good(flow.good)) continue;
      benchmark_.use.push_back(scaled(flow, share));
      benchmark_.use[i] = scaled_same(benchmark_.use[i], rest);
    }
    for (std::size_t i = 0, rows = benchmark_.value_added.size(); i < rows; ++i) {
      FactorFlow part = benchmark_.value_added[i];
      if (part.region != region || part.sector != from_) continue;
      benchmark_.value_added[i].value_musd *= rest;
      benchmark_.value_added[i].tax_musd *= rest;
      part.sector = to_;
      part.value_musd *= share;
      part.tax_musd *= share;
      benchmark_.value_added.push_back(part);
    }
    adjustments_.push_back(
        {"international transport", code(region),
         "bunker fuel that purchases of " + bunkers_.from + " do not carry in money: saved on its other costs", saved,
         "million USD"});
  }

  [[nodiscard]] static UseFlow scaled_same(UseFlow flow, double factor) {
    flow.value_musd *= factor;
    flow.tax_musd *= factor;
    return flow;
  }
  [[nodiscard]] UseFlow scaled(const UseFlow& flow, double factor) const {
    UseFlow part = scaled_same(flow, factor);
    part.user = user(to_);
    return part;
  }

  // Moves the bunker fuel in the mix of origins that the old sector buys, as far as its money exceeds what it burns;
  // the new sector has all of it. Taxes stay: bunkers pay none. Returns what moved.
  double take_oil(Region region, double wanted) {
    double money = 0, burnt = 0;
    for (const UseFlow& flow : benchmark_.use)
      if (flow.region == region && flow.user == user(from_) && flow.good == oil_) money += flow.value_musd;
    for (const EnergyFlow& flow : benchmark_.energy)
      if (flow.region == region && flow.user == user(from_) && flow.fuel == oil_) burnt += flow.pj;
    if (money <= 0)
      throw InputError(bunkers_.at,
                       bunkers_.from + " of " + code(region) + " buys no refined oil, and has no bunker fuel");
    const double moved = std::clamp(money - burnt * oil_price_, 0.0, wanted);
    for (std::size_t i = 0, rows = benchmark_.use.size(); i < rows; ++i) {
      UseFlow part = benchmark_.use[i];
      if (part.region != region || part.user != user(from_) || part.good != oil_) continue;
      benchmark_.use[i].value_musd *= 1 - moved / money;
      part.user = user(to_);
      part.value_musd *= wanted / money;
      part.tax_musd = 0;
      benchmark_.use.push_back(part);
    }
    return moved;
  }

  void add_fuel(Region region) {
    const double pj = fuel_.pj(region.index), mt = fuel_.mt(region.index);
    if (pj <= 0) return;
    benchmark_.energy.push_back({region, user(to_), oil_, pj, {}, {}});
    benchmark_.emissions.push_back({region, user(to_), oil_, {}, Gas::co2, mt, {}, {}});
  }

  void split_output_taxes() {
    for (std::size_t i = 0, rows = benchmark_.output_tax.size(); i < rows; ++i) {
      OutputTax part = benchmark_.output_tax[i];
      const Size& size = sizes_[static_cast<std::size_t>(part.region.index)];
      if (part.sector != from_ || size.output <= 0) continue;
      part.sector = to_;
      part.tax_musd = size.tax_rate * size.output;
      benchmark_.output_tax[i].tax_musd -= part.tax_musd;
      benchmark_.output_tax.push_back(part);
    }
  }

  void copy_elasticities() {
    for (std::size_t i = 0, rows = benchmark_.elasticities.size(); i < rows; ++i) {
      ElasticityEntry entry = benchmark_.elasticities[i];
      if (entry.sector != from_) continue;
      entry.sector = to_;
      benchmark_.elasticities.push_back(entry);
    }
  }

  Benchmark& benchmark_;
  const BunkerFuel& fuel_;
  const BunkersRecipe& bunkers_;
  double oil_price_;
  Sector from_, to_, oil_;
  std::vector<Size> sizes_;
  Adjustments adjustments_;
};

std::string number(double value) { return rounded_text(value, 4); }

}  // namespace

BunkerFuel bunker_fuel(const std::vector<std::string>& regions, const BunkersRecipe& bunkers) {
  const CsvTable csv = read_csv(bunkers.file);
  const auto count = static_cast<Eigen::Index>(regions.size());
  BunkerFuel fuel{Eigen::VectorXd::Zero(count), Eigen::VectorXd::Zero(count), 0};
  const double world = published_mt(csv, bunkers, bunkers.row);
  fuel.world_mt = published_mt(csv, bunkers, bunkers.world_row);
  for (const auto& [code, mt] : bunkers.co2_mt) fuel.mt(position_of(regions, code)) = mt;
  const double rest = world - fuel.mt.sum();
  if (rest < 0)
    throw InputError(bunkers.co2_at, "the regions emit " + rounded_text(fuel.mt.sum(), 6) +
                                         " Mt in international transport, the world " + rounded_text(world, 6));
  fuel.mt(position_of(regions, bunkers.rest)) = rest;
  constexpr double pj_per_mt = 1000;  // times t/TJ
  fuel.pj = fuel.mt * (pj_per_mt / bunkers.t_per_tj);
  return fuel;
}

Adjustments split_international_transport(Benchmark& benchmark, const TransportSplit& sizes) {
  Split split(benchmark, sizes);
  split.run();
  return split.adjustments();
}

ReportTable international_transport_table(const Benchmark& benchmark, const BunkerFuel& fuel) {
  ReportTable table{
      "International transport",
      "Aviation and shipping between countries, by the region that supplies the fuel. Its CO2 is in no region's "
      "inventory; the row of the world adds that of all inventories, and compares with the published total.",
      {"region", "CO2, Mt", "fuel, PJ", "fuel, % of costs", "output, million USD", "exported, %", "inventory, Mt",
       "with it, Mt", "published, Mt"},
      {}};
  const BenchmarkTotals totals = benchmark_totals(benchmark);
  const Sector sector = sector_with_role(benchmark, SectorRole::international_transport);
  const User user{User::Kind::sector, sector.index};
  double inventories = 0;
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    const std::size_t cell = totals.at(region, sector);
    double inventory = 0, oil = 0;
    for (const EmissionFlow& flow : benchmark.emissions)
      if (flow.region == region && is_in_inventory(benchmark, flow.user)) inventory += flow.mt;
    for (const UseFlow& flow : benchmark.use)
      if (flow.region == region && flow.user == user &&
          benchmark.sectors[flow.good.index].role == SectorRole::refined_oil)
        oil += flow.value_musd + flow.tax_musd;
    inventories += inventory;
    const double output = totals.use(cell), cost = totals.cost[cell] - totals.output_tax[cell];
    table.rows.push_back({benchmark.regions[region.index].code, number(fuel.mt(region.index)),
                          number(fuel.pj(region.index)), cost > 0 ? number(100 * oil / cost) : "-", number(output),
                          output > 0 ? number(100 * totals.exports[cell] / output) : "-", number(inventory), "", ""});
  }
  table.rows.push_back({"world", number(fuel.mt.sum()), number(fuel.pj.sum()), "", "", "", rounded_text(inventories, 6),
                        rounded_text(inventories + fuel.mt.sum(), 6), rounded_text(fuel.world_mt, 6)});
  return table;
}

}  // namespace etslink
