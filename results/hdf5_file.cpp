// SPDX-License-Identifier: Apache-2.0
// How netCDF-4 data live in HDF5: docs.unidata.ucar.edu, "netCDF-4 file format specification".
#include "results/hdf5_file.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

#include "results/file_seal.h"
#include "results/hdf5_image_handle.h"
#include "results/netcdf_text.h"

namespace etslink {
namespace {

// Texts are rows of characters, zeros behind their end, as in all versions of netCDF: libnetcdf 4.9 reads HDF5's texts
// of fixed length wrongly. All of one variable are as long as its longest.
std::size_t text_length(std::span<const std::string> text) {
  std::size_t longest = 1;
  for (const std::string& line : text) longest = std::max(longest, line.size());
  return longest;
}

std::string characters(std::span<const std::string> text) {
  const std::size_t length = text_length(text);
  std::string all;
  for (std::string line : text) {
    line.resize(length, '\0');
    all += line;
  }
  return all;
}

// The type of netCDF's characters.
Handle character_type(const std::string& path) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, path, "make a character type");
  if (H5Tset_strpad(type, H5T_STR_NULLTERM) < 0) throw FileError(path, "HDF5 could not make a character type");
  return type;
}

// Checksums are of chunks: the whole variable, or where it is large equal parts of it along its slowest dimensions.
std::vector<hsize_t> chunk_shape(std::vector<hsize_t> shape, std::size_t element_size) {
  constexpr hsize_t largest = hsize_t{1} << 20;  // bytes, as HDF5's cache
  for (hsize_t& length : shape) length = std::max(hsize_t{1}, length);
  for (hsize_t& length : shape) {
    const hsize_t all = std::accumulate(shape.begin(), shape.end(), hsize_t{element_size}, std::multiplies<>());
    if (all <= largest) break;
    const hsize_t most = std::max(hsize_t{1}, largest / (all / length)), parts = (length + most - 1) / most;
    length = (length + parts - 1) / parts;
  }
  return shape;
}

}  // namespace

struct NetcdfGroup::Implementation {
  struct Dimension {
    std::size_t length = 0;
    std::string scale_path;  // of the dimension scale in the file
    int id = 0;              // unique in the file
  };

  struct RawValue {
    hid_t type = -1;
    std::vector<hsize_t> shape;  // empty: scalar
    const void* data = nullptr;
  };

  std::string path;      // of the file, for messages
  std::string location;  // of the group in the file
  Handle group;
  std::map<std::string, Dimension> dimensions;
  std::shared_ptr<Implementation> parent;
  std::shared_ptr<int> next_dimension_id = std::make_shared<int>(0);  // unique in the file

  Implementation(std::string file_path, std::string group_location, Handle opened_group)
      : path(std::move(file_path)), location(std::move(group_location)), group(std::move(opened_group)) {}

  void check(herr_t status, const std::string& what) const {
    if (status < 0) throw FileError(path, "HDF5 could not " + what);
  }

  [[nodiscard]] const Dimension& find(const std::string& name) const {
    for (const Implementation* at = this; at; at = at->parent.get()) {
      const auto it = at->dimensions.find(name);
      if (it != at->dimensions.end()) return it->second;
    }
    throw std::logic_error("no dimension '" + name + "' in the results file");
  }

