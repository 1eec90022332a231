// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/changed_hdf5.h"

#include <hdf5.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

// An identifier of HDF5 with what closes it; calls on one that could not be opened fail and change nothing.
class Id {
 public:
  Id(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Id() {
    if (id_ >= 0) close_(id_);
  }
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;
  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor): for calls of the library

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

std::vector<std::string> object_names(hid_t file) {
  std::vector<std::string> names;
  const auto add = [](hid_t, const char* name, const H5O_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, add, &names, H5O_INFO_BASIC);
  return names;
}

struct Edit {
  unsigned what, object, first, second;
};

hid_t new_type(unsigned kind) {
  hid_t type = H5Tcopy(kind % 3 == 0 ? H5T_NATIVE_DOUBLE : kind % 3 == 1 ? H5T_NATIVE_INT64 : H5T_C_S1);
  if (kind % 3 != 2) return type;
  constexpr std::size_t sizes[] = {1, 7, 70'000, H5T_VARIABLE};
  H5Tset_size(type, sizes[kind / 3 % 4]);
  return type;
}

hid_t new_space(unsigned kind) {
  if (kind % 8 == 0) return H5Screate(H5S_SCALAR);
  if (kind % 8 == 1) return H5Screate(H5S_NULL);
  const hsize_t lengths[] = {kind / 8 % 5, kind / 40 % 5, 2};
  return H5Screate_simple(static_cast<int>(kind % 8) / 3 + 1, lengths, nullptr);
}

class Editor {
 public:
  explicit Editor(hid_t file) : file_(file), names_(object_names(file)) {}

  void apply(const Edit& edit) {
    const std::string name = at(edit.object), other = at(edit.first * 256 + edit.second);
    switch (edit.what % 8) {
      case 0:
        H5Ldelete(file_, name.c_str(), H5P_DEFAULT);
        break;
      case 1:
        H5Lmove(file_, name.c_str(), file_, other.c_str(), H5P_DEFAULT, H5P_DEFAULT);
        break;
      case 2:
        link(name, other, edit.first);
        break;
      case 3:
        replace_dataset(name, edit);
        break;
      case 4:
        fill(name, edit.second);
        break;
      case 5:
        H5Adelete_by_idx(file_, name.c_str(), H5_INDEX_NAME, H5_ITER_INC, edit.first % 8, H5P_DEFAULT);
        break;
      case 6:
        replace_attribute(name, edit);
        break;
      default:
        set_dimensions(name, edit);
    }
  }

 private:
  [[nodiscard]] std::string at(std::size_t number) const { return names_[number % names_.size()]; }

  // In the place of an object another one, or nothing that is in this file.
  void link(const std::string& name, const std::string& other, unsigned kind) const {
    H5Ldelete(file_, name.c_str(), H5P_DEFAULT);
    if (kind % 3 == 0) H5Lcreate_hard(file_, other.c_str(), file_, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (kind % 3 == 1) H5Lcreate_soft(other.c_str(), file_, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (kind % 3 == 2) H5Lcreate_external("elsewhere.h5", "/", file_, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  }

  // Another type or shape; the attributes that tie it to its dimensions are kept where first is even.
  void replace_dataset(const std::string& name, const Edit& edit) const {
    const std::string old = name + ".old";
    H5Lmove(file_, name.c_str(), file_, old.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    const Id type(new_type(edit.second), H5Tclose), space(new_space(edit.first), H5Sclose);
    const Id dataset(H5Dcreate2(file_, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose);
    const Id before(H5Dopen2(file_, old.c_str(), H5P_DEFAULT), H5Dclose);
    for (const char* attribute : {"_Netcdf4Dimid", "_Netcdf4Coordinates", "NAME", "flag_meanings"})
      if (edit.second < 128) copy_attribute(before, dataset, attribute);
    H5Ldelete(file_, old.c_str(), H5P_DEFAULT);
  }

  static void copy_attribute(hid_t from, hid_t to, const char* name) {
    if (H5Aexists(from, name) <= 0) return;
    const Id old(H5Aopen(from, name, H5P_DEFAULT), H5Aclose);
    const Id type(H5Aget_type(old), H5Tclose), space(H5Aget_space(old), H5Sclose);
    std::vector<char> value(H5Aget_storage_size(old));
    const Id copy(H5Acreate2(to, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    if (H5Aread(old, type, value.data()) >= 0) H5Awrite(copy, type, value.data());
  }

  // All values alike.
  void fill(const std::string& name, unsigned kind) const {
    const Id dataset(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
    const Id space(H5Dget_space(dataset), H5Sclose), type(H5Dget_type(dataset), H5Tclose);
    const auto count = static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space)));
    if (count == 0 || count > 1'000'000) return;
    if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0) {
      const std::vector<char> text(count * H5Tget_size(type), static_cast<char>(kind));
      H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data());
      return;
    }
    constexpr double values[] = {std::numeric_limits<double>::quiet_NaN(),
                                 std::numeric_limits<double>::infinity(),
                                 0,
                                 -1,
                                 1e308,
                                 1e-320,
                                 2147483647,
                                 1e18};
    const std::vector<double> numbers(count, values[kind % 8]);
    H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data());
  }

  void replace_attribute(const std::string& name, const Edit& edit) const {
    const Id object(H5Oopen(file_, name.c_str(), H5P_DEFAULT), H5Oclose);
    char old[64] = {};
    H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, edit.first % 8, old, sizeof old, H5P_DEFAULT);
    H5Adelete(object, old);
    const Id type(new_type(edit.second), H5Tclose), space(new_space(edit.first), H5Sclose);
    const Id attribute(H5Acreate2(object, old, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    if (H5Tis_variable_str(type) > 0 || H5Sget_simple_extent_npoints(space) > 100) return;
    const std::vector<char> bytes(100 * H5Tget_size(type), static_cast<char>(edit.second));
    H5Awrite(attribute, type, bytes.data());
  }

  // What says of which dimensions a variable is.
  void set_dimensions(const std::string& name, const Edit& edit) const {
    const Id object(H5Oopen(file_, name.c_str(), H5P_DEFAULT), H5Oclose);
    const char* const attribute = edit.first % 2 == 0 ? "_Netcdf4Coordinates" : "_Netcdf4Dimid";
    H5Adelete(object, attribute);
    const hsize_t count = edit.first / 2 % 4;
    const Id space(H5Screate_simple(1, &count, nullptr), H5Sclose);
    const Id created(H5Acreate2(object, attribute, H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    const std::vector<int> numbers{static_cast<int>(edit.second % 16), static_cast<int>(edit.second / 16), -1, 0};
    H5Awrite(created, H5T_NATIVE_INT, numbers.data());
  }

  hid_t file_;
  std::vector<std::string> names_;
};

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

}  // namespace

void change_hdf5(const std::string& path, std::string_view edits) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const Id file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
  if (file < 0) fail("can't open " + path);
  Editor editor(file);
  for (; edits.size() >= 4; edits.remove_prefix(4))
    editor.apply({byte_at(edits, 0), byte_at(edits, 1), byte_at(edits, 2), byte_at(edits, 3)});
}

std::string damaged_bytes(std::string bytes, std::string_view edits) {
  for (; edits.size() >= 6 && !bytes.empty(); edits.remove_prefix(6)) {
    std::uint32_t place = 0;
    std::memcpy(&place, edits.data(), sizeof place);
    const std::size_t at = place % bytes.size();
    const unsigned what = byte_at(edits, 4) % 8;
    if (what == 0)
      bytes.resize(at);
    else if (what == 1)
      bytes.insert(at, byte_at(edits, 5), edits[5]);
    else
      bytes[at] = edits[5];
  }
  return bytes;
}

}  // namespace etslink::fuzz
