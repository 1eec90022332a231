// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etslink::fuzz {

// Changes an HDF5 file as no program of ours does, four bytes of `edits` a time: what is done, to which of the objects
// that are in the file before, and two numbers. Objects and attributes vanish, change their type, shape, value or name.
void change_hdf5(const std::string& path, std::string_view edits);

// A file with bytes overwritten, inserted or cut off, six bytes of `edits` a time.
[[nodiscard]] std::string damaged_bytes(std::string bytes, std::string_view edits);

}  // namespace etslink::fuzz
