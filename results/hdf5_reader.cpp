// SPDX-License-Identifier: Apache-2.0
#include "results/hdf5_reader.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "files/input_files.h"
#include "model/number_text.h"
#include "results/file_seal.h"
#include "results/hdf5_handle.h"
#include "results/netcdf_text.h"

namespace etslink {
namespace {

const char *const dimension_number = "_Netcdf4Dimid", *const dimension_list = "_Netcdf4Coordinates",
                  *const scale_name = "NAME";

// What the specification adds to a variable to tie it to its dimensions and to say how its text is written.
const std::set<std::string> bookkeeping = {"CLASS",          "NAME",         "DIMENSION_LIST",       "REFERENCE_LIST",
                                           dimension_number, dimension_list, text_encoding_attribute};

std::string without_zeros(std::string_view text) {
  return std::string(text.substr(0, text.find_last_not_of('\0') + 1));
}

}  // namespace

// Nothing is read before its type, rank and size are what they should be.
struct NetcdfReader::Implementation {
  std::string path;
  std::size_t file_size = 0;  // nothing in the file is larger [bytes]
  Handle file;
  std::map<int, std::string> dimension_at;  // paths of the dimensions by their number
  std::set<std::string> variables;

  explicit Implementation(const std::string& p) : path(p), file(open(p)) {
    file_size = std::filesystem::file_size(path);
    note_members("", 0);
  }

