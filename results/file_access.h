// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace etslink {

// A results file can't be written or read; what() names the path and the reason.
class FileError : public std::runtime_error {
 public:
  FileError(const std::string& path, const std::string& reason);
};

// Throw FileError where no file can be written at (read from) `path`: asked before a long calculation. An old file
// stays as it is.
void check_writable(const std::string& path);
void check_readable(const std::string& path);

// Writes PATH.tmp and renames it to PATH, so that nobody ever sees half a file; throws FileError and leaves an old file
// as it is.
void write_file(const std::string& path, const std::vector<char>& bytes);

}  // namespace etslink
