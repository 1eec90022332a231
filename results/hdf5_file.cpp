// SPDX-License-Identifier: Apache-2.0
// How netCDF-4 data live in HDF5: docs.unidata.ucar.edu, "netCDF-4 file format specification".
#include "results/hdf5_file.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>

#include "results/hdf5_handle.h"
#include "results/netcdf_text.h"

namespace etslink {
namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

std::vector<const char*> pointers(std::span<const std::string> text) {
  std::vector<const char*> result;
  for (const std::string& line : text) result.push_back(line.c_str());
  return result;
}

}  // namespace

struct NetcdfGroup::Implementation {
  struct Dimension {
    std::size_t length = 0;
    std::string scale_path;  // of the dimension scale in the file
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
    const Handle type = string_type(path);
    const char* text = value.c_str();
    attribute(object, name, {type, {}, &text});
  }

  [[nodiscard]] Handle create_dataset(const std::string& name, hid_t type, const std::vector<hsize_t>& shape) const {
    const Handle space = dataspace(shape);
    const Handle properties = creation_properties(H5P_DATASET_CREATE);
    const double missing = std::numeric_limits<double>::quiet_NaN();
    if (type == H5T_IEEE_F64LE) check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &missing), "set the fill value");
    return {H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose, path,
            "create variable " + name};
  }

  void add_scale(const std::string& name, std::size_t length, hid_t dataset, const std::string& mark) {
    check(H5DSset_scale(dataset, mark.c_str()), "make dimension " + name);
    const int id = (*next_dimension_id)++;
    attribute(dataset, "_Netcdf4Dimid", {H5T_STD_I32LE, {}, &id});
    dimensions[name] = {length, location + "/" + name};
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
  const Handle dataset = implementation_->create_dataset(name, H5T_IEEE_F32BE, {length});
  implementation_->add_scale(name, length, dataset, unlabelled_dimension_mark(length));
}

void NetcdfGroup::add_dimension(const std::string& name, std::span<const std::string> labels,
                                const std::string& long_name) {
  const Handle type = string_type(implementation_->path);
  const Handle dataset = implementation_->create_dataset(name, type, {labels.size()});
  implementation_->add_scale(name, labels.size(), dataset, name);
  implementation_->text_attribute(dataset, "long_name", long_name);
  implementation_->fill(dataset, type, labels.size(), pointers(labels).data());
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
  const Handle type = string_type(implementation_->path);
  const Handle dataset = implementation_->create_variable(info, type, values.size());
  implementation_->fill(dataset, type, values.size(), pointers(values).data());
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

namespace {

// The file grows in memory and is written by write_file: HDF5 1.10 crashes at exit when a disk has been full.
Handle create_file(const std::string& path) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // messages are ours
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path, "make properties");
  H5Pset_fapl_core(access, std::size_t{1} << 20, false);
  H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18);
  H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path, "make properties");
  H5Pset_obj_track_times(creation, false);
  H5Pset_link_creation_order(creation, creation_order);
  H5Pset_attr_creation_order(creation, creation_order);
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose, path, "create the file"};
}

// The bytes as the memory driver holds them: H5Fget_file_image (1.10.8) leaves a wrong checksum in its copy of the
// superblock.
std::vector<char> file_image(hid_t file, const std::string& path) {
  void* memory = nullptr;
  const bool is_complete = H5Fflush(file, H5F_SCOPE_LOCAL) >= 0 && H5Fget_vfd_handle(file, H5P_DEFAULT, &memory) >= 0;
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  if (!is_complete || size <= 0) throw FileError(path, "HDF5 could not complete the file");
  const char* bytes = *static_cast<char**>(memory);
  return {bytes, bytes + size};
}

}  // namespace

struct NetcdfWriter::Implementation {
  std::string path;
  Handle file;
  NetcdfGroup root;

  explicit Implementation(const std::string& p) : path(p), file(create_file(p)), root(open_root()) {}

  [[nodiscard]] NetcdfGroup open_root() const {
    Handle group(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, path, "open the root group");
    return NetcdfGroup(std::make_shared<NetcdfGroup::Implementation>(path, "", std::move(group)));
  }
};

NetcdfWriter::NetcdfWriter(const std::string& path) : implementation_(std::make_unique<Implementation>(path)) {}

NetcdfWriter::~NetcdfWriter() = default;

NetcdfGroup& NetcdfWriter::root() { return implementation_->root; }

void NetcdfWriter::commit() {
  const Implementation& it = *implementation_;
  const auto image = file_image(it.file, it.path);
  write_file(it.path, {image.data(), image.size()});
}

}  // namespace etslink
