// SPDX-License-Identifier: Apache-2.0
// Studies and nest files, up to the economy of a scenario.
#include "tests/fuzz/study_folder.h"

namespace etslink::fuzz {
namespace {

bool ends_with(const std::string& text, std::string_view end) { return text.ends_with(end); }

bool is_nest_file(const std::string& file) { return file.find("nests") != std::string::npos; }

class StudyTarget final : public Target {
 public:
  StudyTarget() {
    add_studies(folder_);
    for (const auto& file : folder_.files())
      if (ends_with(file, ".toml") && !ends_with(file, "benchmark.toml")) files_.push_back(file);
  }

  // Studies on another benchmark are here for their lines.
  [[nodiscard]] std::vector<std::string> seeds() const override {
    auto all = seeds_of(folder_, files_);
    for (const char* name : {"instrument_tour", "closures", "jcm_crediting", "restricted_linking", "price_collar"})
      all.push_back('\0' + project_text("studies/" + std::string(name) + ".toml"));
    return all;
  }

  void try_input(std::string_view input) override {
    const auto chosen = chosen_file(files_, input);
    folder_.replace(chosen.file, chosen.content);
    if (!is_nest_file(chosen.file)) return read_and_build(folder_, chosen.file);
    read_and_build(folder_, "tests/fixtures/studies/study.toml", {"study.nests=\"" + folder_.path(chosen.file) + "\""});
  }

 private:
  FuzzFolder folder_;
  std::vector<std::string> files_;
};

}  // namespace

Target& target() {
  static StudyTarget it;
  return it;
}

}  // namespace etslink::fuzz
