// SPDX-License-Identifier: Apache-2.0
// Structure, taxes and numeraire of the model: armington, resources, least_resource_percent, tiny_resources_become,
// numeraire_region, carbon_in_tax_base.
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

// A factor that a resource can become.
Factor read_capital(const TomlValue& value, const Benchmark& benchmark) {
  const std::string& code = value.as_text();
  const Factor factor = benchmark.find_factor(code);
  if (!factor.valid()) value.fail("unknown factor '" + code + "'" + suggestion(code, benchmark.factor_codes()));
  if (benchmark.factors[factor.index].mobility == FactorMobility::specific)
    value.fail("'" + value.name() + "' is '" + code + "', which is specific; allowed: a mobile or sluggish factor");
  return factor;
}

void read_structure(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  section.choose("armington", {{"pooled", ArmingtonOption::pooled}, {"per_user", ArmingtonOption::per_user}},
                 options.armington);
  section.choose("resources",
                 {{"benchmark_elasticity", ResourceOption::benchmark_elasticity},
                  {"constant_elasticity", ResourceOption::constant_elasticity}},
                 options.resources);
  section.read("least_resource_percent", read_percent_below_100, options.tiny_resource_share);
  section.read(
      "tiny_resources_become", [&](const TomlValue& value) { return read_capital(value, sets.benchmark()); },
      options.tiny_resource_becomes);
  if (const auto* value = section.find("numeraire_region")) {
    options.numeraire_region = value->as_text();
    static_cast<void>(sets.region(options.numeraire_region, value->at()));
  }
  section.read("carbon_in_tax_base", read_flag, options.carbon_in_tax_base);
}

void note_structure(TableNotes& notes, const ModelData& data) {
  const auto* resources = notes.find("resources");
  const bool has_supply = std::any_of(data.nests.production.begin(), data.nests.production.end(),
                                      [](const NestTree& tree) { return tree.nests.front().sigma.resource_supply; });
  if (has_text(resources, "constant_elasticity") && !has_supply)
    notes.add(*resources, "no nest has the elasticity resource_supply");
}

}  // namespace

ClosureRule structure_closure() { return {read_structure, note_structure}; }

}  // namespace etslink
