// SPDX-License-Identifier: Apache-2.0
#include "results/hdf5_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include "files/input_files.h"
#include "model/number_text.h"
#include "results/hdf5_handle.h"
#include "results/netcdf_text.h"

namespace etslink {
namespace {

constexpr std::size_t longest_name = 256;

// What the specification adds to a variable to tie it to its dimensions.
const std::set<std::string> bookkeeping = {"CLASS",          "NAME",          "DIMENSION_LIST",
                                           "REFERENCE_LIST", "_Netcdf4Dimid", "_Netcdf4Coordinates"};

// Visitor of H5DSiterate_scales: takes down where in the file the first scale is, and stops.
herr_t note_address(hid_t /*variable*/, unsigned /*dimension*/, hid_t scale, void* address) {
  H5O_info_t info;
  if (H5Oget_info2(scale, &info, H5O_INFO_BASIC) < 0) return -1;
  *static_cast<haddr_t*>(address) = info.addr;
  return 1;
}

}  // namespace

struct NetcdfReader::Implementation {
  std::string path;
  Handle file;
  std::map<haddr_t, std::string> path_at;  // of the variables by their place in the file

  explicit Implementation(const std::string& p) : path(p), file(open(p)) {
    note_places("");
    for (const auto& group : members("", H5I_GROUP)) note_places(group);
  }

  static Handle open(const std::string& path) {
    check_readable(path);
    note_input(path);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path, "make properties");
    H5Pset_file_locking(access, true, true);  // some network file systems can't lock
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose, path,
            "open the file: it is not an HDF5 file, or it is damaged"};
  }

  void note_places(const std::string& group) {
    for (const auto& name : members(group, H5I_DATASET)) {
      H5O_info_t info;
      if (H5Oget_info2(variable(name), &info, H5O_INFO_BASIC) >= 0) path_at[info.addr] = name;
    }
  }

  [[nodiscard]] Handle group(const std::string& name) const {
    return {H5Gopen2(file, name.empty() ? "/" : name.c_str(), H5P_DEFAULT), H5Gclose, path,
            "find the group '" + name + "'"};
  }

  // Paths of the variables or groups in a group.
  [[nodiscard]] std::vector<std::string> members(const std::string& in, H5I_type_t kind) const {
    const Handle folder = group(in);
    H5G_info_t info;
    if (H5Gget_info(folder, &info) < 0) throw FileError(path, "HDF5 could not list the variables");
    std::vector<std::string> result;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
      char name[longest_name] = "";
      H5Lget_name_by_idx(folder, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, sizeof name, H5P_DEFAULT);
      const Handle object(H5Oopen(folder, name, H5P_DEFAULT), H5Oclose, path, std::string("open ") + name);
      if (H5Iget_type(object) == kind) result.push_back(in.empty() ? name : in + "/" + name);
    }
    return result;
  }

  [[nodiscard]] Handle variable(const std::string& name) const {
    return {H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, "find the variable '" + name + "'"};
  }

  // Value of a text or scalar number attribute as text; empty for others.
  [[nodiscard]] std::string text(hid_t attribute) const {
    const Handle type(H5Aget_type(attribute), H5Tclose, path, "read an attribute");
    if (H5Tis_variable_str(type) > 0) {
      char* value = nullptr;
      if (H5Aread(attribute, type, &value) < 0) throw FileError(path, "HDF5 could not read an attribute");
      std::string result = value ? value : "";
      H5free_memory(value);
      return result;
    }
    const Handle space(H5Aget_space(attribute), H5Sclose, path, "read an attribute");
    if (H5Sget_simple_extent_npoints(space) != 1) return {};
    double number = 0;
    const auto kind = H5Tget_class(type);
    const bool is_number = kind == H5T_INTEGER || kind == H5T_FLOAT;
    return is_number && H5Aread(attribute, H5T_NATIVE_DOUBLE, &number) >= 0 ? shortest_text(number) : "";
  }

  [[nodiscard]] TextAttributes attributes(hid_t object) const {
    H5O_info_t info;
    if (H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS) < 0)
      throw FileError(path, "HDF5 could not list the attributes");
    TextAttributes result;
    for (hsize_t i = 0; i < info.num_attrs; ++i) {
      const Handle attribute(H5Aopen_by_idx(object, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT),
                             H5Aclose, path, "open an attribute");
      char name[longest_name] = "";
      H5Aget_name(attribute, sizeof name, name);
      result.emplace_back(name, text(attribute));
    }
    return result;
  }

  [[nodiscard]] std::size_t count(hid_t dataset) const {
    const Handle space(H5Dget_space(dataset), H5Sclose, path, "read a shape");
    return static_cast<std::size_t>(H5Sget_simple_extent_npoints(space));
  }

  [[nodiscard]] std::vector<std::size_t> shape(hid_t dataset) const {
    const Handle space(H5Dget_space(dataset), H5Sclose, path, "read a shape");
    std::vector<hsize_t> lengths(std::max(0, H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, lengths.data(), nullptr);
    return {lengths.begin(), lengths.end()};
  }
};

