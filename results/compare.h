// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace etslink {

// When two numbers a, b count as equal: same bits, both missing, or |a - b| <= max(relative max(|a|, |b|), absolute).
struct Tolerance {
  double relative = 0;
  double absolute = 0;  // in the unit of each variable
};

// One thing in which two files differ.
struct FileDifference {
  std::string name;     // "carbon_price", "axis scenario", "attribute study"
  double size = 0;      // largest relative difference; infinite where it is not one of two numbers
  std::string message;  // where and how, both values
};

struct FileComparison {
  std::vector<FileDifference> differences;  // axes, attributes and missing things first, then variables, largest first
  std::size_t variables = 0;                // that were compared
  std::size_t skipped = 0;                  // not compared because one of their axes differs
};

struct CompareOptions {
  Tolerance tolerance;
  bool with_attributes = true;  // those of groups and variables
  std::string variant = {};     // of the files that have variants, compared with one that has none; empty: all there is
};

// Compares two files of this program of any kind: axes with their labels, variables, attributes, in all groups but
// /run, which differs from run to run, and messages of the solver, whose results are compared. FileError where one of
// them can't be read or is not a file of this program; InputError where no file has the variant.
[[nodiscard]] FileComparison compare_files(const std::string& path_a, const std::string& path_b,
                                           const CompareOptions& options);

// One line for each difference, at most `most_lines` of them, and a summary.
[[nodiscard]] std::string comparison_text(const FileComparison& comparison, std::size_t most_lines);

}  // namespace etslink
