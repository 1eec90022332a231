// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "files/file_access.h"

namespace etslink {

using TextAttributes = std::vector<std::pair<std::string, std::string>>;

// Reads a file that this program wrote, in the netCDF-4 data model. Variables are named by their path in the file:
// "gdp", "state/edge_price"; groups by theirs, the root group by "". Copies share the file.
class NetcdfReader {
 public:
  // Groups of our files lie in each other to this depth: /variants/NAME/state; what lies deeper is not read.
  static constexpr int deepest_group = 3;

  // Throws FileError where the file can't be opened or is damaged (file_seal.h), as do all below for what the file does
  // not have or has in another type or size.
  explicit NetcdfReader(const std::string& path);
  // The same file as if one of its groups was the root group.
  [[nodiscard]] NetcdfReader in_group(const std::string& group) const;

  [[nodiscard]] const std::string& path() const;  // of the file

  // Attributes of a group as text, in the order of writing; those that are neither text nor a number are empty.
  [[nodiscard]] TextAttributes attributes(const std::string& group = "") const;
  // Value of one of them; empty where there is none.
  [[nodiscard]] std::string attribute(const std::string& name, const std::string& group = "") const;
  [[nodiscard]] std::vector<std::string> group_names(const std::string& group = "") const;  // paths of those in a group
  // Paths of the variables of a group, coordinates and dimensions without labels included.
  [[nodiscard]] std::vector<std::string> variable_names(const std::string& group = "") const;
  [[nodiscard]] bool has_variable(const std::string& variable) const;

  // Text attributes of a variable, such as units: all, and one, empty where it has none.
  [[nodiscard]] TextAttributes variable_attributes(const std::string& variable) const;
  [[nodiscard]] std::string variable_attribute(const std::string& variable, const std::string& name) const;
  // Paths of the dimensions, slowest first; a dimension has itself. The variable has their lengths.
  [[nodiscard]] std::vector<std::string> dimensions(const std::string& variable) const;
  // Throws FileError where the variable has other dimensions.
  void expect_dimensions(const std::string& variable, const std::vector<std::string>& wanted) const;
  [[nodiscard]] std::vector<std::size_t> shape(const std::string& variable) const;
  // A dimension that has a length and no labels; there is nothing to read.
  [[nodiscard]] bool is_unlabelled_dimension(const std::string& variable) const;
  [[nodiscard]] bool is_text(const std::string& variable) const;
  [[nodiscard]] std::vector<double> read_numbers(const std::string& variable) const;
  [[nodiscard]] std::vector<std::string> read_text(const std::string& variable) const;

 private:
  struct Implementation;
  [[nodiscard]] std::string full(const std::string& path) const;      // from the root of the file
  [[nodiscard]] std::string relative(const std::string& path) const;  // from there to a path as it is asked for

  std::shared_ptr<const Implementation> implementation_;
  std::string base_;  // the group that is the root: "", or "variants/NAME/"
};

}  // namespace etslink
