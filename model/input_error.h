// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace etslink {

// Name of an input file, kept once for all places in it: a world table has millions of rows, each with its place.
class FileName {
 public:
  FileName() : FileName(std::string()) {}
  FileName(const std::string& text);  // NOLINT(google-explicit-constructor): {"use.csv", 12} is a SourceLocation
  FileName(const char* text) : FileName(std::string(text)) {}  // NOLINT(google-explicit-constructor)
  operator const std::string&() const { return *text_; }       // NOLINT(google-explicit-constructor)

  [[nodiscard]] const std::string& text() const { return *text_; }
  [[nodiscard]] bool empty() const { return text_->empty(); }
  friend bool operator==(const FileName&, const FileName&) = default;

 private:
  const std::string* text_;  // of a table of all names, which lives as long as the program
};

// Place in an input file; line 0 means the file as a whole.
struct SourceLocation {
  FileName file;
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
