// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/write_study.h"

namespace etslink {

// A row of the table of the IAMC; `is_money`: its unit names the currency.
struct IamcRow {
  std::string model, scenario, region, variable, unit, year;
  double value = 0;
  bool is_money = false;
};

// Rows of a results file, or of one of its variants, by the names of today's common template (docs/results.md): costs
// are positive, trade is net exports.
[[nodiscard]] std::vector<IamcRow> iamc_rows(const StudyFile& file);

// Currency and year of a file's money: "USD_2011".
[[nodiscard]] std::string iamc_currency(const StudyFile& file);

// The name of a model for a file: of one of a study's variants with that in brackets.
[[nodiscard]] std::string iamc_model(const std::string& name, const StudyFile& file);

}  // namespace etslink