NetcdfReader::NetcdfReader(const std::string& path) : implementation_(std::make_unique<Implementation>(path)) {}

NetcdfReader::~NetcdfReader() = default;

const std::string& NetcdfReader::path() const { return implementation_->path; }

TextAttributes NetcdfReader::attributes(const std::string& group) const {
  return implementation_->attributes(implementation_->group(group));
}

std::string NetcdfReader::attribute(const std::string& name, const std::string& group) const {
  for (const auto& [key, value] : attributes(group)) {
    if (key == name) return value;
  }
  return {};
}

std::vector<std::string> NetcdfReader::group_names() const { return implementation_->members("", H5I_GROUP); }

std::vector<std::string> NetcdfReader::variable_names(const std::string& group) const {
  return implementation_->members(group, H5I_DATASET);
}

bool NetcdfReader::has_variable(const std::string& variable) const {
  const auto& places = implementation_->path_at;
  return std::any_of(places.begin(), places.end(), [&](const auto& place) { return place.second == variable; });
}

TextAttributes NetcdfReader::variable_attributes(const std::string& variable) const {
  auto all = implementation_->attributes(implementation_->variable(variable));
  std::erase_if(all, [](const auto& attribute) { return bookkeeping.contains(attribute.first); });
  return all;
}

std::string NetcdfReader::variable_attribute(const std::string& variable, const std::string& name) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(variable);
  if (H5Aexists(dataset, name.c_str()) <= 0) return {};
  const Handle attribute(H5Aopen(dataset, name.c_str(), H5P_DEFAULT), H5Aclose, it.path, "open attribute " + name);
  return it.text(attribute);
}

std::vector<std::string> NetcdfReader::dimensions(const std::string& variable) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(variable);
  if (H5DSis_scale(dataset) > 0) return {variable};
  std::vector<std::string> result;
  for (unsigned i = 0; i < it.shape(dataset).size(); ++i) {
    haddr_t address = HADDR_UNDEF;
    H5DSiterate_scales(dataset, i, nullptr, note_address, &address);
    const auto place = it.path_at.find(address);
    if (place == it.path_at.end())
      throw FileError(it.path, "a dimension of the variable '" + variable + "' has no name");
    result.push_back(place->second);
  }
  return result;
}

std::vector<std::size_t> NetcdfReader::shape(const std::string& variable) const {
  return implementation_->shape(implementation_->variable(variable));
}

bool NetcdfReader::is_unlabelled_dimension(const std::string& variable) const {
  const NetcdfReader::Implementation& it = *implementation_;
  const Handle dataset = it.variable(variable);
  char mark[longest_name] = "";
  const bool is_dimension = H5DSis_scale(dataset) > 0 && H5DSget_scale_name(dataset, mark, sizeof mark) > 0;
  return is_dimension && mark == unlabelled_dimension_mark(it.count(dataset));
}

bool NetcdfReader::is_text(const std::string& variable) const {
  const Handle dataset = implementation_->variable(variable);
  const Handle type(H5Dget_type(dataset), H5Tclose, implementation_->path, "read a type");
  return H5Tis_variable_str(type) > 0;
}

std::vector<double> NetcdfReader::read_numbers(const std::string& variable) const {
  const Handle dataset = implementation_->variable(variable);
  std::vector<double> values(implementation_->count(dataset));
  if (!values.empty() && H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    throw FileError(implementation_->path, "HDF5 could not read the variable '" + variable + "'");
  }
  return values;
}

std::vector<std::string> NetcdfReader::read_text(const std::string& variable) const {
  const Handle dataset = implementation_->variable(variable);
  const Handle type = string_type(implementation_->path);
  std::vector<char*> text(implementation_->count(dataset));
  if (!text.empty() && H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()) < 0) {
    throw FileError(implementation_->path, "HDF5 could not read the variable '" + variable + "'");
  }
  std::vector<std::string> result;
  for (char* line : text) {
    result.emplace_back(line ? line : "");
    H5free_memory(line);
  }
  return result;
}

}  // namespace etslink
