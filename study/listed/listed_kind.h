// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "calibration/toml/toml_section.h"
#include "model/policy.h"
#include "study/named_sets.h"
#include "study/policy_numbers.h"
#include "study/table_notes.h"

namespace etslink {

// One thing of a kind as a scenario lists it.
struct ListedItem {
  std::string name;
  const TomlValue& table;   // [KIND.NAME], with the changes of the scenario
  const TomlValue& listed;  // its name in the list of the scenario, the place of what is wrong there
  const NamedSets& sets;
};

// Something that a study describes in tables [KIND.NAME] and that its scenarios list by name: a link, a project, a
// swap. Each stands in one file of this folder; listed_kinds.cpp lists them.
struct ListedKind {
  std::string table, list;  // "link" of [link.NAME], "links" of the scenario
  // Reads it and adds it to the policy, which has its markets; returns the markets that must be on.
  std::vector<int> (*read)(const ListedItem& item, Policy& policy) = nullptr;
  bool is_flow = false;                       // of permits: all stand on one axis of the results
  bool is_changeable = false;                 // by [scenario.X.KIND.NAME]
  std::vector<std::string> merged_keys = {};  // a scenario changes single entries of these tables
  void (*note)(TableNotes& notes) = nullptr;  // about keys that find nothing to act on
  PolicyNumbers numbers = {};                 // for sensitivities
};

// Names of one kind that some scenario of a study lists. `scenarios` is the table [scenario].
[[nodiscard]] std::set<std::string> named_in_scenarios(const TomlValue& scenarios, const ListedKind& kind);

}  // namespace etslink
