// SPDX-License-Identifier: Apache-2.0
// Texts of --set, one for each line of the input, on top of a study that its first byte chooses.
#include <sstream>

#include "tests/fuzz/study_folder.h"

namespace etslink::fuzz {
namespace {

const std::vector<std::string>& studies() {
  static const std::vector<std::string> list{
      "tests/fixtures/studies/study.toml",
      "tests/fixtures/studies/instruments.toml",
  };
  return list;
}

// The lines "key = value" of a study as settings.
std::vector<std::string> settings_of(const std::string& study) {
  std::vector<std::string> settings;
  std::istringstream lines(study);
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('[')) section = line.substr(1, line.find(']') - 1);
    if (const auto end = line.find(" = "); end != std::string::npos)
      settings.push_back(section + "." + line.substr(0, end) + "=" + line.substr(end + 3));
  }
  return settings;
}

class SettingTarget final : public Target {
 public:
  SettingTarget() { add_studies(folder_); }

  // Some settings at a time.
  [[nodiscard]] std::vector<std::string> seeds() const override {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < studies().size(); ++i) {
      const auto settings = settings_of(folder_.text(studies()[i]));
      for (std::size_t s = 0; s < settings.size(); ++s) {
        if (s % 3 == 0) all.emplace_back(1, static_cast<char>(i));
        all.back() += settings[s] + "\n";
      }
    }
    return all;
  }

  void try_input(std::string_view input) override {
    const auto chosen = chosen_file(studies(), input);
    std::istringstream lines{std::string(chosen.content)};
    std::vector<std::string> settings;
    for (std::string line; std::getline(lines, line);) settings.push_back(line);
    read_and_build(folder_, chosen.file, settings);
  }

 private:
  FuzzFolder folder_;
};

}  // namespace

Target& target() {
  static SettingTarget it;
  return it;
}

}  // namespace etslink::fuzz
