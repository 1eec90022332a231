// SPDX-License-Identifier: Apache-2.0
#include "study/listed/listed_kinds.h"

namespace etslink {

const std::vector<ListedKind>& listed_kinds() {
  static const std::vector<ListedKind> kinds{listed_link(),           listed_project(),        listed_swap(),
                                             listed_subsidy(),        listed_certificates(),   listed_output_limit(),
                                             listed_feed_in_tariff(), listed_carbon_contract()};
  return kinds;
}

std::set<std::string> named_in_scenarios(const TomlValue& scenarios, const ListedKind& kind) {
  std::set<std::string> names;
  for (const auto& [scenario, table] : scenarios.entries()) {
    const auto* list = table.find(kind.list);
    if (list == nullptr) continue;
    for (const auto& item : list->as_list()) {
      if (item.is(TomlValue::Kind::text)) names.insert(item.as_text());
    }
  }
  return names;
}

}  // namespace etslink
