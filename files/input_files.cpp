// SPDX-License-Identifier: Apache-2.0
#include "files/input_files.h"

#include <sys/stat.h>

#include <filesystem>
#include <mutex>
#include <set>
#include <utility>

namespace etslink {
namespace {

using Place = std::pair<dev_t, ino_t>;

struct Inputs {
  std::mutex mutex;
  std::set<Place> files, folders;
};

Inputs& inputs() {
  static Inputs all;
  return all;
}

bool contains(const std::set<Place>& places, const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && places.contains({status.st_dev, status.st_ino});
}

void add(std::set<Place>& places, const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) places.emplace(status.st_dev, status.st_ino);
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

}  // namespace

void note_input(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return;  // nothing replaces a device
  const std::lock_guard lock(inputs().mutex);
  add(inputs().files, path);
  add(inputs().folders, folder_of(path));
  // Where the name is a link, the folder of the file itself holds it as well.
  const auto real = std::filesystem::canonical(path, error);
  if (!error) add(inputs().folders, folder_of(real));
}

void forget_inputs() {
  const std::lock_guard lock(inputs().mutex);
  inputs().files.clear();
  inputs().folders.clear();
}

bool is_input(const std::string& path) {
  const std::lock_guard lock(inputs().mutex);
  return contains(inputs().files, path);
}

bool holds_input(const std::string& folder) {
  const std::lock_guard lock(inputs().mutex);
  return contains(inputs().folders, folder);
}

}  // namespace etslink
