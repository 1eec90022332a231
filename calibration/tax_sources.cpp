// SPDX-License-Identifier: Apache-2.0
#include "calibration/tax_sources.h"

#include <initializer_list>

#include "calibration/look_up.h"
#include "calibration/source_rows.h"

namespace etslink {
namespace {

// The first of these columns that the table has.
int first_column(const CsvTable& table, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (table.has_column(name)) return table.column(name);
  }
  return table.column(*names.begin());
}

using RegionNumbers = std::map<std::string, std::map<std::string, double>>;

}  // namespace

RegionNumbers read_tariffs(const CsvTable& table, int year) {
  RegionNumbers tariffs;
  const int region = first_column(table, {"importer", "region8"});
  KeyedRows keys(table, {table.columns()[region], "year", "product_group"});
  for (int row = 0; row < table.row_count(); ++row) {
    if (table.number(row, "year") != year) continue;
    keys.take(row);
    tariffs[std::string(table.text(row, region))][table.text(row, "product_group")] =
        number_between(table, row, "rate_pct", {0, 1000});
  }
  return tariffs;
}

RegionNumbers read_tax_indicators(const CsvTable& table, int year) {
  const int region = first_column(table, {"region", "region8"});
  RegionNumbers indicators;
  KeyedRows keys(table, {table.columns()[region], "year", "indicator"});
  for (int row = 0; row < table.row_count(); ++row) {
    if (table.number(row, "year") != year) continue;
    keys.take(row);
    const std::string indicator = table.text(row, "indicator");
    // revenues can be net subsidies
    const std::pair<double, double> range =
        indicator.ends_with("_rate") ? std::pair(0.0, 100.0) : std::pair(-100.0, 1000.0);
    indicators[std::string(table.text(row, region))][indicator] = number_between(table, row, "value", range);
  }
  return indicators;
}

std::map<std::string, double> read_motor_fuel_excise(const CsvTable& table, int year,
                                                     const std::map<std::string, std::string>& region_of,
                                                     const std::map<std::string, double>& country_weight) {
  std::map<std::string, double> weighted;
  std::map<std::string, double> weights;
  KeyedRows keys(table, {"region", "year", "fuel"});
  for (int row = 0; row < table.row_count(); ++row) {
    const std::string fuel = table.text(row, "fuel");
    if (table.number(row, "year") != year || (fuel != "gasoline" && fuel != "diesel")) continue;
    keys.take(row);
    const auto region = region_of.find(table.text(row, "region"));
    const auto weight = country_weight.find(table.text(row, "region"));
    if (region == region_of.end() || weight == country_weight.end() || weight->second <= 0) continue;
    weighted[region->second] += weight->second * nonnegative(table, row, "excise_usd_per_l");
    weights[region->second] += weight->second;
  }
  for (const auto& [region, weight] : weights) weighted[region] /= weight;
  return weighted;
}

std::map<std::string, double> read_oil_tax_by_user(const CsvTable& table,
                                                   const std::map<std::string, std::string>& sector_of, double vat) {
  const std::string petroleum_products = "16";
  std::map<std::string, double> basic;
  std::map<std::string, double> tax;
  KeyedRows keys(table, {"product_code82", "user_code82"});
  for (int row = 0; row < table.row_count(); ++row) {
    if (table.text(row, "product_code82") != petroleum_products) continue;
    keys.take(row);
    const std::string user = table.text(row, "user_code82");
    const std::string code =
        user == "PC" ? "HH" : look_up(sector_of, user, {"no benchmark sector for user", table.at(row)});
    const double basic_value = nonnegative(table, row, "value_basic_mkrw");
    basic[code] += basic_value;
    tax[code] += nonnegative(table, row, "value_producer_mkrw") - basic_value;
  }
  for (const auto& [code, value] : basic) tax[code] = value > 0 ? tax[code] / value : 0;
  if (tax.empty())
    throw InputError(end_of(table), "no row of product_code82 " + petroleum_products + ", petroleum products");
  if (tax.count("HH")) tax["HH"] = (1 + tax["HH"]) / (1 + vat) - 1;
  return tax;
}

}  // namespace etslink
