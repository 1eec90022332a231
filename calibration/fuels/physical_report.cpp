// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/physical_report.h"

#include <algorithm>
#include <cmath>

#include "calibration/electricity/electricity_report.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr std::size_t moves_shown = 40;

// Four digits; what is left of a difference of large numbers is 0.
std::string cell(double value) { return std::abs(value) < 1e-7 ? "0" : rounded_text(value, 4); }

ReportTable price_table(const PhysicalReportInput& input) {
  ReportTable table{
      "Physical accounts: prices by exporter",
      "USD/GJ. Own: of the region by itself; basic: at which all its energy is sold, at home and abroad, and at which "
      "energy of any origin arrives in the region before deliveries and taxes.",
      {"fuel", "region", "produced, PJ", "used, PJ", "own", "basic"},
      {}};
  for (const Fuel fuel : all_fuels)
    for (int region = 0; region < input.benchmark.region_count(); ++region)
      table.rows.push_back(
          {fuel_word(fuel), input.benchmark.regions[region].code,
           cell(input.accounts.tables.production_pj[fuel](region)), cell(input.accounts.tables.use_pj[fuel](region)),
           cell(input.accounts.prices.first[fuel](region)), cell(input.accounts.prices.basic[fuel](region))});
  return table;
}

ReportTable other_oil_table(const PhysicalReportInput& input) {
  ReportTable table{"Physical accounts: feedstock and bunkers",
                    "PJ of refined oil. Published consumption less what is burnt in the region, and how much of it the "
                    "purchases of chemicals, transport and refining pay for: the rest is in no purchase of the table.",
                    {"region", "published", "carried by money"},
                    {}};
  const OtherOil& oil = input.accounts.tables.other_oil;
  for (int region = 0; region < input.benchmark.region_count(); ++region)
    table.rows.push_back(
        {input.benchmark.regions[region].code, cell(oil.published(region)), cell(oil.carried(region))});
  table.rows.push_back({"world", cell(oil.published.sum()), cell(oil.carried.sum())});
  return table;
}

ReportTable wedge_sums(const PhysicalReportInput& input) {
  ReportTable table{"Physical accounts: wedges of the world",
                    "Billion USD. Money: what users paid before, taxes apart. Base: energy at the delivered price.",
                    {"fuel", "money", "tax before", "base", "delivery", "coke", "tax", "of it subsidies",
                     "saved on other goods", "spent on other goods"},
                    {}};
  for (const Fuel fuel : all_fuels) {
    double sums[9] = {};
    for (const DeliveredFuel& entry : input.accounts.delivered) {
      if (entry.use.fuel != fuel) continue;
      const double terms[9] = {entry.use.value_musd,
                               entry.use.tax_musd,
                               entry.base,
                               entry.margin,
                               entry.coke,
                               entry.tax,
                               std::min(0.0, entry.tax),
                               std::min(0.0, entry.freed()),
                               std::max(0.0, entry.freed())};
      for (int i = 0; i < 9; ++i) sums[i] += terms[i] / 1000;
    }
    std::vector<std::string> row{fuel_word(fuel)};
    for (const double sum : sums) row.push_back(cell(sum));
    table.rows.push_back(row);
  }
  return table;
}

ReportTable trade_table(const PhysicalReportInput& input) {
  ReportTable table{
      "Physical accounts: trade in energy",
      "PJ and million USD. Value at the exporter's basic price; margin, rent (export tax) and tariff make "
      "the delivered price that of the importer.",
      {"fuel", "exporter", "importer", "PJ", "value", "margin", "rent", "tariff"},
      {}};
  for (const TradedFuel& flow : input.accounts.traded)
    table.rows.push_back({fuel_word(flow.fuel), input.benchmark.regions[flow.exporter.index].code,
                          input.benchmark.regions[flow.importer.index].code, cell(flow.pj), cell(flow.value),
                          cell(flow.margin), cell(flow.export_tax), cell(flow.tariff)});
  return table;
}

ReportTable user_table(const PhysicalReportInput& input) {
  ReportTable table{
      "Physical accounts: what users pay",
      "PJ and million USD. Money and tax before; base: energy at the delivered price; delivery and coke are "
      "bought with the fuel; the rest is spent on other goods, below 0 saved on them.",
      {"region", "user", "fuel", "burnt, PJ", "feedstock, bunkers, PJ", "money", "tax before", "base", "delivery",
       "coke", "tax", "other goods"},
      {}};
  for (const DeliveredFuel& entry : input.accounts.delivered)
    table.rows.push_back({input.benchmark.regions[entry.use.region.index].code,
                          input.benchmark.user_code(entry.use.user), fuel_word(entry.use.fuel),
                          cell(entry.use.burnt_pj), cell(entry.use.other_pj), cell(entry.use.value_musd),
                          cell(entry.use.tax_musd), cell(entry.base), cell(entry.margin), cell(entry.coke),
                          cell(entry.tax), cell(entry.freed())});
  return table;
}

ReportTable move_table(const PhysicalReportInput& input) {
  ReportTable table{"Physical accounts: largest moves of other flows",
                    "Million USD: flows that are not fuels, before the accounts and after the balance.",
                    {"flow", "before", "after", "change"},
                    {}};
  for (std::size_t i = 0; i < std::min(moves_shown, input.balance.moved.size()); ++i) {
    const MovedFlow& flow = input.balance.moved[i];
    table.rows.push_back(
        {flow.name, rounded_text(flow.before, 7), rounded_text(flow.after, 7), cell(flow.after - flow.before)});
  }
  return table;
}

}  // namespace

std::vector<ReportTable> physical_tables(const PhysicalReportInput& input) {
  std::vector<ReportTable> tables{physical_checks(input), price_table(input)};
  for (const auto& make : {other_oil_table, wedge_sums, trade_table, user_table, move_table})
    tables.push_back(make(input));
  for (const ReportTable& table : electricity_report(input.benchmark, input.accounts.electricity))
    tables.push_back(table);
  return tables;
}

}  // namespace etslink