  static Handle open(const std::string& path) {
    check_readable(path);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) throw FileError(path, "can't be read: it is no regular file");
    note_input(path);
    check_seal(path);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path, "make properties");
    H5Pset_file_locking(access, true, true);  // some network file systems can't lock
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose, path,
            "open the file: it is not an HDF5 file, or it is damaged"};
  }

  [[noreturn]] void fail(const std::string& what) const { throw FileError(path, what); }

  void note_members(const std::string& group_name, int depth) {
    for (const auto& name : members(group_name, H5I_DATASET)) {
      variables.insert(name);
      const Handle dataset = variable(name);
      if (H5Aexists(dataset, dimension_number) > 0) dimension_at[integers(dataset, dimension_number, 1).front()] = name;
    }
    if (depth == deepest_group) return;
    for (const auto& group : members(group_name, H5I_GROUP)) note_members(group, depth + 1);
  }

  [[nodiscard]] Handle group(const std::string& name) const {
    return {H5Gopen2(file, name.empty() ? "/" : name.c_str(), H5P_DEFAULT), H5Gclose, path,
            "find the group '" + name + "'"};
  }

  [[nodiscard]] Handle variable(const std::string& name) const {
    return {H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, "find the variable '" + name + "'"};
  }

  // By creation where the file knows that, else by name.
  [[nodiscard]] H5_index_t member_order(hid_t folder) const {
    const Handle properties(H5Gget_create_plist(folder), H5Pclose, path, "read a group");
    unsigned flags = 0;
    const bool is_known = H5Pget_link_creation_order(properties, &flags) >= 0 && flags == creation_order;
    return is_known ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  }

  [[nodiscard]] H5_index_t attribute_order(hid_t object) const {
    const bool is_group = H5Iget_type(object) == H5I_GROUP;
    const Handle properties(is_group ? H5Gget_create_plist(object) : H5Dget_create_plist(object), H5Pclose, path,
                            "read the attributes");
    unsigned flags = 0;
    const bool is_known = H5Pget_attr_creation_order(properties, &flags) >= 0 && flags == creation_order;
    return is_known ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  }

  // Paths of the variables or groups in a group.
  [[nodiscard]] std::vector<std::string> members(const std::string& in, H5I_type_t kind) const {
    const Handle folder = group(in);
    const auto order = member_order(folder);
    H5G_info_t info;
    if (H5Gget_info(folder, &info) < 0) fail("HDF5 could not list the variables");
    std::vector<std::string> result;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
      const auto name = link_name(folder, order, i);
      const Handle object(H5Oopen(folder, name.c_str(), H5P_DEFAULT), H5Oclose, path, "open " + name);
      if (H5Iget_type(object) == kind) result.push_back(in.empty() ? name : in + "/" + name);
    }
    return result;
  }

  [[nodiscard]] std::string link_name(hid_t folder, H5_index_t order, hsize_t i) const {
    H5L_info_t link;
    const ssize_t length = H5Lget_name_by_idx(folder, ".", order, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT);
    if (length <= 0 || H5Lget_info_by_idx(folder, ".", order, H5_ITER_INC, i, &link, H5P_DEFAULT) < 0)
      fail("HDF5 could not list the variables");
    std::string name(static_cast<std::size_t>(length), '\0');
    H5Lget_name_by_idx(folder, ".", order, H5_ITER_INC, i, name.data(), name.size() + 1, H5P_DEFAULT);
    if (link.type != H5L_TYPE_HARD) fail("'" + name + "' is a link to elsewhere, which no file of this program has");
    return name;
  }

  [[nodiscard]] Handle open_attribute(hid_t object, const std::string& name) const {
    return {H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, path, "open attribute " + name};
  }

  [[nodiscard]] hssize_t value_count(hid_t attribute) const {
    const Handle space(H5Aget_space(attribute), H5Sclose, path, "read an attribute");
    return H5Sget_simple_extent_npoints(space);
  }

  // Values of an attribute that has to be so many whole numbers.
  [[nodiscard]] std::vector<int> integers(hid_t object, const std::string& name, std::size_t count) const {
    const Handle attribute = open_attribute(object, name);
    const Handle type(H5Aget_type(attribute), H5Tclose, path, "read attribute " + name);
    std::vector<int> values(count);
    const bool fits = H5Tget_class(type) == H5T_INTEGER && value_count(attribute) == static_cast<hssize_t>(count);
    if (!fits || H5Aread(attribute, H5T_NATIVE_INT, values.data()) < 0)
      fail("the attribute " + name + " of a variable is not what netCDF writes");
    return values;
  }

  // Value of a text of fixed length or of a scalar number as text; empty for others.
  [[nodiscard]] std::string text(hid_t attribute) const {
    const Handle type(H5Aget_type(attribute), H5Tclose, path, "read an attribute");
    if (value_count(attribute) != 1) return {};
    const auto kind = H5Tget_class(type);
    const std::size_t size = H5Tget_size(type);
    if (kind == H5T_STRING && H5Tis_variable_str(type) == 0 && size <= file_size) {
      std::string value(size, '\0');
      if (H5Aread(attribute, type, value.data()) < 0) fail("HDF5 could not read an attribute");
      return without_zeros(value);
    }
    double number = 0;
    const bool is_number = kind == H5T_INTEGER || kind == H5T_FLOAT;
    return is_number && H5Aread(attribute, H5T_NATIVE_DOUBLE, &number) >= 0 ? shortest_text(number) : "";
  }

  [[nodiscard]] TextAttributes attributes(hid_t object) const {
    H5O_info_t info;
    if (H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS) < 0) fail("HDF5 could not list the attributes");
    const auto order = attribute_order(object);
    TextAttributes result;
    for (hsize_t i = 0; i < info.num_attrs; ++i) {
      const Handle attribute(H5Aopen_by_idx(object, ".", order, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                             path, "open an attribute");
      const ssize_t length = H5Aget_name(attribute, 0, nullptr);
      if (length <= 0) fail("HDF5 could not list the attributes");
      std::string name(static_cast<std::size_t>(length), '\0');
      H5Aget_name(attribute, name.size() + 1, name.data());
      result.emplace_back(name, text(attribute));
    }
    return result;
  }

  [[nodiscard]] std::string attribute(hid_t object, const std::string& name) const {
    return H5Aexists(object, name.c_str()) > 0 ? text(open_attribute(object, name)) : "";
  }

  [[nodiscard]] std::vector<std::size_t> full_shape(hid_t dataset) const {
    const Handle space(H5Dget_space(dataset), H5Sclose, path, "read a shape");
    std::vector<hsize_t> lengths(std::max(0, H5Sget_simple_extent_ndims(space)));
    if (!lengths.empty() && H5Sget_simple_extent_dims(space, lengths.data(), nullptr) < 0) fail("a shape is missing");
    return {lengths.begin(), lengths.end()};
  }

  // A row of characters for each text.
  [[nodiscard]] bool is_text(hid_t dataset) const {
    const Handle type(H5Dget_type(dataset), H5Tclose, path, "read a type");
    return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 && H5Tget_size(type) == 1 &&
           !full_shape(dataset).empty();
  }

  // Number of values; FileError where the file does not hold them all, as ours do.
  [[nodiscard]] std::size_t complete_count(hid_t dataset, const std::string& name) const {
    const Handle type(H5Dget_type(dataset), H5Tclose, path, "read a type");
    const Handle space(H5Dget_space(dataset), H5Sclose, path, "read a shape");
    const hssize_t count = H5Sget_simple_extent_npoints(space);
    const auto stored = static_cast<double>(H5Dget_storage_size(dataset));
    if (count < 0 || stored > static_cast<double>(file_size) ||
        static_cast<double>(count) * static_cast<double>(H5Tget_size(type)) > stored)
      fail("the variable '" + name + "' is not complete");
    return static_cast<std::size_t>(count);
  }

  [[nodiscard]] bool is_number(hid_t dataset) const {
    const Handle type(H5Dget_type(dataset), H5Tclose, path, "read a type");
    return H5Tget_class(type) == H5T_INTEGER || H5Tget_class(type) == H5T_FLOAT;
  }

  void read(hid_t dataset, hid_t memory_type, void* to, const std::string& name) const {
    if (H5Dread(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to) < 0)
      fail("HDF5 could not read the variable '" + name + "'");
  }
};

NetcdfReader::NetcdfReader(const std::string& path) : implementation_(std::make_shared<Implementation>(path)) {}

std::string NetcdfReader::full(const std::string& path) const {
  return path.empty() && !base_.empty() ? base_.substr(0, base_.size() - 1) : base_ + path;
}

