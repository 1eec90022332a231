// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/source_value.h"

#include <algorithm>
#include <set>

#include "calibration/look_up.h"
#include "calibration/source_rows.h"

namespace etslink {
namespace {

using Condition = std::pair<std::string, std::vector<std::string>>;

bool meets(const CsvTable& csv, int row, const Condition& condition) {
  const auto& allowed = condition.second;
  return std::find(allowed.begin(), allowed.end(), csv.text(row, condition.first)) != allowed.end();
}

// Every value of a condition stands in some row: a misspelt one would silently leave a part out.
void require_values(const CsvTable& csv, const Condition& condition, const SourceLocation& at) {
  std::set<std::string> known;
  for (int row = 0; row < csv.row_count(); ++row) known.insert(csv.text(row, condition.first));
  for (const std::string& value : condition.second)
    if (!known.count(value))
      throw_not_found(value, {known.begin(), known.end()}, {csv.file() + " has no row with " + condition.first, at});
}

std::string described(const SourceRows& wanted) {
  std::string text;
  for (const auto& [column, values] : wanted.where)
    for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

}  // namespace

SourceValue source_value(const CsvTable& csv, const SourceRows& wanted, const std::string& unit) {
  for (const Condition& condition : wanted.where) require_values(csv, condition, wanted.at);
  SourceValue result;
  result.text = described(wanted);
  for (int row = 0; row < csv.row_count(); ++row) {
    if (!std::all_of(wanted.where.begin(), wanted.where.end(),
                     [&](const Condition& condition) { return meets(csv, row, condition); }))
      continue;
    if (csv.has_column("unit") && csv.text(row, "unit") != unit)
      throw InputError(csv.at(row), "unit is '" + csv.text(row, "unit") + "'; this target is in " + unit);
    result.value += nonnegative(csv, row, wanted.column);
    result.rows.push_back(row);
  }
  if (result.rows.empty()) throw InputError(wanted.at, csv.file() + " has no row with all of " + result.text);
  return result;
}

}  // namespace etslink
