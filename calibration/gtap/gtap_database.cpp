// SPDX-License-Identifier: Apache-2.0
#include "calibration/gtap/gtap_database.h"

#include <algorithm>
#include <filesystem>

#include "calibration/gtap/gtap_codes.h"

namespace etslink {
namespace {

namespace fs = std::filesystem;
constexpr GtapFile all_files[] = {GtapFile::data, GtapFile::sets, GtapFile::parameters, GtapFile::emissions,
                                  GtapFile::volumes};

const std::vector<std::string>& usual_names(GtapFile file) {
  static const std::vector<std::string> names[gtap_file_count] = {
      {"basedata.har", "gsdfdat.har", "gsddat.har"},
      {"sets.har", "gsdfset.har", "gsdset.har"},
      {"default.prm", "gsdfpar.har", "gsdpar.har"},
      {"co2.har", "gsdfemiss.har", "gsdemiss.har", "gsdfco2.har"},
      {"gsdfvole.har", "gsdvole.har", "vole.har"}};
  return names[static_cast<std::size_t>(file)];
}

std::vector<fs::path> files_of(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw InputError({folder, 0}, "is no folder; allowed: one with a GTAP database");
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    files.push_back(it->path());
  if (error) throw InputError({folder, 0}, "can't be read: " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

// The first of the usual names that is there.
std::string found_in(const std::vector<fs::path>& files, GtapFile wanted) {
  for (const auto& name : usual_names(wanted)) {
    for (const auto& file : files) {
      if (lower_case(file.filename().string()) == name) return file.string();
    }
  }
  return "";
}

}  // namespace

GtapPaths find_gtap_files(const std::string& folder, GtapPaths named) {
  const auto files = files_of(folder);
  for (const auto file : all_files) {
    if (named[file].empty()) named[file] = found_in(files, file);
  }
  if (!named[GtapFile::data].empty()) return named;
  std::string there;
  for (const auto& file : files) there += (there.empty() ? "" : ", ") + file.filename().string();
  throw InputError({folder, 0}, "has no basedata.har, gsdfdat.har or gsddat.har; there are: " +
                                    (there.empty() ? "no files" : there) + "; --data names the file");
}

GtapDatabase::GtapDatabase(const GtapPaths& paths) {
  for (const auto file : all_files) {
    if (!paths[file].empty()) files_[static_cast<std::size_t>(file)].emplace(paths[file]);
  }
  is_version_7_ = has(GtapFile::data, "VDFB");
  if (!is_version_7_ && !has(GtapFile::data, "VDFM"))
    throw InputError({file(GtapFile::data).path(), 0},
                     "has neither the header VDFB (GTAP 7 format) nor VDFM (GTAP 6 format): no flows of GTAP");
}

bool GtapDatabase::has(GtapFile file, const std::string& header) const {
  return has(file) && at(file)->find(header) != nullptr;
}

HarArray GtapDatabase::array(GtapFile file, const std::string& header) const {
  const auto& har = *at(file);
  if (const auto* found = har.find(header)) return har.array(*found);
  std::vector<std::string> names;
  for (const auto& other : har.headers()) names.push_back(other.name);
  throw InputError({har.path(), 0}, "has no header '" + header + "'" + suggestion(header, names));
}

std::string GtapDatabase::release() const {
  const auto* header = file(GtapFile::data).find("DREL");
  if (header == nullptr || header->type != "1C") return "";
  std::string text;
  for (const auto& line : file(GtapFile::data).texts(*header)) {
    if (!line.empty()) text += (text.empty() ? "" : "; ") + line;
  }
  return text;
}

void GtapDatabase::fail(GtapFile file, const std::string& header, const std::string& what) const {
  throw InputError({at(file)->path(), 0}, "header " + header + ": " + what);
}

}  // namespace etslink
