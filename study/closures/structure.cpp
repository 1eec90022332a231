// SPDX-License-Identifier: Apache-2.0
// Structure, taxes and numeraire of the model: armington, resources, numeraire_region, carbon_in_tax_base.
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

void read(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  section.choose("armington", {{"pooled", ArmingtonOption::pooled}, {"per_user", ArmingtonOption::per_user}},
                 options.armington);
  section.choose("resources",
                 {{"benchmark_elasticity", ResourceOption::benchmark_elasticity},
                  {"constant_elasticity", ResourceOption::constant_elasticity}},
                 options.resources);
  if (const auto* value = section.find("numeraire_region")) {
    options.numeraire_region = value->as_text();
    static_cast<void>(sets.region(options.numeraire_region, value->at()));
  }
  section.read("carbon_in_tax_base", read_flag, options.carbon_in_tax_base);
}

void note(TableNotes& notes, const ModelData& data) {
  const auto* resources = notes.find("resources");
  const bool has_supply = std::any_of(data.nests.production.begin(), data.nests.production.end(),
                                      [](const NestTree& tree) { return tree.nests.front().sigma.resource_supply; });
  if (has_text(resources, "constant_elasticity") && !has_supply)
    notes.add(*resources, "no nest has the elasticity resource_supply");
}

}  // namespace

ClosureRule structure_closure() { return {read, note}; }

}  // namespace etslink
