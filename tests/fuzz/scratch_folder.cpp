// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

namespace fs = std::filesystem;

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail("can't read " + path);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string in_project(const std::string& name) { return ETSLINK_SOURCE_DIR "/" + name; }

}  // namespace

void FuzzFolder::copy(const std::string& project_folder, const std::string& to) {
  fs::create_directories(fs::path(folder_.path(to)).parent_path());
  fs::copy(in_project(project_folder), folder_.path(to),
           fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

void FuzzFolder::write(const std::string& file, std::string_view bytes) const {
  std::ofstream out(path(file), std::ios::binary);
  out << bytes;
  out.close();
  if (!out) fail("can't write " + path(file));
}

void FuzzFolder::replace(const std::string& file, std::string_view bytes) {
  if (file != replaced_) {
    if (!replaced_.empty()) write(replaced_, own_content_);
    own_content_ = text(file);
    replaced_ = file;
  }
  write(file, bytes);
}

std::vector<std::string> FuzzFolder::files() const {
  std::vector<std::string> names;
  const fs::path root = folder_.path("");
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) names.push_back(entry.path().lexically_relative(root).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string FuzzFolder::text(const std::string& file) const { return content_of(path(file)); }

std::vector<std::string> seeds_of(const FuzzFolder& folder, const std::vector<std::string>& files) {
  std::vector<std::string> seeds;
  for (std::size_t i = 0; i < files.size(); ++i) seeds.push_back(static_cast<char>(i) + folder.text(files[i]));
  return seeds;
}

ChosenFile chosen_file(const std::vector<std::string>& files, std::string_view input) {
  if (input.empty()) return {files.front(), input};
  return {files[static_cast<unsigned char>(input.front()) % files.size()], input.substr(1)};
}

std::string project_text(const std::string& file) { return content_of(in_project(file)); }

}  // namespace etslink::fuzz
