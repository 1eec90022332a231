// SPDX-License-Identifier: Apache-2.0
// What the sources named hdf5_* share; only these include HDF5, through this header.
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

// Members and attributes are listed in the order of writing.
inline constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

// Text of so many bytes, at least one. Variable-length text lies in HDF5's global heap, which has no checksums, and is
// read by pointers.
[[nodiscard]] inline Handle text_type(std::size_t size, const std::string& path) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, path, "make a text type");
  if (H5Tset_size(type, size) < 0 || H5Tset_strpad(type, H5T_STR_NULLPAD) < 0 || H5Tset_cset(type, H5T_CSET_UTF8) < 0)
    throw FileError(path, "HDF5 could not make a text type");
  return type;
}

}  // namespace etslink
