// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "files/file_access.h"

namespace etslink {

// Name, dimensions and attributes of a netCDF variable.
struct VariableInfo {
  std::string name;
  std::vector<std::string> dimensions;  // slowest first
  std::string units, long_name;
  std::string description;  // its formula
};

// A group of a file in the netCDF-4 data model. Dimensions are looked up here, then in the group above. Whatever can
// have a checksum of HDF5 has one: damage shows in other readers as well.
class NetcdfGroup {
 public:
  // A dimension without labels, and one whose coordinate variable holds them.
  void add_dimension(const std::string& name, std::size_t length);
  void add_dimension(const std::string& name, std::span<const std::string> labels, const std::string& long_name);

  // Values in row-major order; their number is the product of the dimensions. Doubles get _FillValue NaN.
  void write(const VariableInfo& info, std::span<const double> values);
  void write(const VariableInfo& info, std::span<const int> values);
  void write(const VariableInfo& info, std::span<const std::string> values);
  // Index into `categories` per value, as a CF flag variable (flag_values, flag_meanings; spaces become underscores).
  void write_categories(const VariableInfo& info, std::span<const int> values, std::span<const std::string> categories);

  void set_attribute(const std::string& name, const std::string& value);
  void set_attribute(const std::string& name, int value);
  void set_attribute(const std::string& name, double value);

  [[nodiscard]] NetcdfGroup add_group(const std::string& name);

 private:
  friend class NetcdfWriter;
  struct Implementation;
  explicit NetcdfGroup(std::shared_ptr<Implementation> implementation);
  std::shared_ptr<Implementation> implementation_;
};

// Builds the file in memory; commit() closes it, seals it (file_seal.h) and writes it to PATH in one step; nothing can
// be added after it. Without commit(), or when it throws WriteError, an old file at PATH stays as it is. Equal content
// gives equal bytes.
class NetcdfWriter {
 public:
  explicit NetcdfWriter(const std::string& path);
  ~NetcdfWriter();
  NetcdfWriter(const NetcdfWriter&) = delete;
  NetcdfWriter& operator=(const NetcdfWriter&) = delete;

  [[nodiscard]] NetcdfGroup& root();
  void commit();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace etslink
