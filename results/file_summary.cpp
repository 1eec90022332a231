// SPDX-License-Identifier: Apache-2.0
#include "results/file_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "results/hdf5_reader.h"
#include "results/text_layout.h"

namespace etslink {
namespace {

constexpr std::size_t most_names = 8;
constexpr int digits = 6;

std::string short_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool is_axis(const NetcdfReader& file, const std::string& variable) {
  return file.dimensions(variable) == std::vector<std::string>{variable};
}

std::string axis_line(const NetcdfReader& file, const std::string& axis) {
  const auto length = file.shape(axis).front();
  auto line = "axis " + short_name(axis) + ": " + std::to_string(length);
  if (!file.is_text(axis)) return line;
  auto labels = file.read_text(axis);
  if (labels.size() > most_names) {
    labels.resize(most_names);
    labels.emplace_back("...");
  }
  return line + "  " + joined(labels);
}

// "0 to 12.5, 3 missing"
std::string range(const std::vector<double>& values) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  std::size_t missing = 0;
  for (const double value : values) {
    if (std::isnan(value)) {
      ++missing;
      continue;
    }
    low = std::min(low, value);
    high = std::max(high, value);
  }
  std::string text = low > high ? "no values" : rounded_text(low, digits);
  if (low < high) text += " to " + rounded_text(high, digits);
  return missing == 0 || low > high ? text : text + ", " + std::to_string(missing) + " missing";
}

std::string variable_line(const NetcdfReader& file, const std::string& variable) {
  const auto units = file.variable_attribute(variable, "units");
  std::vector<std::string> axes;
  for (const auto& axis : file.dimensions(variable)) axes.push_back(short_name(axis));
  auto line = short_name(variable);
  if (!units.empty()) line += " [" + units + "]";
  if (!axes.empty()) line += " (" + joined(axes) + ")";
  line += file.is_text(variable) ? ": text" : ": " + range(file.read_numbers(variable));
  const auto meaning = file.variable_attribute(variable, "long_name");
  return meaning.empty() ? line : line + "; " + meaning;
}

}  // namespace

std::string group_summary(const NetcdfReader& file, const std::string& group) {
  std::string axes, variables;
  for (const auto& name : file.variable_names(group)) {
    (is_axis(file, name) ? axes : variables) += (is_axis(file, name) ? axis_line : variable_line)(file, name) + "\n";
  }
  return axes + variables;
}

}  // namespace etslink
