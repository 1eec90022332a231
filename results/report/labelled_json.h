// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "results/hdf5_reader.h"

namespace etslink {

// The root group of a file (or of a part of it, NetcdfReader::in_group) as JSON, in the order of the file:
//   {"attributes": {name: text}, "axes": {name: [labels] or length}, "variables": {name: {"axes": [...], "units": ...,
//    "long_name": ..., "description": ..., "values": [row-major]}}}
// Numbers have the digits that give the same bits back; missing ones are null. Variables over `without_axis` are left
// out.
[[nodiscard]] nlohmann::ordered_json labelled_json(const NetcdfReader& file, const std::string& without_axis = "");

// Text of the file for a page: characters that HTML would take for its own are escaped, and so is what is not UTF-8.
[[nodiscard]] std::string json_for_page(const nlohmann::ordered_json& json);

}  // namespace etslink
