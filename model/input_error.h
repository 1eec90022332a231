// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace etslink {

// Place in an input file; line 0 means the file as a whole.
struct SourceLocation {
  std::string file;
  int line = 0;
};

// Bad input, found before any calculation. what() reads "study.toml:12: unknown key 'capp' ..."; the program exits with
// code 2.
class InputError : public std::runtime_error {
 public:
  InputError(const SourceLocation& at, const std::string& message);
};

// "; did you mean 'cap'?" for the candidate nearest to a misspelt name (edit distance), else "; allowed: a, b, c".
[[nodiscard]] std::string suggestion(const std::string& name, const std::vector<std::string>& candidates);

// A broken precondition is our own bug: throws std::logic_error, also in release builds.
void require(bool condition, const char* message);

}  // namespace etslink
