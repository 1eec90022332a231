// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "calibration/toml/key_record.h"
#include "calibration/toml/toml_value.h"

namespace etslink {

// What may stand at one place of a file, from examples and from what their readers asked for.
struct SchemaNode {
  std::set<TomlValue::Kind> kinds;  // seen in examples; empty: a key that no example has
  // Of a table whose keys belong to the format, and of one whose keys are names that the user or the data give.
  bool has_keys = false, has_names = false;
  std::map<std::string, SchemaNode> keys;
  std::set<std::string> needed;   // keys that every reading asked for as one that must be there
  std::vector<SchemaNode> names;  // what stands behind any name; none or one
  std::vector<SchemaNode> items;  // of a list; none or one
  std::set<std::string> words;
  bool has_free_text = false;
  std::vector<NumberRange> ranges;
  bool has_free_number = false;

  [[nodiscard]] SchemaNode& any_name();  // of `names`, made where it is missing
};

// Adds an example that was read while the record was kept.
void add_example(SchemaNode& node, const TomlValue& value, const KeyRecord& record);

// Adds what another place allows.
void merge_nodes(SchemaNode& node, const SchemaNode& other);

}  // namespace etslink
