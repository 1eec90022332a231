// SPDX-License-Identifier: Apache-2.0
// Recipes, concordances and source tables of a calibration; what is accepted is calibrated.
#include <algorithm>

#include "calibration/calibrate.h"
#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

class CalibrationTarget final : public Target {
 public:
  CalibrationTarget() {
    folder_.copy("tests/fixtures/tiny_world");
    files_ = folder_.files();
  }

  [[nodiscard]] std::vector<std::string> seeds() const override {
    auto all = seeds_of(folder_, files_);
    const auto recipe = std::find(files_.begin(), files_.end(), "recipe.toml") - files_.begin();
    for (const char* file : {"data/recipes/nea2011_money.toml", "data/recipes/world_41x35.toml"})
      all.push_back(static_cast<char>(recipe) + project_text(file));
    return all;
  }

  void try_input(std::string_view input) override {
    const auto chosen = chosen_file(files_, input);
    folder_.replace(chosen.file, chosen.content);
    expect_answer([&] { calibrate(folder_.path(recipe_of(chosen.file)), folder_.path("out")); });
  }

 private:
  // The recipe that reads a file.
  static std::string recipe_of(const std::string& file) {
    if (file == "recipe_3x5.toml") return file;
    for (const char* of_accounts : {"recipe_physical.toml", "fuel_prices.csv", "steel_routes.csv", "power_regions.csv"})
      if (file == of_accounts) return "recipe_physical.toml";
    return "recipe.toml";
  }

  FuzzFolder folder_;
  std::vector<std::string> files_;
};

}  // namespace

Target& target() {
  static CalibrationTarget it;
  return it;
}

}  // namespace etslink::fuzz
