// SPDX-License-Identifier: Apache-2.0
// The most or the least that technologies make: [output_limit.NAME].
#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/technology_choice.h"

namespace etslink {
namespace {

// Exactly one key says how much.
void read_quantity(TomlSection& section, OutputLimit& limit) {
  const TomlValue* stated = nullptr;
  for (const bool is_least : {false, true}) {
    for (const bool is_relative : {false, true}) {
      const auto* value =
          section.find(std::string(is_least ? "at_least" : "at_most") + (is_relative ? "_percent" : ""));
      if (value == nullptr) continue;
      if (stated != nullptr) value->fail("'" + value->name() + "' can't stand beside '" + stated->name() + "'");
      stated = value;
      limit.is_least = is_least;
      limit.is_relative = is_relative;
      limit.quantity = read_non_negative(*value) / (is_relative ? 100 : 1);
    }
  }
  if (stated == nullptr)
    section.fail("'" + section.name() + "' must state one of at_most, at_most_percent, at_least, at_least_percent");
}

// The rent of what is scarce, or the support of what is asked for.
void read_money(TomlSection& section, OutputLimit& limit) {
  const auto *rent = section.find("rent"), *paid_by = section.find("paid_by");
  if (limit.is_least) {
    if (rent != nullptr) rent->fail("'" + rent->name() + "' belongs to at_most; who pays for at_least is paid_by");
    limit.payer = TechnologyPayer::government;
    read_payer(section, limit.payer);
    return;
  }
  if (paid_by != nullptr)
    paid_by->fail("'" + paid_by->name() + "' belongs to at_least; who has the rent of at_most is rent");
  section.choose("rent",
                 {{"owners", TechnologyPayer::owners},
                  {"government", TechnologyPayer::government},
                  {"users", TechnologyPayer::users}},
                 limit.payer);
}

std::vector<int> read_output_limit(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  OutputLimit limit;
  read_technology_choice(section, item, limit);
  read_quantity(section, limit);
  read_money(section, limit);
  section.finish();
  policy.output_limits.push_back(limit);
  return {};
}

std::vector<PolicyNumber<OutputLimit>> output_limit_numbers() {
  return {{"limits", "output limit of ", "unit of technologies.csv",
           [](OutputLimit& limit) { return limit.is_relative ? nullptr : &limit.quantity; }},
          {"limits", "relative output limit of ", "1",
           [](OutputLimit& limit) { return limit.is_relative ? &limit.quantity : nullptr; }}};
}

}  // namespace

ListedKind listed_output_limit() {
  return {.table = "output_limit",
          .list = "output_limits",
          .read = read_output_limit,
          .is_changeable = true,
          .numbers = numbers_of(&Policy::output_limits, output_limit_numbers())};
}

}  // namespace etslink