  [[nodiscard]] Handle dataspace(const std::vector<hsize_t>& shape) const {
    const int rank = static_cast<int>(shape.size());
    return {rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, shape.data(), nullptr), H5Sclose, path,
            "make a shape"};
  }

  // Object times would make equal results differ in their bytes.
  [[nodiscard]] Handle creation_properties(hid_t kind) const {
    Handle properties(H5Pcreate(kind), H5Pclose, path, "make properties");
    check(H5Pset_obj_track_times(properties, false), "switch object times off");
    check(H5Pset_attr_creation_order(properties, creation_order), "order attributes");
    return properties;
  }

  void attribute(hid_t object, const std::string& name, const RawValue& value) const {
    const Handle space = dataspace(value.shape);
    const Handle attribute(H5Acreate2(object, name.c_str(), value.type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                           path, "create attribute " + name);
    check(H5Awrite(attribute, value.type, value.data), "write attribute " + name);
  }

  void text_attribute(hid_t object, const std::string& name, const std::string& value) const {
    const Handle type = text_type(std::max<std::size_t>(1, value.size()), path);
    attribute(object, name, {type, {}, value.c_str()});
  }

  [[nodiscard]] Handle create_dataset(const std::string& name, hid_t type, const std::vector<hsize_t>& shape) const {
    const Handle space = dataspace(shape);
    const Handle properties = creation_properties(H5P_DATASET_CREATE);
    if (!shape.empty()) {
      const auto chunk = chunk_shape(shape, H5Tget_size(type));
      check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "cut into chunks");
      check(H5Pset_fletcher32(properties), "add checksums");
    }
    const double missing = std::numeric_limits<double>::quiet_NaN();
    if (type == H5T_IEEE_F64LE) check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &missing), "set the fill value");
    return {H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose, path,
            "create variable " + name};
  }

  void add_scale(const std::string& name, std::size_t length, hid_t dataset, const std::string& mark) {
    check(H5DSset_scale(dataset, mark.c_str()), "make dimension " + name);
    const int id = (*next_dimension_id)++;
    attribute(dataset, "_Netcdf4Dimid", {H5T_STD_I32LE, {}, &id});
    dimensions[name] = {length, location + "/" + name, id};
  }

  void add_unlabelled(const std::string& name, std::size_t length) {
    const Handle dataset = create_dataset(name, H5T_IEEE_F32BE, {length});
    add_scale(name, length, dataset, unlabelled_dimension_mark(length));
  }

  // Name of the dimension of a text variable's characters. Each has its own, since xarray shortens them when it writes
  // a part of a file again; all stand in the root group.
  std::string text_dimension(const std::string& variable, std::size_t length) {
    if (parent) return parent->text_dimension(location.substr(location.rfind('/') + 1) + "_" + variable, length);
    auto name = text_dimension_name(variable, length);
    if (!dimensions.contains(name)) add_unlabelled(name, length);  // of a/b_c and a_b/c it is the same
    return name;
  }

  // netCDF and this program find the dimensions by their numbers; dimension scales are for other readers of HDF5.
  void note_dimensions(hid_t dataset, const std::vector<std::string>& names) const {
    if (names.empty()) return;
    std::vector<int> ids;
    for (const std::string& name : names) ids.push_back(find(name).id);
    attribute(dataset, "_Netcdf4Coordinates", {H5T_STD_I32LE, {ids.size()}, ids.data()});
  }

  // Creates a variable with its attributes and dimension scales; the caller fills it.
  [[nodiscard]] Handle create_variable(const VariableInfo& info, hid_t type, std::size_t count) const {
    std::vector<hsize_t> shape;
    for (const std::string& name : info.dimensions) shape.push_back(find(name).length);
    const auto product = std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>());
    if (product != count) throw std::logic_error("variable '" + info.name + "' has another size than its dimensions");
    Handle dataset = create_dataset(info.name, type, shape);
    for (unsigned i = 0; i < info.dimensions.size(); ++i) {
      const Handle scale(H5Dopen2(group, find(info.dimensions[i]).scale_path.c_str(), H5P_DEFAULT), H5Dclose, path,
                         "open dimension " + info.dimensions[i]);
      check(H5DSattach_scale(dataset, scale, i), "attach dimension " + info.dimensions[i]);
    }
    note_dimensions(dataset, info.dimensions);
    if (!info.units.empty()) text_attribute(dataset, "units", info.units);
    if (!info.long_name.empty()) text_attribute(dataset, "long_name", info.long_name);
    if (!info.description.empty()) text_attribute(dataset, "description", info.description);
    return dataset;
  }

  void fill(hid_t dataset, hid_t memory_type, std::size_t count, const void* data) const {
    if (count == 0) return;
    check(H5Dwrite(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write data");
  }
};

NetcdfGroup::NetcdfGroup(std::shared_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

void NetcdfGroup::add_dimension(const std::string& name, std::size_t length) {
  implementation_->add_unlabelled(name, length);
}

void NetcdfGroup::add_dimension(const std::string& name, std::span<const std::string> labels,
                                const std::string& long_name) {
  Implementation& it = *implementation_;
  const std::size_t length = text_length(labels);
  const std::string letters = it.text_dimension(name, length);
  const Handle type = character_type(it.path);
  const Handle dataset = it.create_dataset(name, type, {labels.size(), length});
  it.add_scale(name, labels.size(), dataset, name);
  it.note_dimensions(dataset, {name, letters});
  it.text_attribute(dataset, text_encoding_attribute, "utf-8");
  it.text_attribute(dataset, "long_name", long_name);
  it.fill(dataset, type, labels.size(), characters(labels).data());
}

void NetcdfGroup::write(const VariableInfo& info, std::span<const double> values) {
  const Handle dataset = implementation_->create_variable(info, H5T_IEEE_F64LE, values.size());
  const double missing = std::numeric_limits<double>::quiet_NaN();
  implementation_->attribute(dataset, "_FillValue", {H5T_IEEE_F64LE, {1}, &missing});
  implementation_->fill(dataset, H5T_NATIVE_DOUBLE, values.size(), values.data());
}

void NetcdfGroup::write(const VariableInfo& info, std::span<const int> values) {
  const Handle dataset = implementation_->create_variable(info, H5T_STD_I32LE, values.size());
  implementation_->fill(dataset, H5T_NATIVE_INT, values.size(), values.data());
}

void NetcdfGroup::write(const VariableInfo& info, std::span<const std::string> values) {
  const std::size_t length = text_length(values);
  VariableInfo rows = info;
  rows.dimensions.push_back(implementation_->text_dimension(info.name, length));
  const Handle type = character_type(implementation_->path);
  const Handle dataset = implementation_->create_variable(rows, type, values.size() * length);
  implementation_->text_attribute(dataset, text_encoding_attribute, "utf-8");
  implementation_->fill(dataset, type, values.size(), characters(values).data());
}

void NetcdfGroup::write_categories(const VariableInfo& info, std::span<const int> values,
                                   std::span<const std::string> categories) {
  const Handle dataset = implementation_->create_variable(info, H5T_STD_I8LE, values.size());
  std::vector<std::int8_t> flags(categories.size());
  std::iota(flags.begin(), flags.end(), std::int8_t{0});
  implementation_->attribute(dataset, "flag_values", {H5T_STD_I8LE, {flags.size()}, flags.data()});
  implementation_->text_attribute(dataset, "flag_meanings", flag_meanings(categories));
  implementation_->fill(dataset, H5T_NATIVE_INT, values.size(), values.data());
}

void NetcdfGroup::set_attribute(const std::string& name, const std::string& value) {
  implementation_->text_attribute(implementation_->group, name, value);
}

void NetcdfGroup::set_attribute(const std::string& name, int value) {
  implementation_->attribute(implementation_->group, name, {H5T_STD_I32LE, {}, &value});
}

void NetcdfGroup::set_attribute(const std::string& name, double value) {
  implementation_->attribute(implementation_->group, name, {H5T_IEEE_F64LE, {}, &value});
}

NetcdfGroup NetcdfGroup::add_group(const std::string& name) {
  const Implementation& above = *implementation_;
  const Handle properties = above.creation_properties(H5P_GROUP_CREATE);
  above.check(H5Pset_link_creation_order(properties, creation_order), "order links");
  Handle group(H5Gcreate2(above.group, name.c_str(), H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose, above.path,
               "create group " + name);
  auto below = std::make_shared<Implementation>(above.path, above.location + "/" + name, std::move(group));
  below->parent = implementation_;
  below->next_dimension_id = above.next_dimension_id;
  return NetcdfGroup(std::move(below));
}

struct NetcdfWriter::Implementation {
  std::string path;
  Hdf5Image image;
  NetcdfGroup root;

  explicit Implementation(const std::string& p) : path(p), image(p), root(open_root()) {}

  [[nodiscard]] NetcdfGroup open_root() const {
    Handle group(H5Gopen2(image.file(), "/", H5P_DEFAULT), H5Gclose, path, "open the root group");
    return NetcdfGroup(std::make_shared<NetcdfGroup::Implementation>(path, "", std::move(group)));
  }
};

NetcdfWriter::NetcdfWriter(const std::string& path) : implementation_(std::make_unique<Implementation>(path)) {}

NetcdfWriter::~NetcdfWriter() = default;

NetcdfGroup& NetcdfWriter::root() { return implementation_->root; }

void NetcdfWriter::commit() {
  auto bytes = implementation_->image.close();
  bytes += seal_of(bytes);
  write_file(implementation_->path, bytes);
}

}  // namespace etslink
