// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/hdf5_reader.h"

namespace etslink {

// A results file as JSON for other programs, in the form of labelled_json, one object and a line break: the root group,
// and its groups `coalitions` and `statistics`, where it has them, under their names. Numbers have the digits that give
// the same bits back, missing ones are null. /state, /run and the variants, which the root group holds as an axis, are
// left out.
[[nodiscard]] std::string results_json(const NetcdfReader& file);

// A table as JSON, an array of objects and a line break; fields of the columns `numbers` are numbers, null where empty.
struct TextTable {
  std::vector<std::string> columns, numbers;
  std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] std::string table_json(const TextTable& table);

}  // namespace etslink
