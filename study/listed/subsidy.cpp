// SPDX-License-Identifier: Apache-2.0
// An amount per unit for technologies: [subsidy.NAME].
#include "study/listed/listed_kinds.h"
#include "study/listed/technology_choice.h"

namespace etslink {
namespace {

std::vector<int> read_subsidy(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  TechnologySubsidy subsidy;
  read_technology_choice(section, item, subsidy);
  subsidy.per_unit = section.need("per_unit").as_number();
  read_payer(section, subsidy.payer);
  section.finish();
  policy.subsidies.push_back(subsidy);
  return {};
}

std::vector<PolicyNumber<TechnologySubsidy>> subsidy_numbers() {
  return {{"prices", "subsidy per unit of ", "USD", [](TechnologySubsidy& subsidy) { return &subsidy.per_unit; }}};
}

}  // namespace

ListedKind listed_subsidy() {
  return {.table = "subsidy",
          .list = "subsidies",
          .read = read_subsidy,
          .is_changeable = true,
          .numbers = numbers_of(&Policy::subsidies, subsidy_numbers())};
}

}  // namespace etslink
