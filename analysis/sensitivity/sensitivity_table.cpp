// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/sensitivity_table.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "files/csv_writer.h"
#include "model/number_text.h"
#include "results/report/results_json.h"
#include "results/text_layout.h"

namespace etslink {
namespace {

std::string shown(double value, int digits) { return std::isnan(value) ? "-" : rounded_text(value, digits); }

// Unit of a derivative: "% per Mt", or that of the result where the parameter has none.
std::string derivative_unit(const std::string& result, const std::string& parameter) {
  if (parameter == "1") return result;
  return (result == "1" ? "" : result + " ") + "per " + parameter;
}

std::string number(double value) { return std::isnan(value) ? "" : shortest_text(value); }

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names{"scenario",
                                              "indicator",
                                              "element",
                                              "unit",
                                              "value",
                                              "rank",
                                              "group",
                                              "parameter",
                                              "parameter_value",
                                              "parameter_unit",
                                              "derivative",
                                              "derivative_unit",
                                              "effect_of_one_percent",
                                              "note"};
  return names;
}

const std::vector<std::string>& number_columns() {
  static const std::vector<std::string> names{"value", "rank", "parameter_value", "derivative",
                                              "effect_of_one_percent"};
  return names;
}

std::string joined(const std::vector<std::string>& fields) {
  std::string text;
  for (const auto& one : fields) text += (text.empty() ? "" : ",") + one;
  return text;
}

class TextWriter {
 public:
  explicit TextWriter(const SensitivityTable& table) : table_(table) {}

  std::string write(int top) {
    std::string indicator;
    for (const auto& row : table_.rows) {
      const auto& element = table_.elements[row.element];
      if (element.indicator != indicator) add_heading(element, indicator.empty());
      indicator = element.indicator;
      if (row.rank <= top) add_line(row);
    }
    using Align = TextColumn::Align;
    std::string text = aligned_rows(rows_, {{Align::right, 6},
                                            {Align::left},
                                            {Align::left, 9},
                                            {Align::right, 13},
                                            {Align::right, 14},
                                            {Align::right, 17}});
    if (!table_.obstacle.empty()) text += "\nno derivatives: " + table_.obstacle + "\n";
    return text;
  }

 private:
  void add_heading(const ResultElement& element, bool is_first) {
    if (!is_first) rows_.push_back({""});
    rows_.push_back({element.indicator + " [" + element.unit + "], scenario " + table_.scenario});
    rows_.push_back({"rank", "", "parameter", "value", "derivative", "effect of +1 %"});
  }

  void add_line(const Sensitivity& row) {
    const auto& parameter = table_.parameters[row.parameter];
    rows_.push_back({std::to_string(row.rank), table_.elements[row.element].element, parameter.name,
                     shown(parameter.value, 5), shown(row.derivative, 5), shown(row.effect_of_one_percent, 5)});
  }

  const SensitivityTable& table_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace

std::string sensitivity_text(const SensitivityTable& table, int top) { return TextWriter(table).write(top); }

std::string sensitivity_csv(const SensitivityTable& table) {
  CsvWriter csv(columns());
  for (const auto& row : table.rows) {
    const auto& element = table.elements[row.element];
    const auto& parameter = table.parameters[row.parameter];
    const std::vector<std::string> fields{table.scenario,
                                          element.indicator,
                                          element.element,
                                          element.unit,
                                          number(table.values[row.element]),
                                          std::to_string(row.rank),
                                          parameter.group,
                                          parameter.name,
                                          number(parameter.value),
                                          parameter.unit,
                                          number(row.derivative),
                                          derivative_unit(element.unit, parameter.unit),
                                          number(row.effect_of_one_percent),
                                          std::isnan(row.derivative) ? table.obstacle : ""};
    for (const auto& field : fields) csv.add(field);
    csv.end_row();
  }
  return csv.text();
}

bool is_sensitivity_csv(const std::string& path) {
  const auto wanted = joined(columns());
  std::ifstream file(path, std::ios::binary);
  std::string begin(wanted.size(), '\0');
  return file.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == wanted;
}

CsvTable read_sensitivity_csv(const std::string& path) {
  CsvTable table = read_csv(path);
  table.expect_columns(columns());
  for (int row = 0; row < table.row_count(); ++row) {
    for (const auto& name : number_columns()) static_cast<void>(table.optional_number(row, table.column(name)));
  }
  if (table.row_count() == 0) throw InputError({path, 0}, "has no rows");
  return table;
}

std::string sensitivity_json(const SensitivityTable& table) {
  const CsvTable csv(sensitivity_csv(table), "");
  TextTable rows{columns(), number_columns(), {}};
  for (int row = 0; row < csv.row_count(); ++row) {
    rows.rows.emplace_back();
    for (int column = 0; column < csv.column_count(); ++column) rows.rows.back().emplace_back(csv.text(row, column));
  }
  return table_json(rows);
}

}  // namespace etslink
