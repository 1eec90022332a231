// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calibration/report_table.h"
#include "calibration/targets/target.h"

namespace etslink {

// What was moved to reach each target, by its name: every step that acts on a target says so.
class TargetMoves {
 public:
  void add(const Target& target, const std::string& text);
  [[nodiscard]] std::string of(const Target& target) const;  // "-" where nothing was moved

 private:
  std::map<std::string, std::string> text_;
};

// A target with what the benchmark has of it, in the unit of its kind; empty where its users have none of it.
struct TargetResult {
  Target target;
  std::optional<double> before;   // in the money benchmark
  std::optional<double> reached;  // in the finished one
  std::string moved;

  [[nodiscard]] bool is_inside() const { return reached && target.holds(*reached); }
};

// Of the report: every target with its source, and those outside their width.
[[nodiscard]] std::vector<ReportTable> target_tables(const std::vector<TargetResult>& results);

// targets.csv of the benchmark folder: kind, region, users, fuels, unit, wanted, lowest, highest (empty: any), before,
// reached (both empty where there is none), inside, status, source.
[[nodiscard]] std::string targets_csv(const std::vector<TargetResult>& results);

}  // namespace etslink
