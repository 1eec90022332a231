// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etslink {

// Every results file ends with a line that holds the checksum of all bytes before it. HDF5 takes no notice of bytes
// behind its own end. HDF5's own checksums leave gaps, and its library may crash or hang on what is damaged there: no
// file is given to it before this one is right.
[[nodiscard]] std::string seal_of(std::string_view bytes);

// FileError where the file is not of HDF5, has no seal, or another content than the seal says.
void check_seal(const std::string& path);

}  // namespace etslink