std::string NetcdfReader::relative(const std::string& path) const {
  if (!path.starts_with(base_)) implementation_->fail("'" + path + "' is used by the group '" + full("") + "'");
  return path.substr(base_.size());
}

NetcdfReader NetcdfReader::in_group(const std::string& group) const {
  NetcdfReader reader = *this;
  static_cast<void>(implementation_->group(full(group)));
  reader.base_ = full(group) + "/";
  return reader;
}

const std::string& NetcdfReader::path() const { return implementation_->path; }

TextAttributes NetcdfReader::attributes(const std::string& group) const {
  return implementation_->attributes(implementation_->group(full(group)));
}

std::string NetcdfReader::attribute(const std::string& name, const std::string& group) const {
  return implementation_->attribute(implementation_->group(full(group)), name);
}

std::vector<std::string> NetcdfReader::group_names(const std::string& group) const {
  auto names = implementation_->members(full(group), H5I_GROUP);
  for (auto& name : names) name = relative(name);
  return names;
}

std::vector<std::string> NetcdfReader::variable_names(const std::string& group) const {
  auto names = implementation_->members(full(group), H5I_DATASET);
  std::erase_if(names, [](const std::string& name) { return is_text_dimension(name.substr(name.rfind('/') + 1)); });
  for (auto& name : names) name = relative(name);
  return names;
}

bool NetcdfReader::has_variable(const std::string& variable) const {
  return implementation_->variables.contains(full(variable));
}

TextAttributes NetcdfReader::variable_attributes(const std::string& variable) const {
  auto all = implementation_->attributes(implementation_->variable(full(variable)));
  std::erase_if(all, [](const auto& attribute) { return bookkeeping.contains(attribute.first); });
  return all;
}

std::string NetcdfReader::variable_attribute(const std::string& variable, const std::string& name) const {
  return implementation_->attribute(implementation_->variable(full(variable)), name);
}

std::vector<std::string> NetcdfReader::dimensions(const std::string& variable) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(full(variable));
  if (H5Aexists(dataset, dimension_number) > 0) return {variable};
  const std::size_t rank = it.full_shape(dataset).size();
  std::vector<std::string> result;
  for (const int number : rank == 0 ? std::vector<int>() : it.integers(dataset, dimension_list, rank)) {
    const auto name = it.dimension_at.find(number);
    if (name == it.dimension_at.end()) it.fail("a dimension of the variable '" + variable + "' has no name");
    result.push_back(name->second);
  }
  const auto lengths = it.full_shape(dataset);
  for (std::size_t i = 0; i < rank; ++i) {
    const auto length = it.full_shape(it.variable(result[i]));
    if (length.empty() || length.front() != lengths[i])
      it.fail("the variable '" + variable + "' has another length than its dimension '" + result[i] + "'");
  }
  if (it.is_text(dataset)) result.pop_back();  // the characters, a dimension of the root group
  for (std::string& name : result) name = relative(name);
  return result;
}

void NetcdfReader::expect_dimensions(const std::string& variable, const std::vector<std::string>& wanted) const {
  if (dimensions(variable) != wanted)
    implementation_->fail("the variable '" + variable + "' has other dimensions than it should");
}

std::vector<std::size_t> NetcdfReader::shape(const std::string& variable) const {
  const Handle dataset = implementation_->variable(full(variable));
  auto lengths = implementation_->full_shape(dataset);
  if (implementation_->is_text(dataset)) lengths.pop_back();
  return lengths;
}

bool NetcdfReader::is_unlabelled_dimension(const std::string& variable) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(full(variable));
  const auto lengths = it.full_shape(dataset);
  return H5Aexists(dataset, dimension_number) > 0 && lengths.size() == 1 &&
         it.attribute(dataset, scale_name) == unlabelled_dimension_mark(lengths.front());
}

bool NetcdfReader::is_text(const std::string& variable) const {
  return implementation_->is_text(implementation_->variable(full(variable)));
}

std::vector<double> NetcdfReader::read_numbers(const std::string& variable) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(full(variable));
  if (!it.is_number(dataset)) it.fail("the variable '" + variable + "' is not of numbers");
  std::vector<double> values(it.complete_count(dataset, variable));
  if (!values.empty()) it.read(dataset, H5T_NATIVE_DOUBLE, values.data(), variable);
  return values;
}

std::vector<std::string> NetcdfReader::read_text(const std::string& variable) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(full(variable));
  if (!it.is_text(dataset)) it.fail("the variable '" + variable + "' is not of text");
  const Handle type(H5Dget_type(dataset), H5Tclose, it.path, "read a type");
  std::string characters(it.complete_count(dataset, variable), '\0');
  if (!characters.empty()) it.read(dataset, type, characters.data(), variable);
  const std::size_t length = it.full_shape(dataset).back();
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < characters.size(); begin += length)
    result.push_back(without_zeros(std::string_view(characters).substr(begin, length)));
  return result;
}

}  // namespace etslink
