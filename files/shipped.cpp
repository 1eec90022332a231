// SPDX-License-Identifier: Apache-2.0
#include "files/shipped.h"

#include <sys/auxv.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace etslink {
namespace {

namespace fs = std::filesystem;

// Where things of a kind lie below the folder, and what their names end with; a benchmark is a folder that holds a
// file.
struct Shelf {
  const char *folder, *ending, *file_inside;
};

Shelf shelf_of(Shipped kind) {
  switch (kind) {
    case Shipped::study:
      return {"studies", ".toml", ""};
    case Shipped::benchmark:
      return {"data", "", "benchmark.toml"};
    case Shipped::nests:
      return {"data/nests", ".toml", ""};
    case Shipped::map:
      return {"data/maps", ".toml", ""};
    case Shipped::recipe:
      return {"data/recipes", ".toml", ""};
    case Shipped::schema:
      return {"data/schemas", ".schema.json", ""};
    case Shipped::technologies:
      return {"data/technologies", ".toml", ""};
  }
  return {"", "", ""};
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool holds_data(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "data", error) && fs::is_directory(folder / "studies", error);
}

// Of the program that runs; empty where the system does not tell.
fs::path program_folder() {
  std::error_code error;
  const auto running = fs::read_symlink("/proc/self/exe", error);
  if (!error) return running.parent_path();
  // Where /proc is not mounted the system still has the name that the program was started by.
  const auto* started = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
  if (started == nullptr) return "";
  return fs::canonical(started, error).parent_path();
}

bool is_of_kind(const fs::path& path, const Shelf& shelf) {
  if (*shelf.file_inside != '\0') return is_file(path / shelf.file_inside);
  return path.filename().string().ends_with(shelf.ending) && is_file(path);
}

}  // namespace

std::string shipped_folder() {
  if (const char* home = std::getenv("ETSLINK_HOME"); home != nullptr && *home != '\0') return home;
  const auto program = program_folder();
  if (program.empty()) return "";
  std::vector<fs::path> places{program.parent_path() / "share" / "etslink"};
  // A build lies in build/PRESET of the project, its tests one folder deeper.
  auto place = program.parent_path();
  for (int i = 0; i < 2; ++i) places.push_back(place = place.parent_path());
  const auto found = std::find_if(places.begin(), places.end(), holds_data);
  return found == places.end() ? "" : found->string();
}

std::vector<std::string> shipped_names(Shipped kind) {
  const auto shelf = shelf_of(kind);
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(fs::path(shipped_folder()) / shelf.folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!is_of_kind(entry->path(), shelf)) continue;
    const auto name = entry->path().filename().string();
    names.push_back(name.substr(0, name.size() - std::string(shelf.ending).size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string shipped_path(const std::string& name, Shipped kind) {
  const auto shelf = shelf_of(kind);
  const auto folder = shipped_folder();
  if (folder.empty() || name.empty() || name.find('/') != std::string::npos) return "";
  const auto path = fs::path(folder) / shelf.folder / (name.ends_with(shelf.ending) ? name : name + shelf.ending);
  return is_of_kind(path, shelf) ? path.string() : "";
}

std::string input_path(const std::string& named, Shipped kind) {
  std::error_code error;
  if (fs::exists(named, error)) return named;
  const auto path = shipped_path(named, kind);
  return path.empty() ? named : path;
}

}  // namespace etslink
