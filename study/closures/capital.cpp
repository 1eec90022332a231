// SPDX-License-Identifier: Apache-2.0
// Capital that moves between regions: capital.
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

void read_capital(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  const auto* value = section.find("capital");
  if (value == nullptr) return;
  if (is_default(*value, "as_in_benchmark", "{ rule = \"international\", factor = \"CAP\" }")) return;
  TomlSection own(*value);
  static_cast<void>(own.need("rule"));
  own.choose("rule", {{"international", CapitalOption::international}}, options.capital);
  options.capital_factor = read_factor_of_rule(own, sets.benchmark());
  own.finish();
}

}  // namespace

ClosureRule capital_closure() { return {read_capital}; }

}  // namespace etslink
