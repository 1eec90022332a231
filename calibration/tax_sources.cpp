// SPDX-License-Identifier: Apache-2.0
#include "calibration/tax_sources.h"

#include <initializer_list>

#include "calibration/csv.h"

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

RegionNumbers read_tariffs(const std::string& path, int year) {
  const CsvTable table = read_csv(path);
  RegionNumbers tariffs;
  const int region = first_column(table, {"importer", "region8"});
  for (int i = 0; i < table.row_count(); ++i) {
    if (table.number(i, "year") != year) continue;
    const double rate = table.number(i, "rate_pct");
    if (rate < 0) throw InputError(table.at(i), "negative tariff");
    tariffs[std::string(table.text(i, region))][table.text(i, "product_group")] = rate;
  }
  return tariffs;
}

RegionNumbers read_tax_indicators(const std::string& path, int year) {
  const CsvTable table = read_csv(path);
  const int region = first_column(table, {"region", "region8"});
  RegionNumbers indicators;
  for (int i = 0; i < table.row_count(); ++i) {
    if (table.number(i, "year") != year) continue;
    indicators[std::string(table.text(i, region))][table.text(i, "indicator")] = table.number(i, "value");
  }
  return indicators;
}

std::map<std::string, double> read_motor_fuel_excise(const std::string& path, int year,
                                                     const std::map<std::string, std::string>& region_of,
                                                     const std::map<std::string, double>& country_weight) {
  const CsvTable table = read_csv(path);
  std::map<std::string, double> weighted;
  std::map<std::string, double> weights;
  for (int i = 0; i < table.row_count(); ++i) {
    const std::string fuel = table.text(i, "fuel");
    if (table.number(i, "year") != year || (fuel != "gasoline" && fuel != "diesel")) continue;
    const auto region = region_of.find(table.text(i, "region"));
    const auto weight = country_weight.find(table.text(i, "region"));
    if (region == region_of.end() || weight == country_weight.end()) continue;
    weighted[region->second] += weight->second * table.number(i, "excise_usd_per_l");
    weights[region->second] += weight->second;
  }
  for (auto& [region, sum] : weighted) sum /= weights.at(region);
  return weighted;
}

std::map<std::string, double> read_oil_tax_by_user(const std::string& path,
                                                   const std::map<std::string, std::string>& sector_of, double vat) {
  const std::string petroleum_products = "16";
  const CsvTable table = read_csv(path);
  std::map<std::string, double> basic;
  std::map<std::string, double> tax;
  for (int i = 0; i < table.row_count(); ++i) {
    if (table.text(i, "product_code82") != petroleum_products) continue;
    const std::string user = table.text(i, "user_code82");
    const auto sector = sector_of.find(user);
    if (user != "PC" && sector == sector_of.end())
      throw InputError(table.at(i), "no benchmark sector for user " + user + " of the 82-industry table");
    const std::string& code = user == "PC" ? "HH" : sector->second;
    basic[code] += table.number(i, "value_basic_mkrw");
    tax[code] += table.number(i, "value_producer_mkrw") - table.number(i, "value_basic_mkrw");
  }
  for (auto& [user, sum] : tax) sum /= basic.at(user);
  if (tax.count("HH")) tax["HH"] = (1 + tax["HH"]) / (1 + vat) - 1;
  return tax;
}

}  // namespace etslink
