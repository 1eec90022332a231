// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/iamc.h"

namespace etslink {

// Names of regions from a TOML file with lines CHN = "China".
void read_region_names(const std::string& path, IamcNames& names);

// Names of variables from a TOML file: "Consumption" = "Expenditure|Households", "Price|Carbon" = { name = "Price|CO2",
// unit = "EUR_2010/t CO2", factor = 0.75 }, "Export [Value]" = "none" to leave one out.
void read_variable_names(const std::string& path, IamcNames& names);

// "USD_2010=0.98": the currency of the table, and what one unit of money of the benchmark is in it.
void read_currency(const std::string& text, IamcNames& names);

}  // namespace etslink
