// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace etslink::test {

// One thing changed in one text file of a calibration: the recipe or a source table.
struct Damage {
  enum class Kind { delete_line, repeat_line, swap_lines, remove_cell, set_cell, delete_column, delete_key, set_key };
  std::string file;  // name inside the folder
  Kind kind = Kind::delete_line;
  int line = 0;       // of the text, from 0
  int column = 0;     // cell of the line, from 0
  std::string value;  // of the cell, or of the key as TOML
  std::string key;    // dotted path in a recipe: "energy.patch[0].value_musd"

  // "delete line 3 of regions.csv"
  [[nodiscard]] std::string text() const;
};

// Every line, cell and column of a CSV text deleted, every line repeated and exchanged with the next one, and every
// cell replaced: 1000 times, negative, empty, a word, nan, 1e999, a number beyond int.
[[nodiscard]] std::vector<Damage> csv_damages(const std::string& file, const std::string& text);

// Every line and key of a recipe deleted, and every value replaced by ones of other types and sizes.
[[nodiscard]] std::vector<Damage> toml_damages(const std::string& file, const std::string& text);

// The text with the damage done.
[[nodiscard]] std::string damaged(const std::string& text, const Damage& damage);

// What is wrong with the outcome of a calibration into `output`, empty where it is right: it either succeeds, and then
// `output` is a benchmark that passes its checks with finite numbers in every file, or an InputError names a file of
// `folder` and a line.
[[nodiscard]] std::string calibration_fault(const std::string& recipe, const std::string& folder);

// How many calibrations ended how.
struct DamageCount {
  int accepted = 0, refused = 0, wrong = 0;
};

}  // namespace etslink::test
