// SPDX-License-Identifier: Apache-2.0
// The labour market: labour, "fixed" or a wage curve or a minimum wage, for all regions or by region.
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/by_region.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

// The rule of one region.
class RuleReader {
 public:
  RuleReader(const NamedSets& sets, Region region) : sets_(sets), region_(region) {}

  [[nodiscard]] LabourRule read(const TomlValue& value) const {
    if (is_default(value, "fixed", "{ rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = 5 }")) return {};
    TomlSection section(value);
    LabourRule labour;
    static_cast<void>(section.need("rule"));
    section.choose("rule", {{"wage_curve", LabourOption::wage_curve}, {"minimum_wage", LabourOption::minimum_wage}},
                   labour.rule);
    labour.factor = read_factor_of_rule(section, sets_.benchmark());
    labour.rule == LabourOption::wage_curve ? read_wage_curve(section, labour) : read_minimum_wage(section, labour);
    section.finish();
    return labour;
  }

 private:
  void read_wage_curve(TomlSection& section, LabourRule& labour) const {
    const auto& rate = rate_of_region(section.need("unemployment_percent"));
    labour.unemployment = read_percent_below_100(rate);
    if (labour.unemployment == 0)
      rate.fail("'" + rate.name() + "' must be above 0: the curve relates wages to unemployment");
    section.read("elasticity", read_positive, labour.wage_elasticity);
  }

  void read_minimum_wage(TomlSection& section, LabourRule& labour) const {
    if (const auto* rate = section.find("unemployment_percent"))
      labour.unemployment = read_percent_below_100(rate_of_region(*rate));
    section.read("minimum", read_positive, labour.minimum_wage);
  }

  // A number, or a table of numbers by region.
  [[nodiscard]] const TomlValue& rate_of_region(const TomlValue& rate) const {
    if (!rate.is(TomlValue::Kind::table)) return rate;
    const TomlValue* own = values_by_region(rate, sets_)[region_.index];
    if (own == nullptr)
      rate.fail("'" + rate.name() + "' has no rate for " + sets_.benchmark().regions[region_.index].code +
                "; write it, or one for all");
    return *own;
  }

  const NamedSets& sets_;
  Region region_;
};

std::vector<LabourRule> read_for_each(const std::vector<const TomlValue*>& values, const NamedSets& sets) {
  std::vector<LabourRule> rules;
  for (int r = 0; r < static_cast<int>(values.size()); ++r)
    rules.push_back(values[r] == nullptr ? LabourRule() : RuleReader(sets, {r}).read(*values[r]));
  return rules;
}

// What stands for regions that have entries of their own must be readable as well.
void check_unused(const TomlValue& table, const std::vector<const TomlValue*>& used, const NamedSets& sets) {
  for (const auto& [key, value] : table.entries()) {
    if (std::find(used.begin(), used.end(), &value) == used.end())
      static_cast<void>(RuleReader(sets, regions_of_key(key, value, sets).front()).read(value));
  }
}

void read_labour(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  const auto* value = section.find("labour");
  if (value == nullptr) return;
  const bool is_one = !value->is(TomlValue::Kind::table) || value->entries().empty() || value->find("rule") != nullptr;
  const auto values = is_one ? std::vector<const TomlValue*>(sets.benchmark().regions.size(), value)
                             : values_by_region(*value, sets, {"rule"});
  options.labour = read_for_each(values, sets);
  if (!is_one) check_unused(*value, values, sets);
}

}  // namespace

ClosureRule labour_closure() { return {read_labour}; }

}  // namespace etslink
