// SPDX-License-Identifier: Apache-2.0
#include "calibration/report_checks.h"

#include <cmath>

#include "model/inventory.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// "-" where a ratio has no value because nothing is bought, used or made.
std::string number(double value) { return std::isfinite(value) ? rounded_text(value, 4) : "-"; }

// Final demand + exports - imports of the source table [million USD].
double source_gdp(const IoTable& source, int region) {
  return source.value_added.segment(source.row(region, 0), static_cast<int>(source.sectors.size())).sum();
}

ReportTable totals_table(const ReportInput& input) {
  ReportTable table{"Final demand and net exports",
                    "Before tariffs and taxes on purchases, billion USD; the source is the input-output table before "
                    "all corrections.",
                    {"region", "final demand", "exports", "imports", "sum", "source", "deviation %"},
                    {}};
  const std::vector<RegionTotals> totals = region_totals(input.benchmark);
  for (int region = 0; region < static_cast<int>(totals.size()); ++region) {
    const RegionTotals& here = totals[region];
    const double sum = here.final_demand + here.exports - here.imports, source = source_gdp(input.source, region);
    table.rows.push_back({input.benchmark.regions[region].code, number(here.final_demand / 1000),
                          number(here.exports / 1000), number(here.imports / 1000), number(sum / 1000),
                          number(source / 1000), number(100 * (sum / source - 1))});
  }
  return table;
}

// Good that carries a source of CO2, empty for processes.
std::string carrier_of(const ReportInput& input, int source) {
  const auto good = input.recipe.co2.fuel_good.find(co2_source_names()[source]);
  return good == input.recipe.co2.fuel_good.end() ? "" : good->second;
}

ReportTable co2_table(const ReportInput& input) {
  ReportTable table{
      "CO2 by region and source",
      "Mt CO2 in the inventory of the region; in brackets the published total. Fuels that are bought as one good are "
      "added up, and appear in each of their columns.",
      {"region"},
      {}};
  for (const std::string& name : co2_source_names()) table.columns.push_back(name);
  for (int region = 0; region < static_cast<int>(input.benchmark.regions.size()); ++region) {
    std::vector<std::string> row{input.benchmark.regions[region].code};
    for (int source = 0; source < co2_source_count; ++source) {
      const std::string good = carrier_of(input, source);
      double published = 0;
      for (int other = 0; other < co2_source_count; ++other)
        if (carrier_of(input, other) == good) published += input.targets.totals_mt(region, other);
      const Sector fuel = good.empty() ? Sector{} : input.benchmark.find_sector(good);
      row.push_back(number(inventory_co2(input.benchmark, Region{region}, fuel)) + " (" + number(published) + ")");
    }
    table.rows.push_back(row);
  }
  return table;
}

// "4.1" or "4.1 !" where it is outside the range that fuels had in 2011.
std::string in_range(double value, double low, double high) {
  return number(value) + (std::isfinite(value) && (value < low || value > high) ? " !" : "");
}

Sector sector_of(const ReportInput& input, SectorRole role) {
  return input.benchmark.find_sector(input.recipe.sector_with(role));
}

ReportTable price_table(const ReportInput& input) {
  ReportTable table{
      "Implied prices of fuels",
      "USD/GJ at basic prices, purchases over energy use (crude oil: over refinery throughput). Plausible in "
      "2011: coal 1.5-8, gas 3-16, crude oil 6-18; `!` marks what lies outside.",
      {"region", "coal", "gas", "gas, power plants", "crude oil", "coal before floor", "crude before floor"},
      {}};
  const Sector coal = sector_of(input, SectorRole::coal), gas = sector_of(input, SectorRole::gas);
  const std::string refinery = input.recipe.sector_with(SectorRole::refined_oil);
  const std::string power = input.recipe.sector_with(SectorRole::electricity);
  for (int index = 0; index < static_cast<int>(input.benchmark.regions.size()); ++index) {
    const Region region{index};
    const auto price = [&](Sector good, const std::string& user) {
      return fuel_purchases(input.benchmark, region, good, user) / energy_of(input.benchmark, region, good, user);
    };
    const double crude = fuel_purchases(input.benchmark, region, sector_of(input, SectorRole::crude_oil), refinery);
    table.rows.push_back({input.benchmark.regions[index].code, in_range(price(coal, ""), 1.5, 8),
                          in_range(price(gas, ""), 3, 16), in_range(price(gas, power), 3, 16),
                          in_range(crude / input.prices.throughput_pj(index), 6, 18),
                          number(input.prices.implied_coal(index)), number(input.prices.implied_crude(index))});
  }
  return table;
}

ReportTable share_table(const ReportInput& input) {
  ReportTable table{"Cost shares and emission intensity",
                    "Purchases at basic prices over output, %, and t CO2 (fuels and processes) per 1000 USD of output.",
                    {"region", "sector", "output, bn USD", "coal", "oil", "gas", "electricity", "t CO2 per 1000 USD"},
                    {}};
  const SectorRole roles[] = {SectorRole::coal, SectorRole::refined_oil, SectorRole::gas, SectorRole::electricity};
  for (int index = 0; index < static_cast<int>(input.benchmark.regions.size()); ++index) {
    for (int sector = 0; sector < static_cast<int>(input.benchmark.sectors.size()); ++sector) {
      const std::string& code = input.benchmark.sectors[sector].code;
      const double output = sector_output(input.benchmark, Region{index}, Sector{sector});
      if (output <= 0) continue;
      std::vector<std::string> row{input.benchmark.regions[index].code, code, number(output / 1000)};
      for (const SectorRole role : roles)
        row.push_back(
            number(100 * fuel_purchases(input.benchmark, Region{index}, sector_of(input, role), code) / output));
      double mt = 0;
      for (const EmissionFlow& flow : input.benchmark.emissions)
        if (flow.region.index == index && input.benchmark.user_code(flow.user) == code) mt += flow.mt;
      row.push_back(number(1000 * mt / output));
      table.rows.push_back(row);
    }
  }
  return table;
}

