// SPDX-License-Identifier: Apache-2.0
#include "study/closures/closure_rules.h"

#include <algorithm>

#include "study/named_tax.h"

namespace etslink {

const std::vector<ClosureRule>& closure_rules() {
  static const std::vector<ClosureRule> rules{
      structure_closure(), household_demand_closure(), labour_closure(),         capital_closure(),
      budget_closure(),    world_market_closure(),     technology_pool_closure()};
  return rules;
}

ModelOptions read_options(const TomlValue* table, const NamedSets& sets) {
  ModelOptions options;
  if (table == nullptr) return options;
  TomlSection section(*table);
  options.at = section.at();
  for (const auto& rule : closure_rules()) rule.read(section, sets, options);
  section.finish();
  return options;
}

bool is_default(const TomlValue& value, const std::string& word, const std::string& example) {
  if (value.is(TomlValue::Kind::table)) return false;
  if (!has_text(&value, word))
    value.fail("'" + value.name() + "' must be \"" + word + "\" or a table with its rule, e.g. " + example);
  return true;
}

Factor read_factor_of_rule(TomlSection& section, const Benchmark& benchmark) {
  const auto& value = section.need("factor");
  const Factor factor = read_mobile_factor(value, benchmark);
  const bool is_used =
      std::any_of(benchmark.value_added.begin(), benchmark.value_added.end(),
                  [&](const FactorFlow& flow) { return flow.factor == factor && flow.value_musd > 0; });
  if (!is_used) value.fail("no sector uses the factor '" + value.as_text() + "' of '" + value.name() + "'");
  return factor;
}

}  // namespace etslink
