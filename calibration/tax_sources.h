// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/csv.h"
#include "calibration/tax_rates.h"

namespace etslink {

// Applied tariffs of one year (importer or region8, year, product_group, rate_pct): region -> group -> %.
[[nodiscard]] std::map<std::string, std::map<std::string, double>> read_tariffs(const CsvTable& table, int year);

// Tax revenues and rates of one year (region or region8, year, indicator, value): region -> indicator -> value.
[[nodiscard]] std::map<std::string, std::map<std::string, double>> read_tax_indicators(const CsvTable& table, int year);

// Motor fuel excise [USD per litre]: mean of gasoline and diesel of each country, countries weighted with
// `country_weight` (their oil CO2; a country without weight is left out), by the region that `region_of` gives them.
[[nodiscard]] std::map<std::string, double> read_motor_fuel_excise(const CsvTable& table, int year,
                                                                   const std::map<std::string, std::string>& region_of,
                                                                   const std::map<std::string, double>& country_weight);

// Net tax rate on refined oil by user from korea2010_energy_tax_by_user.csv, as ratio of tax to basic value.
// `sector_of`: code of the 82-industry table -> benchmark sector. Private consumption ("HH") is freed of value-added
// tax at `vat` [0..1).
[[nodiscard]] std::map<std::string, double> read_oil_tax_by_user(const CsvTable& table,
                                                                 const std::map<std::string, std::string>& sector_of,
                                                                 double vat);

}  // namespace etslink
