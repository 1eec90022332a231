// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"

namespace etslink {

// One way to read a study: as it is written, or with the changes of its table [variant.NAME].
struct VariantSource {
  std::string name, description;  // empty where the study has no variants
  TomlValue root;                 // a study without variants
  SourceLocation at;              // of its table
};

// The variants of a study in the order of the file, the study as it is written first, by the name [study] variant_name
// ("default"). A variant has the keys and tables of a study and names what it changes: a table in brackets, or dotted
// keys, is merged with that of the study; everything else, also a table in braces, takes the place of what the study
// has; the text "none" takes a key out, except inside a scenario, where it means what it means there.
// InputError for a table that no study has, for keys that all variants share, and for names that are used twice or are
// no name of a group of the results file.
[[nodiscard]] std::vector<VariantSource> variants_of(const TomlValue& root);

// Tables that a study may have.
[[nodiscard]] std::vector<std::string> study_tables();

}  // namespace etslink
