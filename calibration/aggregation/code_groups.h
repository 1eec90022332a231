// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calibration/toml/toml_section.h"

namespace etslink {

// One entry of a map: a new code and the old ones that become it. `word` is a role or a mobility.
struct CodeGroup {
  std::string code, name, word;  // name and word: empty where the map has none
  std::vector<std::string> members;
  SourceLocation at;
};

// What is asked of the entries of one kind.
struct GroupRules {
  std::string kind;                // "region": the entries [[region]]
  std::vector<std::string> codes;  // old ones
  std::string word;                // "role", "mobility"; empty: none
  std::vector<std::string> words;  // allowed for it
  bool must_be_complete = true;    // each old code stands in one group
};

// The entries of one kind; nothing where the map has none: the codes stay as they are.
[[nodiscard]] std::optional<std::vector<CodeGroup>> read_groups(TomlSection& map, const GroupRules& rules);

}  // namespace etslink
