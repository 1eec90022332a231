// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "analysis/sensitivity/sensitivity_study.h"
#include "calibration/csv.h"

namespace etslink {

// The rows up to rank `top` of each indicator, for the terminal: plain text that ends with a line break.
[[nodiscard]] std::string sensitivity_text(const SensitivityTable& table, int top);

// All rows as CSV (docs/sensitivity.md); missing derivatives are empty fields.
[[nodiscard]] std::string sensitivity_csv(const SensitivityTable& table);

// Whether a file begins as such a table; and the table, whose numbers are numbers or missing, else InputError.
[[nodiscard]] bool is_sensitivity_csv(const std::string& path);
[[nodiscard]] CsvTable read_sensitivity_csv(const std::string& path);

// All rows as JSON: an array of objects with the columns of the CSV, missing numbers null.
[[nodiscard]] std::string sensitivity_json(const SensitivityTable& table);

}  // namespace etslink
