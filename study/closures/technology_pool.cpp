// SPDX-License-Identifier: Apache-2.0
// Who has what the payments between technologies come to beyond those of the benchmark: technology_pool.
#include <algorithm>

#include "model/technology.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

void read_technology_pool(TomlSection& section, const NamedSets&, ModelOptions& options) {
  section.choose("technology_pool", {{"government", TechnologyPayer::government}, {"users", TechnologyPayer::users}},
                 options.technology_pool);
}

void note_technology_pool(TableNotes& notes, const ModelData& data) {
  const auto* pool = notes.find("technology_pool");
  const auto& taxes = data.benchmark.output_tax;
  const bool has_pool = std::any_of(taxes.begin(), taxes.end(), [&](const OutputTax& tax) {
    return tax.tax_musd != 0 && is_technology(data.benchmark.sectors[tax.sector.index]);
  });
  if (pool != nullptr && !has_pool) notes.add(*pool, "the benchmark has no payments between technologies");
}

}  // namespace

ClosureRule technology_pool_closure() { return {read_technology_pool, note_technology_pool}; }

}  // namespace etslink
