// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace etslink {

// One departure from the published numbers, or one number that was assumed: a line of calibration_report.md.
struct Adjustment {
  std::string step;   // "taxes", "factor shares", ...
  std::string place;  // what it concerns: "ELE, IND", "KOR: oil to TRN"
  std::string what;   // what was done or assumed, and why
  double size = 0;    // in `unit`
  std::string unit;   // "million USD", "Mt CO2", "share"
};

using Adjustments = std::vector<Adjustment>;

}  // namespace etslink
