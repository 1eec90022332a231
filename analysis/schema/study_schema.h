// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/report/json_value.h"

namespace etslink {

// Schemas (JSON Schema, draft 7) of studies, of nest files and of technology files, for editors: which keys there are,
// of which type, which words and numbers they take. Written from what the readers ask for while they read examples, so
// that a key is known where it is read and nowhere else; a key has a type where an example has it. What only data know,
// such as codes of regions or names of parameters, stays open.
struct Schemas {
  JsonValue study, nests, technologies;
};

// From valid studies and the nest and technology files that they name, of the latter one at least; InputError where one
// is not valid.
[[nodiscard]] Schemas schemas_from(const std::vector<std::string>& studies);

}  // namespace etslink
