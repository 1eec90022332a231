// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Taxes of one region by kind [million USD; subsidies are negative] and its GDP at market prices.
struct TaxAccount {
  double fuels = 0;        // on the use of coal, crude oil, gas and refined oil, whoever pays
  double households = 0;   // on other purchases of households
  double other_final = 0;  // of the government, of investors and of stocks
  double inputs = 0;       // on other inputs of sectors
  double output = 0, trade = 0, labour = 0, capital = 0;  // trade: tariffs and export taxes; capital: all other factors
  double carbon = 0;  // carbon prices that `fuels` contains (parameter carbon_price_paid)
  double gdp = 0;
  double gross = 0;  // taxes and subsidies, both counted as positive
  [[nodiscard]] double total() const {
    return fuels + households + other_final + inputs + output + trade + labour + capital;
  }
};

// One account for each region.
[[nodiscard]] std::vector<TaxAccount> tax_accounts(const Benchmark& benchmark);

// The accounts in % of GDP, one line for each region under a head.
[[nodiscard]] std::vector<std::string> tax_lines(const Benchmark& benchmark);

}  // namespace etslink
