// SPDX-License-Identifier: Apache-2.0
#include "results/file_access.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace etslink {
namespace {

std::string temporary(const std::string& path) { return path + ".tmp"; }

std::string system_reason() { return std::generic_category().message(errno); }

}  // namespace

FileError::FileError(const std::string& path, const std::string& reason) : std::runtime_error(path + ": " + reason) {}

void check_writable(const std::string& path) {
  if (std::filesystem::is_directory(path)) throw FileError(path, "can't be written: it is a folder");
  std::FILE* file = std::fopen(temporary(path).c_str(), "wb");
  if (!file) throw FileError(path, "can't be written: " + system_reason());
  std::fclose(file);
  std::remove(temporary(path).c_str());
}

void check_readable(const std::string& path) {
  if (std::filesystem::is_directory(path)) throw FileError(path, "can't be read: it is a folder");
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) throw FileError(path, "can't be read: " + system_reason());
  std::fclose(file);
}

void write_file(const std::string& path, const std::vector<char>& bytes) {
  std::FILE* file = std::fopen(temporary(path).c_str(), "wb");
  if (!file) throw FileError(path, "can't be written: " + system_reason());
  bool is_written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  is_written = std::fclose(file) == 0 && is_written;
  if (is_written && std::rename(temporary(path).c_str(), path.c_str()) == 0) return;
  const std::string reason = system_reason();
  std::remove(temporary(path).c_str());
  throw FileError(path, "can't be written: " + reason);
}

}  // namespace etslink