ReportTable fuel_share_table(const ReportInput& input) {
  ReportTable table{"Fuel cost share of electricity",
                    "Coal, oil and gas over output at basic prices; plausible 0.10-0.35, `!` marks what lies outside.",
                    {"region", "share"},
                    {}};
  const std::string power = input.recipe.sector_with(SectorRole::electricity);
  for (int index = 0; index < static_cast<int>(input.benchmark.regions.size()); ++index) {
    double fuel = 0;
    for (const SectorRole role : {SectorRole::coal, SectorRole::refined_oil, SectorRole::gas})
      fuel += fuel_purchases(input.benchmark, Region{index}, sector_of(input, role), power);
    const double output = sector_output(input.benchmark, Region{index}, sector_of(input, SectorRole::electricity));
    table.rows.push_back({input.benchmark.regions[index].code, in_range(fuel / output, 0.10, 0.35)});
  }
  return table;
}

}  // namespace

namespace {

// Value before tariffs per market value of imports, importer x good.
Eigen::MatrixXd share_before_tariffs(const Benchmark& benchmark) {
  const auto regions = benchmark.region_count(), sectors = benchmark.sector_count();
  Eigen::MatrixXd before = Eigen::MatrixXd::Zero(regions, sectors), market = before;
  for (const TradeFlow& flow : benchmark.trade) {
    before(flow.importer.index, flow.good.index) += flow.value_musd + flow.export_tax_musd;
    market(flow.importer.index, flow.good.index) += flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
  }
  for (const MarginFlow& flow : benchmark.margins) {
    before(flow.importer.index, flow.good.index) += flow.value_musd;
    market(flow.importer.index, flow.good.index) += flow.value_musd;
  }
  return (market.array() > 0).select(before.array() / market.array().max(1e-300), 1.0);
}

}  // namespace

std::vector<RegionTotals> region_totals(const Benchmark& benchmark) {
  std::vector<RegionTotals> totals(benchmark.regions.size());
  const Eigen::MatrixXd import_share = share_before_tariffs(benchmark);
  for (const UseFlow& flow : benchmark.use) {
    if (flow.user.kind == User::Kind::sector) continue;
    const bool imported = flow.origin.kind != Origin::Kind::domestic;
    totals[flow.region.index].final_demand +=
        flow.value_musd * (imported ? import_share(flow.region.index, flow.good.index) : 1.0);
  }
  for (const TradeFlow& flow : benchmark.trade) {
    if (flow.exporter == flow.importer) continue;
    totals[flow.exporter.index].exports += flow.value_musd + flow.export_tax_musd;
    totals[flow.importer.index].imports += flow.value_musd + flow.export_tax_musd;
  }
  // Services to the pools of all regions, also those for the trade inside a region that is an aggregate.
  for (const MarginFlow& flow : benchmark.margins) totals[flow.importer.index].imports += flow.value_musd;
  for (const MarginSupply& flow : benchmark.margin_supply) totals[flow.region.index].exports += flow.value_musd;
  return totals;
}

double fuel_purchases(const Benchmark& benchmark, Region region, Sector good, const std::string& user) {
  double value = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.region != region || flow.good != good || flow.user.kind == User::Kind::stock_change) continue;
    const std::string code = benchmark.user_code(flow.user);
    // what a fuel sector buys from itself is on its way to the users
    if (user.empty() ? code != benchmark.sectors[good.index].code : code == user) value += flow.value_musd;
  }
  return value;
}

double energy_of(const Benchmark& benchmark, Region region, Sector fuel, const std::string& user) {
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy) {
    if (flow.region != region || flow.fuel != fuel) continue;
    const std::string code = benchmark.user_code(flow.user);
    if (user.empty() ? code != benchmark.sectors[fuel.index].code : code == user) pj += flow.pj;
  }
  return pj;
}

double inventory_co2(const Benchmark& benchmark, Region region, Sector fuel) {
  double mt = 0;
  for (const EmissionFlow& flow : benchmark.emissions) {
    const bool same_source = fuel.valid() ? flow.fuel == fuel : !flow.fuel.has_value();
    if (flow.region == region && same_source && is_in_inventory(benchmark, flow.user)) mt += flow.mt;
  }
  return mt;
}

double co2_of(const Benchmark& benchmark, Region region, Sector fuel, const std::string& user) {
  double mt = 0;
  for (const EmissionFlow& flow : benchmark.emissions) {
    const bool same_source = fuel.valid() ? flow.fuel == fuel : !flow.fuel.has_value();
    if (flow.region == region && same_source && (user.empty() || benchmark.user_code(flow.user) == user)) mt += flow.mt;
  }
  return mt;
}

double sector_output(const Benchmark& benchmark, Region region, Sector sector) {
  double value = 0;
  for (const UseFlow& flow : benchmark.use)
    if (flow.region == region && flow.good == sector && flow.origin.kind == Origin::Kind::domestic)
      value += flow.value_musd;
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.exporter == region && flow.good == sector) value += flow.value_musd;
  return value;
}

std::vector<ReportTable> report_checks(const ReportInput& input) {
  std::vector<ReportTable> tables{totals_table(input), co2_table(input)};
  if (input.recipe.energy.active) {
    tables.push_back(price_table(input));
    tables.push_back(fuel_share_table(input));
  }
  tables.push_back(share_table(input));
  return tables;
}

}  // namespace etslink
