// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/sweep/check_plan.h"
#include "analysis/sweep/read_axis.h"
#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_section.h"
#include "results/indicator_list.h"

namespace etslink {
namespace {

constexpr double largest_seed = 9007199254740991;  // 2^53 - 1: a whole number of TOML that is exact as we read it

// Fails where a key that only some designs have is given with another one.
const TomlValue* find_of(TomlSection& section, const char* key, bool is_allowed, const char* designs) {
  const auto* value = section.find(key);
  if (value != nullptr && !is_allowed) value->fail("'" + value->name() + "' belongs to design = " + designs);
  return value;
}

void read_random(TomlSection& section, SweepPlan& plan) {
  const bool is_random = plan.design <= DesignKind::sobol;
  constexpr auto random = "\"monte_carlo\", \"latin_hypercube\" or \"sobol\"";
  static_cast<void>(find_of(section, "samples", is_random, random));
  if (is_random) plan.samples = section.integer("samples", {1, most_samples});
  if (const auto* value = find_of(section, "seed", is_random, random))
    plan.seed = static_cast<std::uint64_t>(read_whole(*value, 0, largest_seed));
  if (const auto* value = find_of(section, "indices", plan.design == DesignKind::sobol, "\"sobol\""))
    plan.indices = value->as_boolean();
}

void read_fixed(TomlSection& section, SweepPlan& plan) {
  if (const auto* value = find_of(section, "degree", plan.design == DesignKind::quadrature, "\"quadrature\"")) {
    plan.degree = static_cast<int>(read_whole(*value, 3, 5));
    if (plan.degree == 4) value->fail("'" + value->name() + "' must be 3 or 5");
  }
  const auto* value = find_of(section, "quantiles", plan.design == DesignKind::tornado, "\"tornado\"");
  if (value == nullptr) return;
  const auto& items = value->as_list();
  if (items.size() != 2) value->fail("'" + value->name() + "' must be [low, high], e.g. [0.05, 0.95]");
  plan.low_quantile = items[0].as_number();
  plan.high_quantile = items[1].as_number();
  if (plan.low_quantile <= 0 || plan.low_quantile >= plan.high_quantile || plan.high_quantile >= 1)
    value->fail("'" + value->name() + "' must be above 0, below 1 and ascending");
}

std::vector<std::string> read_names(TomlSection& section, const char* key, const std::vector<std::string>& known) {
  const auto* value = section.find(key);
  if (value == nullptr) return {};
  const auto names = value->as_texts();
  if (names.empty()) value->fail("'" + value->name() + "' must name something; leave it out for the default");
  for (const auto& item : value->as_list()) {
    const auto& name = item.as_text();
    if (std::find(known.begin(), known.end(), name) == known.end())
      item.fail("unknown name '" + name + "' in '" + value->name() + "'" + suggestion(name, known));
    if (std::count(names.begin(), names.end(), name) > 1)
      item.fail("'" + name + "' appears twice in '" + value->name() + "'");
  }
  return names;
}

std::vector<std::string> known_indicators() {
  std::vector<std::string> names;
  for (const auto& definition : indicator_definitions()) names.emplace_back(definition.name);
  return names;
}

void add_axis(const std::string& name, const TomlValue& table, std::vector<Axis>& axes) {
  if (name.empty()) table.fail("the name of an axis is empty");
  const bool is_new = std::none_of(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.name == name; });
  if (!is_new) table.fail("two axes are named '" + name + "'");
  axes.push_back(read_axis(name, table));
}

std::vector<Axis> read_axes(const TomlValue& value) {
  std::vector<Axis> axes;
  if (value.is(TomlValue::Kind::list)) {
    for (const auto& table : value.as_list()) add_axis(table.as_table().require_key("name").as_text(), table, axes);
  } else {
    for (const auto& [name, table] : value.as_table().entries()) {
      if (const auto* second = table.as_table().find("name"))
        second->fail("'" + second->name() + "': the axis is named by its table already");
      add_axis(name, table, axes);
    }
  }
  if (axes.empty()) value.fail("a sweep needs at least one axis");
  return axes;
}

Eigen::Index find_axis(const std::string& name, const TomlValue& at, const std::vector<Axis>& axes) {
  std::vector<std::string> names;
  for (const auto& axis : axes) names.push_back(axis.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) at.fail("there is no axis '" + name + "'" + suggestion(name, names));
  return found - names.begin();
}

void read_correlation(const TomlValue& table, SweepPlan& plan) {
  const auto axes = static_cast<Eigen::Index>(plan.axes.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(axes, axes);
  for (const auto& [first, partners] : table.as_table().entries()) {
    const auto i = find_axis(first, partners, plan.axes);
    for (const auto& [second, value] : partners.as_table().entries()) {
      const auto j = find_axis(second, value, plan.axes);
      if (i == j) value.fail("axis '" + first + "' can't be correlated with itself");
      if (matrix(i, j) != 0) value.fail("the correlation of '" + first + "' and '" + second + "' is given twice");
      matrix(i, j) = matrix(j, i) = read_between(value, -1, 1);
    }
  }
  matrix.diagonal().setOnes();
  plan.rank_correlation = matrix;
  plan.correlation_at = table.at();
}

}  // namespace

const std::vector<std::string>& design_names() {
  static const std::vector<std::string> names{"monte_carlo", "latin_hypercube", "sobol",
                                              "grid",        "quadrature",      "tornado"};
  return names;
}

SweepPlan read_sweep(const TomlValue& table, const std::vector<std::string>& scenarios) {
  TomlSection section(table);
  SweepPlan plan;
  plan.at = section.at();
  const auto& design = section.need("design").as_choice(design_names());
  plan.design =
      static_cast<DesignKind>(std::find(design_names().begin(), design_names().end(), design) - design_names().begin());
  read_random(section, plan);
  read_fixed(section, plan);
  plan.scenarios = read_names(section, "scenarios", scenarios);
  plan.indicators = read_names(section, "indicators", known_indicators());
  plan.axes = read_axes(section.need("axis"));
  if (const auto* value = section.find("correlation")) read_correlation(*value, plan);
  section.finish();
  check_plan(plan);
  return plan;
}

}  // namespace etslink
