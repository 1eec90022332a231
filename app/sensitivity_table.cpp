// SPDX-License-Identifier: Apache-2.0
#include "app/sensitivity_table.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"

namespace etslink {
namespace {

std::string shown(double value, int digits) { return std::isnan(value) ? "-" : rounded_text(value, digits); }

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text.size()), ' ');
}

std::string padded_left(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

// Unit of a derivative: "% per Mt", or that of the result where the parameter has none.
std::string derivative_unit(const std::string& result, const std::string& parameter) {
  if (parameter == "1") return result;
  return (result == "1" ? "" : result + " ") + "per " + parameter;
}

// Codes and names of the user may hold what separates fields.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string number(double value) { return std::isnan(value) ? "" : shortest_text(value); }

class TextWriter {
 public:
  explicit TextWriter(const SensitivityTable& table) : table_(table) {
    for (const auto& element : table.elements) element_ = std::max(element_, element.element.size());
    for (const auto& parameter : table.parameters) parameter_ = std::max(parameter_, parameter.name.size());
  }

  std::string write(int top) {
    std::string indicator, text;
    for (const auto& row : table_.rows) {
      const auto& element = table_.elements[row.element];
      if (element.indicator != indicator) text += (indicator.empty() ? "" : "\n") + heading(element);
      indicator = element.indicator;
      if (row.rank <= top) text += line(row);
    }
    if (!table_.obstacle.empty()) text += "\nno derivatives: " + table_.obstacle + "\n";
    return text;
  }

 private:
  [[nodiscard]] std::string heading(const ResultElement& element) const {
    return element.indicator + " [" + element.unit + "], scenario " + table_.scenario + "\n" + padded("  rank", 8) +
           padded("", element_ + 2) + padded("parameter", parameter_ + 2) + padded_left("value", 11) +
           padded_left("derivative", 14) + padded_left("effect of +1 %", 17) + "\n";
  }

  [[nodiscard]] std::string line(const Sensitivity& row) const {
    const auto& parameter = table_.parameters[row.parameter];
    return padded_left(std::to_string(row.rank), 6) + "  " +
           padded(table_.elements[row.element].element, element_ + 2) + padded(parameter.name, parameter_ + 2) +
           padded_left(shown(parameter.value, 5), 11) + padded_left(shown(row.derivative, 5), 14) +
           padded_left(shown(row.effect_of_one_percent, 5), 17) + "\n";
  }

  const SensitivityTable& table_;
  std::size_t element_ = 0, parameter_ = 9;  // widths
};

}  // namespace

std::string sensitivity_text(const SensitivityTable& table, int top) { return TextWriter(table).write(top); }

std::string sensitivity_csv(const SensitivityTable& table) {
  std::string text =
      "scenario,indicator,element,unit,value,rank,group,parameter,parameter_value,parameter_unit,derivative,"
      "derivative_unit,effect_of_one_percent,note\n";
  for (const auto& row : table.rows) {
    const auto& element = table.elements[row.element];
    const auto& parameter = table.parameters[row.parameter];
    const std::vector<std::string> fields{field(table.scenario),
                                          element.indicator,
                                          field(element.element),
                                          element.unit,
                                          number(table.values[row.element]),
                                          std::to_string(row.rank),
                                          parameter.group,
                                          field(parameter.name),
                                          number(parameter.value),
                                          parameter.unit,
                                          number(row.derivative),
                                          derivative_unit(element.unit, parameter.unit),
                                          number(row.effect_of_one_percent),
                                          std::isnan(row.derivative) ? field(table.obstacle) : ""};
    for (std::size_t i = 0; i < fields.size(); ++i) text += (i == 0 ? "" : ",") + fields[i];
    text += "\n";
  }
  return text;
}

}  // namespace etslink
