// SPDX-License-Identifier: Apache-2.0
#pragma once

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
  // A line, cell, column or key is gone or empty; else it is changed.
  [[nodiscard]] bool is_deletion() const;
};

// Every line, cell and column of a CSV text deleted, every line repeated and exchanged with the next one, and every
// cell replaced: 1000 times, negative, empty, a word, nan, 1e999, a number beyond int.
[[nodiscard]] std::vector<Damage> csv_damages(const std::string& file, const std::string& text);

// So many of the same at places that a fixed sequence of random numbers picks; for tables of millions of cells.
[[nodiscard]] std::vector<Damage> random_csv_damages(const std::string& file, const std::string& text, int count);

// Every line and key of a recipe deleted, and every value replaced by ones of other types and sizes.
[[nodiscard]] std::vector<Damage> toml_damages(const std::string& file, const std::string& text);

// The text with the damage done.
[[nodiscard]] std::string damaged(const std::string& text, const Damage& damage);

// How a calibration of the recipe into `folder`/out ended.
struct Outcome {
  bool accepted = false;
  std::string fault;  // empty where the outcome is right
};

// Right is a benchmark that passes its checks, with finite numbers in every file; or an InputError that names a file
// of `folder` and a line, before anything is written.
[[nodiscard]] Outcome try_calibration(const std::string& recipe, const std::string& folder);

}  // namespace etslink::test
