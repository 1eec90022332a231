// SPDX-License-Identifier: Apache-2.0
// The top of the household's demand: household_demand.
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

void read_household_demand(TomlSection& section, const NamedSets&, ModelOptions& options) {
  section.choose("household_demand", {{"nests", HouseholdDemand::nests}, {"cde", HouseholdDemand::cde}},
                 options.household_demand);
}

}  // namespace

ClosureRule household_demand_closure() { return {read_household_demand, {}}; }

}  // namespace etslink
