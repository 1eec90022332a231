// SPDX-License-Identifier: Apache-2.0
// A file that HDF5 builds in memory. In memory because HDF5 1.10 crashes at exit when a disk has been full.
#pragma once

#include <cstdlib>
#include <string>

#include "results/hdf5_handle.h"

namespace etslink {

// The latest format of HDF5 1.10, in which all metadata have checksums. Only a closed file of it is complete: before,
// it is marked as open for writing, and readers refuse it.
class Hdf5Image {
 public:
  explicit Hdf5Image(const std::string& path) : path_(path), file_(create()) {}
  ~Hdf5Image() {
    if (file_ >= 0) H5Fclose(file_);
    std::free(memory_);
  }
  Hdf5Image(const Hdf5Image&) = delete;
  Hdf5Image& operator=(const Hdf5Image&) = delete;

  [[nodiscard]] hid_t file() const { return file_; }

  // Closes the file with all that is open in it, and gives its bytes.
  [[nodiscard]] std::string close() {
    const herr_t status = H5Fclose(std::exchange(file_, -1));
    if (status < 0 || memory_ == nullptr) throw FileError(path_, "HDF5 could not complete the file");
    // Of version 3 of the superblock; the address of the end of the file, little-endian.
    constexpr std::size_t version_at = 8, end_at = 28;
    const auto* bytes = static_cast<const unsigned char*>(memory_);
    std::size_t size = 0;
    for (std::size_t i = 0; i < 8; ++i) size |= static_cast<std::size_t>(bytes[end_at + i]) << (8 * i);
    if (bytes[version_at] != 3) throw FileError(path_, "HDF5 wrote another format than expected");
    return {static_cast<const char*>(memory_), size};
  }

 private:
  using Operation = H5FD_file_image_op_t;

  static void* allocate(std::size_t size, Operation /*operation*/, void* /*image*/) { return std::malloc(size); }
  static void* grow(void* memory, std::size_t size, Operation /*operation*/, void* /*image*/) {
    return std::realloc(memory, size);
  }
  // At the close of the file its memory is kept.
  static herr_t release(void* memory, Operation operation, void* image) {
    if (operation == H5FD_FILE_IMAGE_OP_FILE_CLOSE) {
      static_cast<Hdf5Image*>(image)->memory_ = memory;
    } else {
      std::free(memory);
    }
    return 0;
  }
  static void* same_image(void* image) { return image; }
  static herr_t nothing(void* /*image*/) { return 0; }

  hid_t create() {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // messages are ours
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path_, "make properties");
    H5FD_file_image_callbacks_t callbacks{allocate, nullptr, grow, release, same_image, nothing, this};
    const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path_, "make properties");
    const bool is_set = H5Pset_fapl_core(access, std::size_t{1} << 20, false) >= 0 &&
                        H5Pset_file_image_callbacks(access, &callbacks) >= 0 &&
                        H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110) >= 0 &&
                        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0 &&
                        H5Pset_obj_track_times(creation, false) >= 0 &&
                        H5Pset_link_creation_order(creation, creation_order) >= 0 &&
                        H5Pset_attr_creation_order(creation, creation_order) >= 0;
    // HDF5 would first read what is there at the path into memory; below a file there is never anything.
    const std::string name = path_ + "/in memory";
    const hid_t file = is_set ? H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation, access) : -1;
    if (file < 0) throw FileError(path_, "HDF5 could not create the file");
    return file;
  }

  std::string path_;
  void* memory_ = nullptr;
  hid_t file_;
};

}  // namespace etslink
