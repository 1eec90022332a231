// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "analysis/schema/schema_node.h"
#include "results/report/json_value.h"

namespace etslink {

// How a place is written in JSON Schema (draft 7).
struct SchemaStyle {
  bool is_change = false;  // of a table that changes another: nothing must be there, and "none" takes a key out
  std::map<const SchemaNode*, std::string> defined = {};  // places that are written once, as definitions of that name
};

// What may stand at the place; where it is one that is defined, a reference to the definition, unless it is `itself`.
[[nodiscard]] JsonValue schema_json(const SchemaNode& node, const SchemaStyle& style, bool itself = false);

}  // namespace etslink
