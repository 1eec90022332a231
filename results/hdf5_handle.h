// SPDX-License-Identifier: Apache-2.0
// What hdf5_file.cpp and hdf5_reader.cpp share; only these two include HDF5, through this header.
#pragma once

#include <hdf5.h>
#include <hdf5_hl.h>

#include <string>
#include <utility>

#include "files/file_access.h"

namespace etslink {

// An HDF5 identifier, closed at the end of its scope.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle(hid_t id, Close closer, const std::string& path, const std::string& what) : id_(id), close_(closer) {
    if (id_ < 0) throw FileError(path, "HDF5 could not " + what);
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle& operator=(Handle&&) = delete;
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  Close close_;
};

// Variable-length UTF-8 text.
[[nodiscard]] inline Handle string_type(const std::string& path) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, path, "make a string type");
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

}  // namespace etslink
