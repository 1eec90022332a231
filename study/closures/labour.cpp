// SPDX-License-Identifier: Apache-2.0
// The labour market: labour, "fixed" or a wage curve or a minimum wage.
#include "calibration/toml/toml_numbers.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

void read_wage_curve(TomlSection& section, ModelOptions& options) {
  const auto& rate = section.need("unemployment_percent");
  options.unemployment = read_percent_below_100(rate);
  if (options.unemployment == 0)
    rate.fail("'" + rate.name() + "' must be above 0: the curve relates wages to unemployment");
  section.read("elasticity", read_positive, options.wage_elasticity);
}

void read_minimum_wage(TomlSection& section, ModelOptions& options) {
  section.read("unemployment_percent", read_percent_below_100, options.unemployment);
  section.read("minimum", read_positive, options.minimum_wage);
}

void read(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  const auto* value = section.find("labour");
  if (value == nullptr) return;
  if (is_default(*value, "fixed", "{ rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = 5 }")) return;
  TomlSection own(*value);
  static_cast<void>(own.need("rule"));
  own.choose("rule", {{"wage_curve", LabourOption::wage_curve}, {"minimum_wage", LabourOption::minimum_wage}},
             options.labour);
  options.labour_factor = read_factor_of_rule(own, sets.benchmark());
  options.labour == LabourOption::wage_curve ? read_wage_curve(own, options) : read_minimum_wage(own, options);
  own.finish();
}

}  // namespace

ClosureRule labour_closure() { return {read}; }

}  // namespace etslink
